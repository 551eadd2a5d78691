"""First steps: which cases wait for a moderator, and how moderators find them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app, url_for
from sqlalchemy import func, literal, select
from sqlalchemy.orm import contains_eager, undefer, undefer_group

from forum.cases.models import Case
from forum.core.config import Settings
from forum.core.db import db
from forum.core.words import Words
from forum.moderation.matters import alert
from forum.moderation.models import Matter, Place
from forum.moderation.reportable import Part, Reportable, register
from forum.moderation.vocabulary import Reason
from forum.people.models import Person
from forum.people.voices import Voice
from forum.talk.models import Talk


def needs_a_look(person: Person, *, is_anonymous: bool, besides: Case | None = None) -> bool:
    """Whether a new case of `person` waits for a moderator before it goes out.

    Those without a name do, and everybody's first FORUM_FIRST_HELD, counted by those that went out
    (`besides` is the new one); 0 switches that off for all. A moderator's own never wait, unless
    they have no name: one that did not wait would tell whose it is.
    """
    settings: Settings = current_app.extensions["settings"]
    if is_anonymous or person.is_moderator:
        return is_anonymous and settings.first_held > 0
    return _went_out(person, besides) < settings.first_held


def send_out(case: Case) -> None:
    """A case that was just asked goes out, or waits for a moderator where it needs a look."""
    if needs_a_look(case.author, is_anonymous=case.asker.is_veiled, besides=case):
        case.hold()
    else:
        case.go_out()


def may_be_told_again(case: Case) -> bool:
    """While it is kept back, and while it is open once its author heard that one stepped out."""
    is_open = not (case.settled_at or case.sealed_at)
    return bool(case.held_at or case.hidden_at or (case.advised_at and is_open))


def say_again(case: Case, *, told: Mapping[str, Words], **outline: object) -> None:
    """Its author tells a case otherwise: nothing of before stays. Moderators look again where it is
    kept back; one that is out stays so, as it becomes more general.
    """
    for name, value in outline.items():
        setattr(case, name, value)
    case.tell(told, excerpt=case.question)
    case.fit_veil()
    case.talk.changed()
    if case.held_at or case.hidden_at:
        alert(about=case.talk.topic, why=Reason.SAID_AGAIN)


def word_on(case: Case) -> Matter | None:
    """What a moderator last said about this case, or is still to say."""
    return Matter.latest_at((case.talk.topic, 0))


def _went_out(person: Person, besides: Case | None) -> int:
    """How many cases of theirs colleagues may read."""
    out = select(func.count()).select_from(Case).where(Case.author_id == person.id, Case.is_out())
    if besides is not None:
        out = out.where(Case.id != besides.id)
    return db.session.scalar(out) or 0


@dataclass(frozen=True)
class HeldCase:
    """A case in front of a moderator, who knows its author by the voice alone."""

    case: Case

    what = "case"

    @property
    def title(self) -> str:
        return self.case.title

    @property
    def author_id(self) -> int:
        return self.case.author_id

    @property
    def voice(self) -> Voice:
        return self.case.asker

    @property
    def parts(self) -> Sequence[Part]:
        case = self.case
        told = (
            Part("What’s happening", case.story),
            Part("What they’ve tried", case.tried),
            Part("What they need", case.need),
            Part("What matters most to this family", case.matters),
        )
        return [part for part in told if part.body]

    @property
    def question(self) -> str:
        return self.case.question

    @property
    def wording(self) -> str:
        return self.case.tried_md if self.case.is_general else self.case.story_md

    @property
    def address(self) -> str:
        return url_for("cases.show", key=self.case.key)

    @property
    def mending(self) -> str:
        return url_for("cases.again.edit", key=self.case.key)

    @property
    def held_at(self) -> datetime | None:
        return self.case.held_at

    @property
    def hidden_at(self) -> datetime | None:
        return self.case.hidden_at

    def hide(self) -> None:
        self.case.hide()

    def restore(self) -> None:
        self.case.restore()

    def release(self) -> None:
        self.case.go_out()


def cases_at(places: Sequence[Place], person: Person | None = None) -> dict[Place, Reportable]:
    """Of these places, those that are cases as a whole, in one statement.

    Sealed ones are nobody's to read, and those that `person` stepped out of not theirs.
    """
    keys = [about.removeprefix("talk-") for about, number in places if number == 0]
    if not keys:
        return {}
    words = (Case.story_md, Case.tried_md)
    found = (
        select(Case)
        .join(Case.talk)
        .join(Case.author)
        .options(
            contains_eager(Case.talk),
            contains_eager(Case.author),
            undefer_group("told"),
            *(undefer(one) for one in words),
        )
        .where(Talk.key.in_(keys), Case.sealed_at.is_(None))
    )
    if person is not None:
        found = found.where(~Case.is_left_by(literal(person.id)))
    return {(case.talk.topic, 0): HeldCase(case) for case in db.session.scalars(found).unique()}


register(cases_at)

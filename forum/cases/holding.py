"""First steps: which cases wait for a moderator, and how those kept back are told again."""

from collections.abc import Mapping

from flask import current_app
from sqlalchemy import func, select

from forum.cases.models import Case
from forum.core.clock import now
from forum.core.config import Settings
from forum.core.db import db
from forum.core.errors import Refused
from forum.core.words import Words
from forum.moderation.matters import alert
from forum.moderation.models import Matter
from forum.moderation.vocabulary import Reason
from forum.people.models import Person

STANDS = "This case can’t be told again any more. Anything you typed is still yours to copy."


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
    if case.sealed_at:
        return False
    return bool(case.held_at or case.hidden_at or (case.advised_at and not case.settled_at))


def say_again(case: Case, *, told: Mapping[str, Words], **outline: object) -> None:
    """Its author tells a case otherwise: nothing of before stays. Moderators look again where it is
    kept back, or where a new one would be; one that is out stays so, as it becomes more general.

    Raises CaseIsSealed and Refused, as it stands once whoever is at it is done.
    """
    case.talk.wait_in_line()
    case.is_not_sealed()
    db.session.refresh(case, ["held_at", "hidden_at", "advised_at"])
    if not may_be_told_again(case):
        raise Refused(STANDS)
    for name, value in outline.items():
        setattr(case, name, value)
    case.tell(told, excerpt=case.question)
    case.fit_veil()
    case.kept_at = now()
    case.talk.changed()
    if needs_a_look(case.author, is_anonymous=case.asker.is_veiled, besides=case):
        alert(about=case.talk.topic, why=Reason.SAID_AGAIN)
    else:
        look_again(case)
    db.session.flush()
    case.may_be_found()


def look_again(case: Case) -> None:
    """Its author changed some of it: where it is kept back, moderators look once more."""
    if case.held_at or case.hidden_at:
        alert(about=case.talk.topic, why=Reason.SAID_AGAIN)
    else:
        Matter.more_at((case.talk.topic, 0))


def _went_out(person: Person, besides: Case | None) -> int:
    """How many cases of theirs colleagues may read."""
    out = select(func.count()).select_from(Case).where(Case.author_id == person.id, Case.is_out())
    if besides is not None:
        out = out.where(Case.id != besides.id)
    return db.session.scalar(out) or 0

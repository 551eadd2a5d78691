"""A case in front of moderators: all that is told in it, what came of it, and what they said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from markupsafe import escape
from sqlalchemy import literal, or_, select
from sqlalchemy.orm import contains_eager, undefer, undefer_group

from forum.cases.insights import Insight
from forum.cases.models import Case
from forum.core.db import db
from forum.moderation.models import Matter, Place
from forum.moderation.reportable import Part, Reportable, register
from forum.people.models import Person
from forum.people.voices import Voice
from forum.talk.models import Talk


def word_on(case: Case) -> Matter | None:
    """What a moderator last said about this case, or is still to say."""
    return Matter.latest_at((case.talk.topic, 0))


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
        told = [
            Part("What’s happening", case.story),
            Part("What they’ve tried", case.tried),
            Part("What they need", case.need),
            Part("What matters most to this family", case.matters),
        ]
        if case.outcome:
            told.append(Part("How it turned out", case.outcome.body))
        parts = [part for part in told if part.body]
        if case.insight:
            parts.append(Part(case.insight.title, escape(case.insight.body)))
        return parts

    @property
    def facts(self) -> Sequence[tuple[str, str]]:
        """What could lead to somebody only when it is read together."""
        case = self.case
        bands = (("Age band", case.age_band), ("Setting", case.setting), ("Stuck for", case.since))
        return [
            ("Title", case.title),
            *((name, one.label) for name, one in bands if one),
            ("Asking", ", ".join(one.chip for one in case.asked)),
            ("Would help", case.help.label),
        ]

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
        if self.case.sealed_at:
            return ""
        return url_for("cases.again.edit", key=self.case.key)

    @property
    def held_at(self) -> datetime | None:
        return self.case.held_at

    @property
    def hidden_at(self) -> datetime | None:
        return self.case.hidden_at

    def wait_in_line(self) -> None:
        self.case.talk.wait_in_line()

    def hide(self) -> None:
        self.case.hide()

    def restore(self) -> None:
        self.case.restore()

    def release(self) -> None:
        self.case.go_out()


def cases_at(places: Sequence[Place], person: Person | None = None) -> dict[Place, Reportable]:
    """Of these places, those that are cases as a whole, in one statement.

    Of a sealed one there is what it taught, if anything; those that `person` stepped out of are not
    theirs.
    """
    keys = [about.removeprefix("talk-") for about, number in places if number == 0]
    if not keys:
        return {}
    found = (
        select(Case)
        .join(Case.talk)
        .join(Case.author)
        .outerjoin(Case.outcome)
        .outerjoin(Case.insight)
        .options(
            contains_eager(Case.talk),
            contains_eager(Case.author),
            contains_eager(Case.outcome),
            contains_eager(Case.insight),
            undefer_group("told"),
            undefer(Case.story_md),
            undefer(Case.tried_md),
        )
        .where(Talk.key.in_(keys), or_(Case.sealed_at.is_(None), Insight.approved_at.is_not(None)))
    )
    if person is not None:
        found = found.where(~Case.is_left_by(literal(person.id)))
    return {(case.talk.topic, 0): HeldCase(case) for case in db.session.scalars(found).unique()}


register(cases_at)

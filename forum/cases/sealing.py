"""The end of a case: after half a year of quiet its words are erased, and its insight stays."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, delete, or_
from sqlalchemy.orm import Mapped

from forum.cases.insights import Insight
from forum.cases.outcome import Outcome
from forum.core.clock import now
from forum.core.db import db
from forum.core.errors import NotAllowed, Refused
from forum.core.words import NOTHING, Words
from forum.moderation.matters import is_gone
from forum.notifications.notices import Notice
from forum.people.models import Person
from forum.search import entries
from forum.talk.models import Message, Talk
from forum.trust.about import erase

if TYPE_CHECKING:
    from collections.abc import Mapping

LASTS = timedelta(days=180)
"""From the last that happened in it: as long as a case may be of use to whoever asked."""
TOLD_BEFORE = timedelta(days=14)
"""Its author has so long to keep it: longer than most holidays."""
SEALED = "A sealed case"
FOUND_AS = "case"


class CaseIsSealed(Refused):
    def __init__(self) -> None:
        super().__init__(
            "This case is sealed: it was quiet for half a year, and its words are gone. "
            "Anything you typed is still yours to copy."
        )


class Sealing:
    """The part of a case that knows how long it lasts.

    `kept_at` is when somebody last had a use for it, words in its talk aside: kept it, opened it
    again, told it again, asked for one more view or said how it went. `seals_told_at` is when its
    author was told that it will be sealed.
    """

    kept_at: Mapped[datetime | None]
    seals_told_at: Mapped[datetime | None]

    if TYPE_CHECKING:
        id: Mapped[int]
        author_id: Mapped[int]
        title: Mapped[str]
        question: Mapped[str]
        excerpt: Mapped[str]
        opened_at: Mapped[datetime]
        sealed_at: Mapped[datetime | None]
        circle_id: Mapped[int | None]
        follow_up_at: Mapped[datetime | None]
        talk: Mapped[Talk]
        outcome: Mapped[Outcome | None]
        insight: Mapped[Insight | None]

        def tell(self, told: Mapping[str, Words], *, excerpt: str) -> None: ...

    @classmethod
    def is_quiet_since(cls, at: datetime) -> ColumnElement[bool]:
        """Nothing has happened in it since; asked of cases joined with their talks."""
        return and_(
            cls.sealed_at.is_(None),
            cls.opened_at < at,
            or_(cls.kept_at.is_(None), cls.kept_at < at),
            or_(Talk.last_said_at.is_(None), Talk.last_said_at < at),
        )

    @property
    def last_at(self) -> datetime:
        """When something last happened in it."""
        return max(at for at in (self.opened_at, self.kept_at, self.talk.last_said_at) if at)

    @property
    def seals_at(self) -> datetime:
        """When it will be sealed if nothing more happens."""
        return max(self.last_at + LASTS, (self.seals_told_at or self.last_at) + TOLD_BEFORE)

    @property
    def is_soon_sealed(self) -> bool:
        return self.sealed_at is None and now() >= self.seals_at - TOLD_BEFORE

    def keep_open(self, *, by: Person) -> None:
        """Another LASTS from now. Raises NotAllowed and CaseIsSealed."""
        if by.id != self.author_id:
            raise NotAllowed("Only whoever asked can keep a case open.")
        self.talk.wait_in_line()
        self.is_not_sealed()
        self.kept_at, self.seals_told_at = now(), None
        self.talk.changed()

    def is_not_sealed(self) -> None:
        """Raises CaseIsSealed where it is, as it stands now that whoever writes waited in line."""
        db.session.refresh(self, ["sealed_at", "settled_at"])
        if self.sealed_at:
            raise CaseIsSealed

    def seal(self) -> None:
        """Erase its words and all that was said; what cannot identify and an insight stay."""
        self.talk.wait_in_line()
        self.sealed_at = self.talk.closed_at = now()
        self.follow_up_at = None
        self.title, self.question = SEALED, ""
        self.tell({}, excerpt="")
        if self.outcome:
            self.outcome.say(self.outcome.result, NOTHING)
        if self.insight and not self.insight.approved_at:
            self.insight = None
        db.session.execute(delete(Message).where(Message.talk_id == self.talk.id))
        db.session.execute(delete(Notice).where(Notice.about == self.talk.topic))
        is_gone(self.talk.topic)
        erase(self.talk.topic)
        self.talk.changed(message_count=0, answer_count=0)
        db.session.flush()
        self.may_be_found()

    def may_be_found(self) -> None:
        """Have it found by the words that are left for that, or not at all."""
        lesson = self.insight if self.insight and self.insight.approved_at else None
        if (self.sealed_at and lesson is None) or not self.outcome:
            entries.drop(FOUND_AS, self.id)
            return
        taught = [lesson.title, lesson.body] if lesson else []
        told = [self.question, self.excerpt]
        title = self.title
        if lesson and (self.sealed_at or self.circle_id):  # all of it that others may know
            title, told = lesson.title, []
        entries.put(FOUND_AS, self.id, title=title, words=" ".join([*told, *taught]))

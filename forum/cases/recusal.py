"""“I may know this family”: somebody steps out of a case, and it is gone for them until closed."""

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    Table,
    or_,
    select,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.clock import now
from forum.core.db import Model, UtcDateTime, db, only
from forum.core.errors import NotAllowed, Refused
from forum.live.closing import end_streams_of
from forum.people.models import Person
from forum.talk.forgetting import forget
from forum.talk.models import Talk
from forum.trust.about import forget_promises

SOONEST, MINUTES = timedelta(hours=6), 24 * 60
"""Its author is told between 6 and 30 hours later, by lot: who was there when says nothing then."""

recusals = Table(
    "recusals",
    Model.metadata,
    Column("case_id", ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("tell_at", UtcDateTime()),
    Index("ix_recusals_to_tell", "tell_at", **only("tell_at IS NOT NULL")),
)
"""Who stepped out. When is not kept: only when its author may hear of it, until they have."""


class HasSteppedOut(Refused):
    """They ask for what they stepped out of."""

    status = 404
    title = "You have stepped out of this case"

    def __init__(self) -> None:
        super().__init__("It is here again once it is closed. Nobody was told that it was you.")


class SteppingOut:
    """The part of a case that people may step out of."""

    advised_at: Mapped[datetime | None] = mapped_column()

    if TYPE_CHECKING:
        id: Mapped[int]
        author_id: Mapped[int]
        settled_at: Mapped[datetime | None]
        sealed_at: Mapped[datetime | None]
        talk: Mapped[Talk]

    @classmethod
    def is_closed(cls) -> ColumnElement[bool]:
        return or_(cls.settled_at.is_not(None), cls.sealed_at.is_not(None))

    @classmethod
    def is_left_by(cls, person: ColumnElement[int]) -> ColumnElement[bool]:
        """Whoever has this id stepped out, and it isn't closed."""
        left = recusals.c
        stepped_out = cls.id.in_(select(left.case_id).where(left.person_id == person))
        return stepped_out & ~cls.is_closed()

    def step_out(self, *, by: Person) -> None:
        """From now on it is gone for `by`: notices and drafts too. Twice is once.

        Nothing changes for anybody else: no version rises, and no page rings.
        """
        if by.id == self.author_id:
            raise NotAllowed("This case is yours. You can settle it, or ask a moderator.")
        if self.settled_at or self.sealed_at:
            raise Refused("This case is closed, so there is nothing to step out of.")
        self.talk.wait_in_line()
        try:
            with db.session.begin_nested():
                row = {"case_id": self.id, "person_id": by.id, "tell_at": self._some_time()}
                db.session.execute(recusals.insert().values(row))
        except IntegrityError:  # another window was first
            return
        self._leave(by)

    def stay_away(self) -> None:
        """It is opened again, and so gone once more for those who stepped out."""
        them = select(Person).where(Person.id.in_(stepped_out(self.id)))
        for person in db.session.scalars(them):
            self._leave(person)

    def _leave(self, person: Person) -> None:
        """Their open pages ask again, and learn that it is gone."""
        forget(self.talk, person)
        forget_promises(person, self.talk.topic)
        end_streams_of(person.id)

    def _some_time(self) -> datetime | None:
        if self.advised_at:
            return None
        return now() + SOONEST + secrets.randbelow(MINUTES) * timedelta(minutes=1)


def stepped_out(case_id: int) -> Select[int]:
    """Ids of those who stepped out of a case, for whoever asks people to look at it."""
    return select(recusals.c.person_id).where(recusals.c.case_id == case_id)

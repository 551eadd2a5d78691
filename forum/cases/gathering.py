"""Who is in a circle: invited by name, joined by agreeing, and out of it again."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Select, select
from sqlalchemy.orm import Mapped, declared_attr, relationship

from forum.cases.gate import are_readers
from forum.cases.membership import (
    MOST,
    CircleIsClosed,
    CircleIsFull,
    HasJoined,
    HasLeft,
    HasNoPlace,
    IsNotInIt,
    Membership,
)
from forum.core.clock import now
from forum.core.db import db
from forum.core.errors import Refused
from forum.live.closing import end_streams_of
from forum.notifications.news import News
from forum.notifications.notices import forget_about, has_read, tell
from forum.people.models import Person
from forum.talk.forgetting import forget
from forum.trust.about import forget_promises

if TYPE_CHECKING:
    from forum.cases.models import Case


class Gathering:
    """The part of a circle that knows who is in it."""

    closed_at: Mapped[datetime | None]

    if TYPE_CHECKING:
        id: Mapped[int]

        @property
        def topic(self) -> str: ...

    @declared_attr
    @classmethod
    def members(cls) -> Mapped[list[Membership]]:
        order = (Membership.invited_at, Membership.person_id)
        return relationship(order_by=order, cascade="all, delete-orphan", passive_deletes=True)

    @declared_attr
    @classmethod
    def cases(cls) -> Mapped[list["Case"]]:
        return relationship("Case", back_populates="circle")

    @property
    def joined(self) -> list[Membership]:
        """Who is in it, whose turn to host is next first."""
        there = [one for one in self.members if one.joined_at]
        return sorted(there, key=lambda one: one.host_order or 0)

    @property
    def invited(self) -> list[Membership]:
        return [one for one in self.members if not one.joined_at]

    @property
    def is_full(self) -> bool:
        return len(self.joined) >= MOST

    def place_of(self, person: Person) -> Membership | None:
        """How `person` stands in it; None where they have nothing to do with it."""
        return next((one for one in self.members if one.person_id == person.id), None)

    def member_called(self, username: str) -> Person:
        """The member with this user name. Raises HasLeft."""
        found = next((one for one in self.joined if one.person.username == username), None)
        if found is None:
            raise HasLeft
        return found.person

    def end_of_the_line(self) -> int:
        """The `host_order` of whoever hosts after all the others."""
        return max((one.host_order or 0 for one in self.members), default=0) + 1

    def invite(self, person: Person, *, by: Person) -> None:
        """Ask `person` to join; asking twice is asking once. Raises CircleIsFull."""
        self.member_now(by)
        if self.place_of(person):
            return
        if self.is_full:
            raise CircleIsFull
        them = ids([person.id])
        if db.session.scalar(them) is None:
            raise Refused(f"{person.name} can join once their registration is checked.")
        self.members.append(Membership(person=person, invited_at=now()))
        db.session.flush()
        tell(them, News.CIRCLE_INVITED, about=self.topic, by=by)

    def take_back(self, person: Person, *, by: Person) -> None:
        """`person` is not invited any more; twice is once. Raises HasJoined who came first."""
        self.member_now(by)
        place = self.place_of(person)
        if place is None:
            return
        if place.joined_at:
            raise HasJoined(person)
        self.members.remove(place)
        forget_about(person, self.topic)

    def join(self, *, by: Person) -> None:
        """Whoever was invited joins and agrees, and hosts after all the others, who are told.

        Raises CircleIsFull where the last place went to somebody else, and HasNoPlace where the
        invitation was taken back.
        """
        mine = self._place_now(by)
        if mine.joined_at:
            return
        if self.is_full:
            raise CircleIsFull
        mine.host_order = self.end_of_the_line()
        mine.joined_at = mine.agreed_at = now()
        has_read(by, self.topic)
        there = ids(one.person_id for one in self.joined)
        tell(there, News.CIRCLE_JOINED, about=self.topic, by=by)

    def agree(self, *, by: Person) -> None:
        """To the agreement as it stands now."""
        mine = self.member_now(by)
        mine.agreed_at = mine.agreed_at or now()
        has_read(by, self.topic)

    def leave(self, *, by: Person) -> None:
        """`by` is out of it, or declines; its cases are gone for them, but those they asked.

        Their open pages ask again. Once the last has left it is closed. Twice is once.
        """
        self._wait_in_line()
        mine = self.place_of(by)
        if mine is None:
            return
        self.members.remove(mine)
        forget_about(by, self.topic)
        if mine.joined_at:
            for case in self.cases:
                if case.author_id != by.id:
                    forget(case.talk, by)
                    forget_promises(by, case.talk.topic)
            end_streams_of(by.id)
        if not self.joined:
            self._close()

    def member_now(self, person: Person) -> Membership:
        """The place of a member, once nobody else is at this circle.

        Raises CircleIsClosed and HasNoPlace, and IsNotInIt for who is but invited.
        """
        mine = self._place_now(person)
        if not mine.joined_at:
            raise IsNotInIt
        return mine

    def _place_now(self, person: Person) -> Membership:
        self._wait_in_line()
        if self.closed_at:
            raise CircleIsClosed
        mine = self.place_of(person)
        if mine is None:
            raise HasNoPlace
        return mine

    def _wait_in_line(self) -> None:
        """Wait for whoever is at this circle, and see how it stands then."""
        db.session.flush()
        db.session.refresh(self, with_for_update={"of": type(self)})
        fresh = select(Membership).where(Membership.circle_id == self.id)
        db.session.scalars(fresh.execution_options(populate_existing=True)).all()
        db.session.expire(self, ["members"])

    def _close(self) -> None:
        self.closed_at = now()
        for one in self.invited:
            forget_about(one.person, self.topic)
        self.members.clear()


def ids(people: Iterable[int]) -> Select[int]:
    """Ids of those of `people` who may read cases, as `tell` takes them."""
    return select(Person.id).where(Person.id.in_(people), are_readers())

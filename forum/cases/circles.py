"""Case circles: a closed peer group of three to eight, who keep their cases among them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Self

from markupsafe import Markup
from sqlalchemy import CheckConstraint, Select, and_, select
from sqlalchemy.orm import Mapped, mapped_column

from forum.cases.gathering import ids
from forum.cases.membership import Membership
from forum.cases.rhythm import Rhythm, Times
from forum.cases.turns import Turns
from forum.core.clock import now
from forum.core.db import Model, db, new_key
from forum.core.errors import Refused
from forum.core.text import shown
from forum.core.words import Words
from forum.notifications.news import News
from forum.notifications.notices import tell
from forum.people.models import Person

FEWEST = 3
"""Members with whom cases can be asked: two are a pair, and see each other in every word."""


class State(StrEnum):
    FORMING = "Forming"
    MEETING = "Meeting"
    RESTING = "Resting"
    CLOSED = "Closed"


class ChangedMeanwhile(Refused):
    def __init__(self) -> None:
        super().__init__("Somebody else in this circle changed it meanwhile.")


class Circle(Turns, Model):
    """A few colleagues who meet in a rhythm, take turns in hosting, and keep cases among them.

    Name, rhythm and agreement are everyone's to change; a new agreement asks the others again.
    `first_on` says which days its rhythm means, by the clocks of `zone`; `version` counts changes.
    """

    __tablename__ = "circles"
    __table_args__ = (CheckConstraint("hour BETWEEN 0 AND 23", name="hour_is_of_a_day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True, default=new_key)
    name: Mapped[str]
    rhythm: Mapped[Rhythm]
    first_on: Mapped[date]
    hour: Mapped[int]
    zone: Mapped[str]
    agreement_md: Mapped[str]
    agreement_html: Mapped[str]
    text_version: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    begun_at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def begin(cls, *, by: Person, name: str, agreement: Words, times: Times) -> Self:
        """A circle with nobody in it yet but `by`, who wrote its agreement."""
        at = now()
        first = Membership(person=by, invited_at=at, joined_at=at, agreed_at=at, host_order=1)
        circle = cls(key=new_key(), begun_at=at, version=1, members=[first])
        circle._be(name, agreement, times)
        db.session.add(circle)
        db.session.flush()
        return circle

    @classmethod
    def of(cls, person: Person) -> Select[Self]:
        """Those that `person` is in or invited to: they are there for nobody else."""
        mine = cls.members.any(Membership.person_id == person.id)
        return select(cls).where(mine, cls.closed_at.is_(None))

    @classmethod
    def joined_by(cls, person: Person) -> Select[Self]:
        """Those that `person` is in, by name."""
        joined = cls.members.any(
            and_(Membership.person_id == person.id, Membership.joined_at.is_not(None))
        )
        return select(cls).where(joined, cls.closed_at.is_(None)).order_by(cls.name, cls.id)

    @property
    def topic(self) -> str:
        return f"circle-{self.key}"

    @property
    def times(self) -> Times:
        return Times(self.rhythm, self.first_on, self.hour, self.zone)

    @property
    def agreement(self) -> Markup:
        return shown(self.agreement_html)

    @property
    def state(self) -> State:
        if self.closed_at:
            return State.CLOSED
        if len(self.joined) < FEWEST:
            return State.FORMING
        return State.RESTING if self.rested_at else State.MEETING

    @property
    def meets_at_all(self) -> bool:
        return self.state is State.MEETING

    def why_no_case_of(self, person: Person) -> str:
        """Why `person` can’t ask in it just now, in a sentence; nothing where they can."""
        mine = self.place_of(person)
        if self.closed_at or mine is None or not mine.joined_at:
            return "You aren’t in this circle any more."
        missing = FEWEST - len(self.joined)
        if missing > 0:
            more = "one more member" if missing == 1 else "two more members"
            return f"“{self.name}” needs {more} before a case can be asked in it."
        return "" if mine.agreed_at else f"“{self.name}” has a new agreement. Read it first."

    def change(self, *, by: Person, known: int, name: str, agreement: Words, times: Times) -> None:
        """Another name, rhythm or agreement; of the last the others are told, and agree anew.

        `known` is the version that `by` has changed. Raises ChangedMeanwhile.
        """
        mine = self.member_now(by)
        if known != self.version:
            raise ChangedMeanwhile
        self.version += 1
        is_new = agreement.md != self.agreement_md
        self._be(name, agreement, times)
        if not is_new:
            return
        mine.agreed_at = now()
        others = [one for one in self.joined if one is not mine]
        for one in others:
            one.agreed_at = None
        them = ids(one.person_id for one in others)
        tell(them, News.CIRCLE_AGREES, about=self.topic, by=by)

    def rest(self, *, by: Person, yes: bool) -> None:
        """No meetings for a while, or again from now on; its cases stay."""
        self.member_now(by)
        self.rested_at = (self.rested_at or now()) if yes else None

    def _be(self, name: str, agreement: Words, times: Times) -> None:
        self.name = name
        self.agreement_md, self.agreement_html, self.text_version = agreement
        self.rhythm, self.first_on = times.rhythm, times.first_on
        self.hour, self.zone = times.hour, times.zone_name

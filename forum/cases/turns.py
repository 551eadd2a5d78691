"""The meetings of a circle: the next, whose turn it is to host, and what was noted of the last."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from forum.cases.gathering import Gathering
from forum.cases.membership import Membership
from forum.cases.rhythm import Times
from forum.core.clock import now
from forum.core.db import Model
from forum.core.errors import Refused
from forum.notifications.news import News
from forum.notifications.notices import Notice, is_read
from forum.people.models import Person


class NotedMeanwhile(Refused):
    def __init__(self) -> None:
        super().__init__("Somebody else noted this meeting a moment ago.")


class NotYourTurn(Refused):
    def __init__(self) -> None:
        super().__init__("It isn’t your turn just now, so there is nothing to pass on.")


class Meet(Model):
    """A meeting that somebody noted: who hosted it, or was to, and whether it went ahead."""

    __tablename__ = "circle_meets"
    __table_args__ = (UniqueConstraint("circle_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    circle_id: Mapped[int] = mapped_column(ForeignKey("circles.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    host_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    went_ahead: Mapped[bool]

    host: Mapped[Person | None] = relationship(lazy="joined")


class Turns(Gathering):
    """The part of a circle that knows its meetings. `told_for` is the one that was told of last."""

    told_for: Mapped[datetime | None]
    rested_at: Mapped[datetime | None]

    if TYPE_CHECKING:
        begun_at: Mapped[datetime]

        @property
        def times(self) -> Times: ...
        @property
        def meets_at_all(self) -> bool: ...

    @declared_attr
    @classmethod
    def meets(cls) -> Mapped[list[Meet]]:
        newest = Meet.at.desc()
        return relationship(order_by=newest, cascade="all, delete-orphan", passive_deletes=True)

    @property
    def next_at(self) -> datetime | None:
        """When it meets next; None while it forms, rests or is closed."""
        return self.times.after(now()) if self.meets_at_all else None

    @property
    def next_host(self) -> Membership | None:
        """Whose turn it is: who hosted longest ago."""
        return next(iter(self.joined), None)

    @property
    def to_note_at(self) -> datetime | None:
        """The last meeting, as long as nobody has noted how it went."""
        last = self.times.latest(now()) if self.meets_at_all else None
        if last is None or last < self.begun_at or any(meet.at == last for meet in self.meets):
            return None
        return last

    def note(self, at: datetime, *, by: Person, host: Person, went_ahead: bool) -> None:
        """How the meeting at that time went. Whoever hosted it goes to the end of the line.

        Where it didn’t go ahead, the line stays as it is. Raises NotedMeanwhile.
        """
        self.member_now(by)
        if at != self.to_note_at:
            raise NotedMeanwhile
        place = self.place_of(host)
        self.meets.append(Meet(at=at, host=host, went_ahead=went_ahead))
        if went_ahead and place and place.joined_at:
            place.host_order = self.end_of_the_line()
        is_read(self.topic, Notice.news.in_((News.CIRCLE_MEETS, News.CIRCLE_HOSTS)))

    def pass_turn(self, *, by: Person) -> None:
        """Whose turn it is lets the next one host, and comes right after. Raises NotYourTurn."""
        mine = self.member_now(by)
        line = self.joined
        if line[0] is not mine or len(line) == 1:
            raise NotYourTurn
        mine.host_order, line[1].host_order = line[1].host_order, mine.host_order

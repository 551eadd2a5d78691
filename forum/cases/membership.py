"""A place in a circle: of somebody who is in it, or who is invited."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.core.clock import now
from forum.core.db import Model
from forum.core.errors import NotAllowed, Refused
from forum.people.models import Person

MOST = 8
"""Members of a circle: with more not everyone gets to speak."""


class CircleIsFull(Refused):
    def __init__(self) -> None:
        super().__init__(f"This circle has {MOST} members, which is as many as it takes.")


class CircleIsClosed(Refused):
    def __init__(self) -> None:
        super().__init__("Everybody has left this circle, so it is closed.")


class IsNotInIt(NotAllowed):
    def __init__(self) -> None:
        super().__init__("You aren’t in this circle.")


class HasNoPlace(Refused):
    """Neither in it nor invited, or not any more; there may be no such circle at all."""

    status = 404

    def __init__(self) -> None:
        super().__init__("You aren’t in this circle, and no invitation to it stands.")


class HasJoined(Refused):
    def __init__(self, person: Person) -> None:
        super().__init__(f"{person.name} has joined meanwhile, and stays.")


class HasLeft(Refused):
    def __init__(self) -> None:
        super().__init__("They have left this circle meanwhile. Choose somebody else.")


class Membership(Model):
    """Somebody in a circle, or invited until `joined_at`.

    `agreed_at` is when they agreed to the agreement as it stands. Whose `host_order` is lowest
    hosts next.
    """

    __tablename__ = "circle_members"
    __table_args__ = (
        CheckConstraint("(joined_at IS NULL) = (host_order IS NULL)", name="who_joins_hosts"),
        CheckConstraint("joined_at IS NOT NULL OR agreed_at IS NULL", name="who_agrees_joins"),
    )

    circle_id: Mapped[int] = mapped_column(
        ForeignKey("circles.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    invited_at: Mapped[datetime] = mapped_column(default=now)
    joined_at: Mapped[datetime | None]
    agreed_at: Mapped[datetime | None]
    host_order: Mapped[int | None]

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

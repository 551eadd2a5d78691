"""A case may be asked in a circle: then it is there for its members and its author alone."""

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, ForeignKey, or_, select
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from forum.cases.circles import Circle
from forum.cases.membership import Membership
from forum.core.errors import Refused
from forum.people.models import Person


class NotInThatCircle(Refused):
    """It can’t be asked there just now; the message says why."""


class InCircle:
    """The part of a case that may keep it in a circle."""

    circle_id: Mapped[int | None] = mapped_column(ForeignKey("circles.id"))

    if TYPE_CHECKING:
        author_id: Mapped[int]

    @declared_attr
    @classmethod
    def circle(cls) -> Mapped[Circle | None]:
        return relationship(back_populates="cases")

    @classmethod
    def is_among(cls, person: ColumnElement[int]) -> ColumnElement[bool]:
        """Asked of all; or in a circle that whoever has this id has joined; or by themself."""
        joined = select(Membership.circle_id).where(
            Membership.person_id == person, Membership.joined_at.is_not(None)
        )
        return or_(cls.circle_id.is_(None), cls.author_id == person, cls.circle_id.in_(joined))

    def keep_in(self, circle: Circle, *, by: Person) -> None:
        """From the beginning it is there for that circle alone. Raises NotInThatCircle."""
        if why := circle.why_no_case_of(by):
            raise NotInThatCircle(why)
        self.circle = circle

"""Who may see which cases, in conditions that every statement about cases asks."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, false, literal, or_
from sqlalchemy.orm import Mapped

from forum.cases.gate import may_read_cases
from forum.people.models import Person

if TYPE_CHECKING:
    from datetime import datetime

Id = ColumnElement[Any]


class InSight:
    """The part of a case that knows who may see it."""

    if TYPE_CHECKING:
        author_id: Mapped[int]
        held_at: Mapped[datetime | None]
        hidden_at: Mapped[datetime | None]

    @classmethod
    def is_out(cls) -> ColumnElement[bool]:
        """It went out, and nobody hid it since."""
        return and_(cls.held_at.is_(None), cls.hidden_at.is_(None))

    @classmethod
    def is_there_for(cls, person: Id) -> ColumnElement[bool]:
        """It stands in lists, searches and counts for whoever has this id, if cases are theirs."""
        return or_(cls.is_out(), cls.author_id == person)

    @classmethod
    def may_be_opened_by(cls, person: Person) -> ColumnElement[bool]:
        """Its address leads somewhere for `person`: moderators reach what is held or hidden."""
        if not may_read_cases(person):
            return false()
        there = cls.is_there_for(literal(person.id))
        return or_(there, cls.is_not_out()) if person.is_moderator else there

    @classmethod
    def is_not_out(cls) -> ColumnElement[bool]:
        return or_(cls.held_at.is_not(None), cls.hidden_at.is_not(None))

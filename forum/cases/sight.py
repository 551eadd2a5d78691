"""Who may see which cases, in conditions that every statement about cases asks."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, and_, literal, or_, select
from sqlalchemy.orm import Mapped

from forum.cases.gate import are_readers
from forum.cases.in_circle import InCircle
from forum.cases.recusal import SteppingOut
from forum.moderation.models import Matter
from forum.people.models import Person
from forum.talk.models import Talk

if TYPE_CHECKING:
    from datetime import datetime

Id = ColumnElement[Any]


class InSight(SteppingOut, InCircle):
    """The part of a case that knows who may see it."""

    if TYPE_CHECKING:
        author_id: Mapped[int]
        held_at: Mapped[datetime | None]
        hidden_at: Mapped[datetime | None]
        talk_id: Mapped[int]

    @classmethod
    def is_out(cls) -> ColumnElement[bool]:
        """It went out, and nobody hid it since."""
        return and_(cls.held_at.is_(None), cls.hidden_at.is_(None))

    @classmethod
    def is_there_for(cls, person: Id) -> ColumnElement[bool]:
        """It stands in lists, searches and counts for whoever has this id, if cases are theirs."""
        return and_(cls.sealed_at.is_(None), cls.is_in_sight_of(person))

    @classmethod
    def is_in_sight_of(cls, person: Id) -> ColumnElement[bool]:
        """As `is_there_for`; a sealed one too, whose address says that and no more."""
        out = or_(cls.is_out(), cls.author_id == person)
        return and_(out, cls.is_among(person), ~cls.is_left_by(person))

    @classmethod
    def may_teach(cls, person: Id) -> ColumnElement[bool]:
        """An insight that its author left to all may be found; one from a circle, but no case."""
        return and_(or_(cls.is_out(), cls.author_id == person), ~cls.is_left_by(person))

    @classmethod
    def may_be_opened_by(cls, person: Id, *, moderates: bool) -> ColumnElement[bool]:
        """Its address leads somewhere for whoever has this id, if cases are theirs.

        Moderators reach what they are to look at.
        """
        there = cls.is_in_sight_of(person)
        if not moderates:
            return there
        return or_(there, and_(cls.is_to_be_looked_at(), ~cls.is_left_by(person)))

    @classmethod
    def heard_by(cls, people: Select[int], talk_id: int) -> Select[int]:
        """Of these people those who read cases, and for whom that of this talk is there to open."""
        them = Person.id.expression
        looks = and_(Person.are_moderators(), cls.is_to_be_looked_at(), ~cls.is_left_by(them))
        there = or_(cls.is_in_sight_of(them), looks)
        return people.join(cls, cls.talk_id == talk_id).where(are_readers(), there)

    @classmethod
    def is_to_be_looked_at(cls) -> ColumnElement[bool]:
        """It is held or hidden, or something of it was reported."""
        key = select(Talk.key).where(Talk.id == cls.talk_id).correlate(cls).scalar_subquery()
        reported = Matter.waits_about(literal("talk-") + key)
        return or_(cls.held_at.is_not(None), cls.hidden_at.is_not(None), reported)

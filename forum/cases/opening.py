"""Cases as whoever may open them reads them, by statements built once for each kind of reader."""

from functools import cache
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Integer, Select, bindparam, false, select
from sqlalchemy.orm import contains_eager, undefer_group

from forum.cases.gate import may_read_cases
from forum.cases.keeps import Kept
from forum.cases.sight import InSight
from forum.core.db import db
from forum.people.models import Person
from forum.talk.models import Talk

READER: Any = bindparam("reader", type_=Integer)


class Opened(InSight, Kept):
    """The part of a case that hands it to its readers."""

    is_kept = False
    """Whether whoever asked for it by its key keeps it."""

    if TYPE_CHECKING:
        key: Any
        author: Any
        insight: Any

    @classmethod
    def visible_to(cls, person: Person) -> Select[Self]:
        """Cases that `person` may open, each with its talk and author in the same statement."""
        return cls._visible(*_kind(person)).params(reader=person.id)

    @classmethod
    def at(cls, key: str, person: Person) -> Self | None:
        """The case of this key with everything told in it; None where `person` may not open it."""
        return cls._found(cls._at(*_kind(person)), key, person)

    @classmethod
    def of_talk(cls, key: str, person: Person) -> Self | None:
        """The same by the key of its talk."""
        return cls._found(cls._of_talk(*_kind(person)), key, person)

    @classmethod
    def _found(cls, which: Select[Any], key: str, person: Person) -> Self | None:
        asked = {"key": key, "reader": person.id}
        row = db.session.execute(which, asked).one_or_none()
        if row is None:
            return None
        found: Self = row[0]
        found.is_kept = row[1]
        return found

    @classmethod
    @cache
    def _visible(cls, reads: bool, moderates: bool) -> Select[Self]:
        return (
            select(cls)
            .join(cls.talk)
            .join(cls.author)
            .options(contains_eager(cls.talk), contains_eager(cls.author))
            .where(cls.may_be_opened_by(READER, moderates=moderates) if reads else false())
        )

    @classmethod
    def _whole(cls, reads: bool, moderates: bool) -> Select[Any]:
        return (
            cls._visible(reads, moderates)
            .outerjoin(cls.outcome)
            .outerjoin(cls.insight)
            .outerjoin(cls.circle)
            .options(
                undefer_group("told"),
                contains_eager(cls.outcome),
                contains_eager(cls.insight),
                contains_eager(cls.circle),
            )
            .add_columns(cls.is_kept_by(READER))
        )

    @classmethod
    @cache
    def _at(cls, reads: bool, moderates: bool) -> Select[Any]:
        return cls._whole(reads, moderates).where(cls.key == bindparam("key"))

    @classmethod
    @cache
    def _of_talk(cls, reads: bool, moderates: bool) -> Select[Any]:
        return cls._whole(reads, moderates).where(Talk.key == bindparam("key"))


def _kind(person: Person) -> tuple[bool, bool]:
    """Whether they read cases at all, and whether they are to look at what is held or hidden."""
    return may_read_cases(person), person.is_moderator

"""Lists of cases: newest first, paged by key."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    false,
    func,
    select,
    tuple_,
)
from sqlalchemy.orm import aliased

from forum.cases.gate import may_read_cases
from forum.cases.models import Case
from forum.cases.vocabulary import Help
from forum.cases.wanted import PERSON, Shape, Wanted, narrowed
from forum.core.dates import when
from forum.core.db import db
from forum.people.models import Person
from forum.people.vocabulary import Discipline, Setting
from forum.talk.models import Talk
from forum.talk.place import Place

AT_ONCE = 12


@dataclass(frozen=True, slots=True)
class Listed:
    """A case as lists show it, in values: two that are equal look the same.

    `opened` is when, as this reader says it; `has_news` where something was said since they looked.
    """

    key: str
    title: str
    excerpt: str
    asked: tuple[Discipline, ...]
    setting: Setting | None
    replies: int
    opened_at: datetime
    opened: str
    is_settled: bool
    is_mine: bool
    has_news: bool
    listens: bool = False
    in_circle: bool = False


@dataclass(frozen=True)
class CasePage:
    """Some cases, and the key to ask for more before, or None where the list ends."""

    cases: list[Listed]
    more_before: str | None


def page_of(
    wanted: Wanted,
    person: Person,
    *,
    before: str | None = None,
    at_once: int = AT_ONCE,
) -> CasePage:
    """The next `at_once` cases that are `wanted` and older than the case with key `before`.

    None where that case is not there for `person` (any more).
    """
    if not may_read_cases(person):
        return CasePage([], None)
    statement = _page(wanted.shape, is_first=not before)
    asked = wanted.asked_by(person) | {"before": before, "limit": at_once + 1}
    rows = sorted(db.session.connection().execute(statement, asked), key=_place, reverse=True)
    shown = [_listed(row) for row in rows[:at_once]]
    return CasePage(shown, shown[-1].key if len(rows) > at_once else None)


def longest_first(wanted: Wanted, person: Person, at_once: int) -> list[Listed]:
    """The `at_once` cases of others that are `wanted` and were asked longest ago."""
    if not may_read_cases(person):
        return []
    asked = wanted.asked_by(person) | {"limit": at_once}
    rows = db.session.connection().execute(_oldest(wanted.shape), asked)
    return [_listed(row) for row in sorted(rows, key=_place)]


def _place(row: Row[Any]) -> tuple[datetime, int]:
    return row.opened_at, row.id


def _listed(row: Row[Any]) -> Listed:
    return Listed(
        key=row.key,
        title=row.title,
        excerpt=row.excerpt,
        asked=tuple(Discipline(one) for one in row.asked_of),
        setting=row.setting,
        replies=row.answer_count,
        opened_at=row.opened_at,
        opened=when(row.opened_at),
        is_settled=row.settled_at is not None,
        is_mine=row.is_mine,
        has_news=bool(row.has_news),
        listens=row.help is Help.LISTENING,
        in_circle=row.circle_id is not None,
    )


# Each statement is built once, as to put one together takes longer than to run it. It finds the
# ids first: where the database has to sort, it reads no more of each case than it sorts by.

_LIMIT = bindparam("limit", type_=Integer)


@lru_cache
def _page(shape: Shape, *, is_first: bool) -> Select[*tuple[Any, ...]]:
    ids = narrowed(shape)
    if not is_first:
        last = aliased(Case)
        place = select(last.opened_at, last.id).where(last.key == bindparam("before"))
        place = place.where(last.is_there_for(PERSON))
        ids = ids.where(tuple_(Case.opened_at, Case.id) < place.scalar_subquery())
    return _told(ids.order_by(Case.opened_at.desc(), Case.id.desc()))


@lru_cache
def _oldest(shape: Shape) -> Select[*tuple[Any, ...]]:
    by_others = narrowed(shape).where(Case.author_id != PERSON)
    return _told(by_others.order_by(Case.opened_at, Case.id))


def _told(ids: Select[int]) -> Select[*tuple[Any, ...]]:
    """What lists tell of the first of these cases, in no order."""
    first = ids.limit(_LIMIT).subquery()
    return (
        select(
            Case.id,
            Case.key,
            Case.title,
            Case.excerpt,
            Case.asked_of,
            Case.setting,
            Case.help,
            Case.circle_id,
            Talk.answer_count,
            Case.opened_at,
            Case.settled_at,
            (Case.author_id == PERSON).label("is_mine"),
            func.coalesce(Talk.last_said_at > Place.seen_at, false()).label("has_news"),
        )
        .join(first, first.c.id == Case.id)
        .join(Talk, Talk.id == Case.talk_id)
        .outerjoin(Place, and_(Place.talk_id == Case.talk_id, Place.person_id == PERSON))
    )

"""Lists of cases: newest first, paged by key."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, Row, Select, and_, bindparam, false, func, select, tuple_
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
    """The next `at_once` cases that are `wanted` and older than the case with key `before`."""
    if not may_read_cases(person):
        return CasePage([], None)
    statement = _page(wanted.shape, is_first=not before)
    asked = wanted.asked_by(person) | {"before": before, "limit": at_once + 1}
    rows = db.session.connection().execute(statement, asked).all()
    shown = [_listed(row) for row in rows[:at_once]]
    return CasePage(shown, shown[-1].key if len(rows) > at_once else None)


def longest_first(wanted: Wanted, person: Person, at_once: int) -> list[Listed]:
    """The `at_once` cases of others that are `wanted` and were asked longest ago."""
    if not may_read_cases(person):
        return []
    asked = wanted.asked_by(person) | {"limit": at_once}
    return list(map(_listed, db.session.connection().execute(_oldest(wanted.shape), asked)))


def _listed(row: Row[Any]) -> Listed:
    return Listed(
        key=row.key,
        title=row.title,
        excerpt=row.excerpt,
        asked=tuple(Discipline(one) for one in row.asked_of),
        setting=row.setting,
        replies=row.message_count if row.answer_count else 0,
        opened_at=row.opened_at,
        opened=when(row.opened_at),
        is_settled=row.settled_at is not None,
        is_mine=row.is_mine,
        has_news=bool(row.has_news),
        listens=row.help is Help.LISTENING,
        in_circle=row.circle_id is not None,
    )


# Each statement is built once, as to put one together takes longer than to run it.

_LIMIT = bindparam("limit", type_=Integer)


@lru_cache
def _page(shape: Shape, *, is_first: bool) -> Select[Any]:
    cases = _cases(shape)
    if not is_first:
        last = aliased(Case)
        place = select(last.opened_at, last.id).where(last.key == bindparam("before"))
        cases = cases.where(tuple_(Case.opened_at, Case.id) < place.scalar_subquery())
    newest_first = (Case.opened_at.desc(), Case.id.desc())
    return cases.order_by(*newest_first).limit(_LIMIT)


@lru_cache
def _oldest(shape: Shape) -> Select[Any]:
    by_others = _cases(shape).where(Case.author_id != PERSON)
    return by_others.order_by(Case.opened_at, Case.id).limit(_LIMIT)


def _cases(shape: Shape) -> Select[Any]:
    return narrowed(
        shape,
        Case.key,
        Case.title,
        Case.excerpt,
        Case.asked_of,
        Case.setting,
        Case.help,
        Case.circle_id,
        Talk.message_count,
        Talk.answer_count,
        Case.opened_at,
        Case.settled_at,
        (Case.author_id == PERSON).label("is_mine"),
        func.coalesce(Talk.last_said_at > Place.seen_at, false()).label("has_news"),
    ).outerjoin(Place, and_(Place.talk_id == Case.talk_id, Place.person_id == PERSON))

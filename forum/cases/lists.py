"""Lists of cases: newest first, paged by key, with a count for each view."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, Row, Select, and_, bindparam, false, func, select, tuple_
from sqlalchemy.orm import aliased

from forum.cases.gate import may_read_cases
from forum.cases.models import Case
from forum.cases.wanted import PERSON, Shape, View, Wanted, narrowed
from forum.core.dates import when
from forum.core.db import db
from forum.people.models import Person
from forum.people.vocabulary import Discipline, Setting
from forum.talk.models import Talk
from forum.talk.place import Place

AT_ONCE = 12
COUNTED_TO = 100
"""A count stops here, so that it costs the same however many there are."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A case as lists show it, in values: two that are equal look the same.

    `opened` is when, as this reader says it; `has_news` where something was said since they looked.
    """

    key: str
    title: str
    excerpt: str
    asked: tuple[Discipline, ...]
    setting: Setting
    replies: int
    opened_at: datetime
    opened: str
    is_settled: bool
    is_mine: bool
    has_news: bool


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
    by_others: bool = False,
    at_once: int = AT_ONCE,
) -> CasePage:
    """The next `at_once` cases that are `wanted` and older than the case with key `before`."""
    if not may_read_cases(person):
        return CasePage([], None)
    statement = _page(wanted.shape, is_first=not before, by_others=by_others)
    asked = wanted.asked_by(person) | {"before": before, "limit": at_once + 1}
    rows = db.session.connection().execute(statement, asked).all()
    shown = [_listed(row) for row in rows[:at_once]]
    return CasePage(shown, shown[-1].key if len(rows) > at_once else None)


def counts(wanted: Wanted, person: Person) -> dict[View, int]:
    """How many cases each view has under the same filters, up to COUNTED_TO, in one statement."""
    if not may_read_cases(person):
        return dict.fromkeys(View, 0)
    numbers = db.session.connection().execute(_counts(wanted.shape), wanted.asked_by(person))
    return dict(zip(View, numbers.one(), strict=True))


def _listed(row: Row[Any]) -> Listed:
    return Listed(
        key=row.key,
        title=row.title,
        excerpt=row.excerpt,
        asked=tuple(Discipline(one) for one in row.asked_of),
        setting=row.setting,
        replies=row.message_count,
        opened_at=row.opened_at,
        opened=when(row.opened_at),
        is_settled=row.settled_at is not None,
        is_mine=row.is_mine,
        has_news=bool(row.has_news),
    )


# Each statement is built once, as to put one together takes longer than to run it.


@lru_cache
def _page(shape: Shape, *, is_first: bool, by_others: bool) -> Select[Any]:
    cases = narrowed(
        shape,
        Case.key,
        Case.title,
        Case.excerpt,
        Case.asked_of,
        Case.setting,
        Talk.message_count,
        Case.opened_at,
        Case.settled_at,
        (Case.author_id == PERSON).label("is_mine"),
        func.coalesce(Talk.last_said_at > Place.seen_at, false()).label("has_news"),
    ).outerjoin(Place, and_(Place.talk_id == Case.talk_id, Place.person_id == PERSON))
    if by_others:
        cases = cases.where(Case.author_id != PERSON)
    if not is_first:
        last = aliased(Case)
        place = select(last.opened_at, last.id).where(last.key == bindparam("before"))
        cases = cases.where(tuple_(Case.opened_at, Case.id) < place.scalar_subquery())
    newest_first = (Case.opened_at.desc(), Case.id.desc())
    return cases.order_by(*newest_first).limit(bindparam("limit", type_=Integer))


@lru_cache
def _counts(shape: Shape) -> Select[Any]:
    _, filters = shape
    each = (narrowed((view, filters), Case.id, in_order=False) for view in View)
    some = [one.limit(COUNTED_TO).subquery() for one in each]
    return select(*(select(func.count()).select_from(one).scalar_subquery() for one in some))

"""How many cases each view has, looking at no more than the newest few dozen."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Self

from sqlalchemy import Select, Subquery, func, select, true

from forum.cases.gate import may_read_cases
from forum.cases.keeps import keeps
from forum.cases.models import Case
from forum.cases.wanted import FILTERS, PERSON, VIEWS, View, Wanted
from forum.core.db import db
from forum.people.models import Person
from forum.talk.following import followers

LOOKED_AT = 30
"""Cases behind each number, so that it costs the same however many there are."""


class Count(int):
    """So many there are; `goes_on` where there may be more, further back than was looked."""

    goes_on: bool

    @classmethod
    def of(cls, found: int, looked_at: int) -> Self:
        count = cls(found)
        count.goes_on = looked_at >= LOOKED_AT
        return count

    def __str__(self) -> str:
        """As a label has it: “12”, “12+”, and nothing where none of many was looked at."""
        if not self.goes_on:
            return str(int(self))
        return f"{int(self)}+" if self else ""


def counts(wanted: Wanted, person: Person) -> dict[View, Count]:
    """How many cases each view has under the same filters, in one statement."""
    if not may_read_cases(person):
        return dict.fromkeys(View, Count.of(0, 0))
    _, filters = wanted.shape
    row = db.session.connection().execute(_counts(filters), wanted.asked_by(person)).one()
    numbers = iter(row)
    found: dict[View, Count] = {}
    for views in _TOGETHER.values():
        looked_at = next(numbers)
        found |= {view: Count.of(next(numbers), looked_at) for view in views}
    return {view: found[view] for view in View}


_TOGETHER = {
    "open": (View.OPEN, View.TRYING),
    "waiting": (View.WAITING,),
    "settled": (View.SETTLED,),
    "following": (View.FOLLOWING,),
    "mine": (View.MINE,),
    "kept": (View.KEPT,),
}
"""Views that are counted among the same cases."""

_NEWEST = (Case.opened_at.desc(), Case.id.desc())
_IN_INDEXES = ("age_band", "setting", "circle")


@lru_cache
def _counts(filters: tuple[str, ...]) -> Select[Any]:
    first, *others = (_counted(name, filters) for name in _TOGETHER)
    joined: Any = first
    for one in others:
        joined = joined.join(one, true())
    return select(first, *others).select_from(joined)


def _counted(name: str, filters: Iterable[str]) -> Subquery:
    """One row: how many were looked at, and how many of them each of these views has."""
    some = _looked_at(name, filters).where(Case.is_there_for(PERSON)).limit(LOOKED_AT).subquery()
    there = [FILTERS[one] for one in filters]
    others = [func.count().filter(VIEWS[view], *there) for view in _TOGETHER[name][1:]]
    numbers = select(func.count().label("looked_at"), func.count().filter(*there), *others)
    return numbers.select_from(some).join(Case, Case.id == some.c.id).subquery(name)


def _looked_at(name: str, filters: Iterable[str]) -> Select[Any]:
    """Ids of the cases, the newest first, as one index has them.

    Only those that are there for whoever asks are looked at: “12+” would tell of the others.
    """
    if name == "following":
        mine = followers.c.person_id == PERSON
        return select(Case.id).join(followers, followers.c.talk_id == Case.talk_id).where(mine)
    if name == "kept":
        mine = keeps.c.person_id == PERSON
        return select(Case.id).join(keeps, keeps.c.case_id == Case.id).where(mine)
    newest = select(Case.id).where(VIEWS[View(name)]).order_by(*_NEWEST)
    if name == "mine":
        return newest
    narrow = [FILTERS[one] for one in filters if one in _IN_INDEXES]
    return newest.where(Case.sealed_at.is_(None), *narrow)

"""Who may hear of a talk: news of it reaches nobody for whom its thing isn’t there."""

from collections.abc import Callable

from sqlalchemy import Select, select

from forum.people.models import Person

Hears = Callable[[Select[int], int], Select[int]]

_hears: dict[str, Hears] = {}


def let_hear(kind: str, hears: Hears) -> None:
    """`hears(people, talk_id)` gives those for whom a talk of that kind is there."""
    _hears[kind] = hears


def who_may_hear(people: Select[int], *, kind: str, talk_id: int) -> Select[int]:
    """Of `people` (a select of ids) those for whom that talk is there."""
    hears = _hears.get(kind)
    if hears is None:
        return people
    them = people.subquery()
    return hears(select(Person.id).join(them, Person.id == them.c[0]), talk_id)

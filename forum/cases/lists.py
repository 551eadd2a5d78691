"""Lists of cases, newest first, paged by key: what comes before the last one shown."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import aliased

from forum.cases.models import Case
from forum.core.db import db
from forum.people.models import Person
from forum.talk.models import Talk

AT_ONCE = 12


class View(StrEnum):
    OPEN = "open"
    WAITING = "waiting"
    SETTLED = "settled"
    MINE = "mine"

    @classmethod
    def named(cls, name: str | None) -> Self:
        return cls(name) if name in list(cls) else cls("open")

    @property
    def label(self) -> str:
        return {
            View.OPEN: "Open",
            View.WAITING: "No replies yet",
            View.SETTLED: "Settled",
            View.MINE: "Yours",
        }[self]


@dataclass(frozen=True)
class CasePage:
    """Some cases, and the key to ask for more before, or None where the list ends."""

    cases: list[Case]
    more_before: str | None


def page_of(view: View, person: Person, *, before: str | None = None) -> CasePage:
    """The next AT_ONCE cases of `view` that are older than the case with key `before`."""
    wanted = _narrowed(Case.visible_to(person), view, person)
    if before:
        last = aliased(Case)
        place = select(last.opened_at, last.id).where(last.key == before)
        wanted = wanted.where(tuple_(Case.opened_at, Case.id) < place.scalar_subquery())
    newest_first = wanted.order_by(Case.opened_at.desc(), Case.id.desc()).limit(AT_ONCE + 1)
    found = list(db.session.scalars(newest_first))
    shown = found[:AT_ONCE]
    return CasePage(shown, shown[-1].key if len(found) > AT_ONCE else None)


def _narrowed(cases: Select[Case], view: View, person: Person) -> Select[Case]:
    match view:
        case View.OPEN:
            return cases.where(Case.settled_at.is_(None))
        case View.WAITING:
            return cases.where(Case.settled_at.is_(None), Talk.message_count == 0)
        case View.SETTLED:
            return cases.where(Case.settled_at.is_not(None))
        case View.MINE:
            return cases.where(Case.author_id == person.id)

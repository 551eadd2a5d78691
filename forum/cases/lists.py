"""Lists of cases: a view, narrowed by filters, newest first, paged by key."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self, TypeVar

from sqlalchemy import Select, and_, exists, func, literal, select, tuple_
from sqlalchemy.orm import aliased

from forum.cases.models import Ask, Case
from forum.cases.vocabulary import AgeBand
from forum.core.db import db
from forum.people.models import Person
from forum.people.vocabulary import Discipline, Setting
from forum.talk.following import followers
from forum.talk.models import Message, Talk
from forum.talk.place import Place

AT_ONCE = 12
COUNTED_TO = 100
"""A count stops here, so that it costs the same however many there are."""


class View(StrEnum):
    OPEN = "open"
    WAITING = "waiting"
    TRYING = "trying"
    SETTLED = "settled"
    FOLLOWING = "following"
    MINE = "mine"

    @property
    def label(self) -> str:
        return {
            View.OPEN: "Open",
            View.WAITING: "No replies yet",
            View.TRYING: "Trying an idea",
            View.SETTLED: "Settled",
            View.FOLLOWING: "Following",
            View.MINE: "Yours",
        }[self]


@dataclass(frozen=True)
class Wanted:
    """What of all cases somebody wants to see; a filter that is None lets everything through."""

    view: View = View.OPEN
    asked: Discipline | None = None
    age_band: AgeBand | None = None
    setting: Setting | None = None

    @classmethod
    def read(cls, args: Mapping[str, str]) -> Self:
        """What an address asks for; words that mean nothing here are passed over."""
        return cls(
            _among(View, args.get("view")) or View.OPEN,
            _among(Discipline, args.get("asked")),
            _among(AgeBand, args.get("age_band")),
            _among(Setting, args.get("setting")),
        )

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are set, as an address says them."""
        named = {"asked": self.asked, "age_band": self.age_band, "setting": self.setting}
        return {name: word.value for name, word in named.items() if word}

    def of(self, person: Person, cases: Select[Any]) -> Select[Any]:
        """`cases` narrowed to what is wanted by `person`."""
        if self.asked:
            cases = cases.where(Case.asks.any(Ask.discipline == self.asked))
        if self.age_band:
            cases = cases.where(Case.age_band == self.age_band)
        if self.setting:
            cases = cases.where(Case.setting == self.setting)
        return self._viewed(person, cases)

    def _viewed(self, person: Person, cases: Select[Any]) -> Select[Any]:
        tried = exists().where(Message.talk_id == Case.talk_id, Message.tried_at.is_not(None))
        follows = exists().where(
            followers.c.talk_id == Case.talk_id, followers.c.person_id == person.id
        )
        match self.view:
            case View.OPEN:
                return cases.where(Case.settled_at.is_(None))
            case View.WAITING:
                return cases.where(Case.settled_at.is_(None), Talk.message_count == 0)
            case View.TRYING:
                return cases.where(Case.settled_at.is_(None), tried)
            case View.SETTLED:
                return cases.where(Case.settled_at.is_not(None))
            case View.FOLLOWING:
                return cases.where(follows)
            case View.MINE:
                return cases.where(Case.author_id == person.id)


@dataclass(frozen=True)
class Listed:
    """A case in a list; `has_news` where something was said since this reader looked."""

    case: Case
    has_news: bool


@dataclass(frozen=True)
class CasePage:
    """Some cases, and the key to ask for more before, or None where the list ends."""

    cases: list[Listed]
    more_before: str | None


def page_of(wanted: Wanted, person: Person, *, before: str | None = None) -> CasePage:
    """The next AT_ONCE cases that are `wanted` and older than the case with key `before`."""
    cases = wanted.of(person, Case.visible_to(person))
    if before:
        last = aliased(Case)
        place = select(last.opened_at, last.id).where(last.key == before)
        cases = cases.where(tuple_(Case.opened_at, Case.id) < place.scalar_subquery())
    mine = and_(Place.talk_id == Case.talk_id, Place.person_id == person.id)
    listed = (
        cases.outerjoin(Place, mine)
        .add_columns(func.coalesce(Talk.last_said_at > Place.seen_at, literal(False)))
        .order_by(Case.opened_at.desc(), Case.id.desc())
        .limit(AT_ONCE + 1)
    )
    found = [Listed(case, bool(has_news)) for case, has_news in db.session.execute(listed)]
    shown = found[:AT_ONCE]
    return CasePage(shown, shown[-1].case.key if len(found) > AT_ONCE else None)


def counts(wanted: Wanted, person: Person) -> dict[View, int]:
    """How many cases each view has under the same filters, up to COUNTED_TO, in one statement."""
    visible = Case.visible_to(person).with_only_columns(Case.id)
    numbers = []
    for view in View:
        some = replace(wanted, view=view).of(person, visible).limit(COUNTED_TO).subquery()
        numbers.append(select(func.count()).select_from(some).scalar_subquery())
    return dict(zip(View, db.session.execute(select(*numbers)).one(), strict=True))


Word = TypeVar("Word", bound=StrEnum)


def _among(words: type[Word], said: str | None) -> Word | None:
    return words(said) if said in list(words) else None

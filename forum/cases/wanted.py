"""What somebody wants to see of all cases: a view, narrowed by filters."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self, TypeVar

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, exists, select, true

from forum.cases.models import Ask, Case
from forum.cases.vocabulary import AgeBand
from forum.people.models import Person
from forum.people.vocabulary import Discipline, Setting
from forum.talk.following import followers
from forum.talk.models import Message, Talk


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


PERSON = bindparam("person", type_=Integer)
Shape = tuple[View, tuple[str, ...]]
"""A view and the names of the filters that are set."""


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

    @property
    def shape(self) -> Shape:
        return self.view, tuple(self.filters)

    def asked_by(self, person: Person) -> dict[str, Any]:
        """What a statement of this shape is asked with."""
        return {"person": person.id} | {name: getattr(self, name) for name in self.filters}


def narrowed(shape: Shape, *what: Any, in_order: bool = True) -> Select[Any]:
    """`what` of the cases of this shape, each with its talk; asked with `Wanted.asked_by`.

    Where they are to be counted alone, and not `in_order`, they may be found another way.
    """
    view, filters = shape
    views = _VIEWS if in_order else _COUNTED
    return (
        select(*what)
        .select_from(Case)
        .join(Talk, Talk.id == Case.talk_id)
        .where(views[view], *(_FILTERS[name] for name in filters))
    )


Word = TypeVar("Word", bound=StrEnum)


def _among(words: type[Word], said: str | None) -> Word | None:
    return words(said) if said in list(words) else None


_FILTERS: dict[str, ColumnElement[bool]] = {
    "asked": exists().where(
        Ask.case_id == Case.id, Ask.discipline == bindparam("asked", type_=Ask.discipline.type)
    ),
    "age_band": Case.age_band == bindparam("age_band", type_=Case.age_band.type),
    "setting": Case.setting == bindparam("setting", type_=Case.setting.type),
}
_is_open = Case.settled_at.is_(None)
_is_tried = Case.talk_id.in_(select(Message.talk_id).where(Message.tried_at.is_not(None)))
_VIEWS: dict[View, ColumnElement[bool]] = {
    View.OPEN: _is_open,
    View.WAITING: and_(_is_open, Talk.message_count == 0),
    View.TRYING: and_(_is_open, _is_tried),
    View.SETTLED: Case.settled_at.is_not(None),
    View.FOLLOWING: Case.talk_id.in_(
        select(followers.c.talk_id).where(followers.c.person_id == PERSON)
    ),
    View.MINE: Case.author_id == PERSON,
}
_COUNTED = _VIEWS | {
    View.TRYING: and_(_is_open == true(), _is_tried)  # so SQLite begins at what is tried, the few
}

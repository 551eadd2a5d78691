"""What somebody wants to see of all cases: a view, narrowed by filters."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self, TypeVar

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, exists, select

from forum.cases.circles import Circle
from forum.cases.keeps import keeps
from forum.cases.lenses import Ask
from forum.cases.models import Case
from forum.people.models import Person
from forum.people.vocabulary import AgeBand, Discipline, Setting
from forum.talk.following import followers


class View(StrEnum):
    OPEN = "open"
    WAITING = "waiting"
    TRYING = "trying"
    SETTLED = "settled"
    FOLLOWING = "following"
    MINE = "mine"
    KEPT = "kept"

    @property
    def label(self) -> str:
        return {
            View.OPEN: "Open",
            View.WAITING: "No replies yet",
            View.TRYING: "Trying an idea",
            View.SETTLED: "Settled",
            View.FOLLOWING: "Following",
            View.MINE: "Yours",
            View.KEPT: "Kept",
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
    circle: str | None = None
    """The key of the circle that they are asked in, on its own page."""

    @classmethod
    def read(cls, args: Mapping[str, str]) -> Self:
        """What an address asks for; words that mean nothing here are passed over."""
        return cls(
            among(View, args.get("view")) or View.OPEN,
            among(Discipline, args.get("asked")),
            among(AgeBand, args.get("age_band")),
            among(Setting, args.get("setting")),
        )

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are set, as an address says them."""
        named = {"asked": self.asked, "age_band": self.age_band, "setting": self.setting}
        return {name: word.value for name, word in named.items() if word}

    @property
    def shape(self) -> Shape:
        return self.view, (*self.filters, *(["circle"] if self.circle else []))

    def asked_by(self, person: Person) -> dict[str, Any]:
        """What a statement of this shape is asked with."""
        _, filters = self.shape
        return {"person": person.id} | {name: getattr(self, name) for name in filters}


def narrowed(shape: Shape) -> Select[int]:
    """Ids of the cases of this shape; asked with `Wanted.asked_by`."""
    view, filters = shape
    wanted = (VIEWS[view], *(FILTERS[name] for name in filters))
    return select(Case.id).where(Case.is_there_for(PERSON), *wanted)


Word = TypeVar("Word", bound=StrEnum)


def among(words: type[Word], said: str | None) -> Word | None:
    return words(said) if said in list(words) else None


FILTERS: dict[str, ColumnElement[bool]] = {
    "asked": exists().where(
        Ask.case_id == Case.id, Ask.discipline == bindparam("asked", type_=Ask.discipline.type)
    ),
    "age_band": Case.age_band == bindparam("age_band", type_=Case.age_band.type),
    "setting": Case.setting == bindparam("setting", type_=Case.setting.type),
    "circle": Case.circle_id
    == select(Circle.id).where(Circle.key == bindparam("circle")).scalar_subquery(),
}
_is_open = Case.settled_at.is_(None)
VIEWS: dict[View, ColumnElement[bool]] = {
    View.OPEN: _is_open,
    View.WAITING: and_(_is_open, Case.answered_at.is_(None)),
    View.TRYING: and_(_is_open, Case.tried_at.is_not(None)),
    View.SETTLED: Case.settled_at.is_not(None),
    View.FOLLOWING: Case.talk_id.in_(
        select(followers.c.talk_id).where(followers.c.person_id == PERSON)
    ),
    View.MINE: Case.author_id == PERSON,
    View.KEPT: Case.id.in_(select(keeps.c.case_id).where(keeps.c.person_id == PERSON)),
}

"""What worked: the insights that their authors left to colleagues, newest first, to search."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import Row, Select, exists, literal, select
from sqlalchemy.orm import contains_eager

from forum.cases.gate import may_read_cases
from forum.cases.insights import Insight
from forum.cases.lenses import Ask
from forum.cases.models import Case
from forum.cases.outcome import Outcome
from forum.cases.sealing import FOUND_AS
from forum.cases.vocabulary import Result
from forum.cases.wanted import among
from forum.core.db import db
from forum.people.models import Person
from forum.people.vocabulary import AgeBand, Discipline, Setting
from forum.search.query import matching
from forum.search.sought import Sought, cut

AT_ONCE = 12
LONGEST = 200
"""Characters of a search that are read."""


@dataclass(frozen=True)
class Search:
    """What somebody looks for among insights; what is None or empty lets everything through."""

    said: str = ""
    asked: Discipline | None = None
    age_band: AgeBand | None = None
    setting: Setting | None = None

    @classmethod
    def read(cls, args: Mapping[str, str]) -> Self:
        """What an address asks for; words that mean nothing here are passed over."""
        return cls(
            " ".join(args.get("q", "")[:LONGEST].split()),
            among(Discipline, args.get("asked")),
            among(AgeBand, args.get("age_band")),
            among(Setting, args.get("setting")),
        )

    @property
    def filters(self) -> dict[str, str]:
        """All that is set, as an address says it."""
        named = {"asked": self.asked, "age_band": self.age_band, "setting": self.setting}
        said = {"q": self.said} if self.said else {}
        return said | {name: word.value for name, word in named.items() if word}

    @property
    def sought(self) -> Sought:
        return Sought.typed(self.said)

    @property
    def has_no_word(self) -> bool:
        """Whether something was typed, with no letter or figure in it: “👍”, “???”."""
        return bool(self.said and not cut(self.said))

    @property
    def is_too_common(self) -> bool:
        """Whether words were typed, and each stands in nearly every text."""
        return bool(cut(self.said) and not self.sought.words)


@dataclass(frozen=True, slots=True)
class Taught:
    """An insight as it is found, in values.

    Where its case is sealed, or in a circle of others, there is no `key` to go to; `case_key` names
    it to moderators.
    """

    title: str
    body: str
    result: Result | None
    chips: tuple[Discipline, ...]
    age_band: AgeBand | None
    setting: Setting | None
    key: str
    case_key: str
    is_sealed: bool
    is_mine: bool


@dataclass(frozen=True)
class InsightPage:
    """Some insights, and the key to ask for more before, or None where the list ends."""

    insights: list[Taught]
    more_before: str | None


def page_of(search: Search, person: Person, *, before: str | None = None) -> InsightPage:
    """The next AT_ONCE insights that fit `search`, older than that of the case with key `before`.

    In one statement; those that `person` may find.
    """
    if not may_read_cases(person) or search.has_no_word or search.is_too_common:
        return InsightPage([], None)
    found: Select[*tuple[Any, ...]] = (
        select(
            Insight.title,
            Insight.body,
            Outcome.result,
            Case.asked_of,
            Case.age_band,
            Case.setting,
            Case.sealed_at,
            Case.is_among(literal(person.id)).label("is_to_open"),
            Case.key,
            (Case.author_id == person.id).label("is_mine"),
        )
        .join(Case, Case.id == Insight.case_id)
        .outerjoin(Outcome, Outcome.case_id == Case.id)
        .where(Insight.approved_at.is_not(None), Case.may_teach(literal(person.id)))
    )
    if search.said:
        matched = matching(FOUND_AS, search.sought)
        found = found.join(matched, matched.c.thing_id == Case.id)
    if search.asked:
        asked = exists().where(Ask.case_id == Case.id, Ask.discipline == search.asked)
        found = found.where(asked)
    if search.age_band:
        found = found.where(Case.age_band == search.age_band)
    if search.setting:
        found = found.where(Case.setting == search.setting)
    if before:
        last = select(Insight.id).join(Case, Case.id == Insight.case_id)
        last = last.where(Case.key == before, Case.may_teach(literal(person.id)))
        found = found.where(Insight.id < last.correlate(None).scalar_subquery())
    # Found by words, the matches are few and sorted; else the newest are walked as they stand.
    newest = (Insight.id + 0).desc() if search.said else Insight.id.desc()
    rows = db.session.execute(found.order_by(newest).limit(AT_ONCE + 1)).all()
    more = rows[AT_ONCE - 1].key if len(rows) > AT_ONCE else None
    return InsightPage([_taught(row) for row in rows[:AT_ONCE]], more)


def another_taught(key: str, person: Person) -> Case | None:
    """The case with this key, with its talk, whose insight somebody else left to `person` too."""
    if not may_read_cases(person):
        return None
    found = (
        select(Case)
        .join(Case.talk)
        .join(Case.insight)
        .options(contains_eager(Case.talk), contains_eager(Case.insight))
        .where(Case.key == key, Case.author_id != person.id)
        .where(Insight.approved_at.is_not(None), Case.may_teach(literal(person.id)))
    )
    return db.session.scalars(found).one_or_none()


def _taught(row: Row[Any]) -> Taught:
    return Taught(
        title=row.title,
        body=row.body,
        result=row.result,
        chips=tuple(Discipline(one) for one in row.asked_of),
        age_band=row.age_band,
        setting=row.setting,
        is_sealed=row.sealed_at is not None,
        is_mine=row.is_mine,
        key="" if row.sealed_at or not row.is_to_open else row.key,
        case_key=row.key,
    )

"""Cases like this one, with how they turned out: by outline, and by the words they share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, literal, or_, select

from forum.cases.gate import may_read_cases
from forum.cases.insights import Insight
from forum.cases.lenses import Ask
from forum.cases.models import Case
from forum.cases.outcome import Outcome
from forum.cases.sealing import FOUND_AS
from forum.cases.vocabulary import Help, Result
from forum.core.db import db
from forum.people.models import Person
from forum.people.vocabulary import AgeBand, Discipline, Setting
from forum.search.query import matching
from forum.search.sought import Sought

AT_MOST = 3
NEWEST = 1_000
"""Of the cases that share a word with it, as many are weighed, the newest."""
CANDIDATES = 60
"""Of each sort, by words and by outline, as many are weighed against each other."""
FOR_WORDS, FOR_AGE, FOR_SETTING, FOR_ASKED, FOR_HELP = 4.0, 1.5, 1.0, 1.0, 0.5
NO_WORDS = Sought((), all_of=False)
ENOUGH = 1.5
"""What two cases share at least: an age band, or most of the words that the best match shares."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What there is of a case by now; whatever is None or empty isn’t said yet."""

    asked: frozenset[Discipline] = frozenset()
    age_band: AgeBand | None = None
    setting: Setting | None = None
    help: Help | None = None
    words: Sought = NO_WORDS
    but: int = 0
    """The id of the case itself, which is like itself."""

    @classmethod
    def of(cls, case: Case) -> "Outline":
        words = Sought.alike(case.title, case.question, case.excerpt)
        asked = frozenset(case.asked)
        return cls(asked, case.age_band, case.setting, case.help, words, case.id)


@dataclass(frozen=True, slots=True)
class Alike:
    """A case that is alike: what it was, how it turned out, and what it taught, if that is said.

    Of a case that is sealed, or in a circle of others, there is no `title` and no `key` to go to:
    its insight is all there is. Where that is somebody else's, `report_key` leads to its report.
    """

    key: str
    title: str
    result: Result | None
    lesson: str
    more: str
    chips: tuple[Discipline, ...]
    report_key: str


def alike(outline: Outline, person: Person) -> list[Alike]:
    """At most three cases with outcomes or insights, the likest first, in at most two statements.

    Those that `person` may find; none rather than one that shares next to nothing.
    """
    if not may_read_cases(person):
        return []
    found: dict[int, tuple[float, Row[Any]]] = {}
    by_words = _by_words(outline, person)
    best = max((row.rank for row in by_words), default=0.0)
    for row in (*by_words, *_by_outline(outline, person)):
        share = _share(outline, row, best)
        if row.id not in found or share > found[row.id][0]:
            found[row.id] = (share, row)
    likest = sorted(found.values(), key=lambda one: (-one[0], -one[1].id))
    return [_shown(row) for share, row in likest[:AT_MOST] if share >= ENOUGH]


def _by_words(outline: Outline, person: Person) -> Sequence[Row[Any]]:
    if not outline.words.words:
        return ()
    matched = matching(FOUND_AS, outline.words, newest=NEWEST, best=CANDIDATES)
    some = _cases(outline, person, matched.c.rank.label("rank"))
    return db.session.execute(some.join(matched, matched.c.thing_id == Case.id)).all()


def _by_outline(outline: Outline, person: Person) -> Sequence[Row[Any]]:
    if outline.age_band is None:
        return ()
    some = _cases(outline, person, literal(0.0).label("rank")).where(
        Case.age_band == outline.age_band, Case.settled_at.is_not(None)
    )
    if outline.setting:
        some = some.where(Case.setting == outline.setting)
    newest = some.order_by(Case.opened_at.desc(), Case.id.desc())
    return db.session.execute(newest.limit(CANDIDATES)).all()


def _cases(outline: Outline, person: Person, rank: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    taught = and_(Insight.case_id == Case.id, Insight.approved_at.is_not(None))
    asked = exists().where(Ask.case_id == Case.id, Ask.discipline.in_(outline.asked))
    reader = literal(person.id)
    cases: Select[*tuple[Any, ...]] = (
        select(
            Case.id,
            Case.key,
            Case.title,
            Case.asked_of,
            Case.age_band,
            Case.setting,
            Case.help,
            or_(Case.sealed_at.is_not(None), ~Case.is_among(reader)).label("is_gone"),
            Outcome.result,
            Insight.title.label("lesson"),
            Insight.body,
            (Case.author_id == reader).label("is_mine"),
            asked.label("is_asked"),
            rank,
        )
        .select_from(Case)
        .outerjoin(Outcome, Outcome.case_id == Case.id)
        .outerjoin(Insight, taught)
        .where(
            Case.id != outline.but,
            or_(
                and_(Case.is_in_sight_of(reader), Outcome.id.is_not(None)),
                and_(Case.may_teach(reader), Insight.id.is_not(None)),
            ),
        )
    )
    return cases


def _share(outline: Outline, row: Row[Any], best: float) -> float:
    """How much two cases share, by the outline and by words, of which the `best` shares so much."""
    same: Iterable[tuple[bool, float]] = (
        (outline.age_band is not None and outline.age_band == row.age_band, FOR_AGE),
        (outline.setting is not None and outline.setting == row.setting, FOR_SETTING),
        (bool(row.is_asked), FOR_ASKED),
        (outline.help == row.help, FOR_HELP),
    )
    fit = row.rank / best if best else 0.0
    return FOR_WORDS * fit + sum(weight for is_same, weight in same if is_same)


def _shown(row: Row[Any]) -> Alike:
    return Alike(
        key="" if row.is_gone else row.key,
        title="" if row.is_gone else row.title,
        result=row.result,
        lesson=row.lesson or "",
        more=row.body or "",
        chips=tuple(Discipline(one) for one in row.asked_of),
        report_key=row.key if row.lesson and not row.is_mine else "",
    )

"""A case of those years, with all that hangs on how it stands: its talk, outcome and followers."""

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random
from typing import Any, TypeVar

from forum.bulk import Rows
from forum.cases.insights import Insight
from forum.cases.keeps import keeps
from forum.cases.lenses import Ask
from forum.cases.models import Case
from forum.cases.outcome import ASKED_AFTER, Outcome
from forum.cases.recusal import recusals
from forum.cases.rescue import COLLEAGUES
from forum.cases.sealing import FOUND_AS, LASTS, SEALED
from forum.cases.vocabulary import ASKABLE, Consent, Help, NeedBy, Result, Since
from forum.core.clock import now
from forum.core.words import NOTHING
from forum.people.vocabulary import AgeBand, Setting
from forum.search.entries import Entry
from forum.search.sought import cut
from forum.talk.following import followers
from forum.talk.models import Message, Talk
from forum.talk.place import Place
from forum.talk.vocabulary import Kind

DAYS = 3 * 365
Word = TypeVar("Word", bound=StrEnum)


@dataclass
class Years:
    """What the rows are drawn from; `reader` is among the people, and busy."""

    chance: Random
    rows: Rows
    reader: int
    people: Sequence[int]
    words: Sequence[Any]
    circles: list[int] = field(default_factory=list)

    def is_so(self, often: float) -> bool:
        return self.chance.random() < often

    def one_of(self, words: Sequence[Word]) -> Word:
        """The first of them most often, and each that follows less: the last are rare."""
        weights = [1 / (place + 1) for place in range(len(words))]
        return self.chance.choices(words, weights)[0]

    def key(self) -> str:
        return urlsafe_b64encode(self.chance.randbytes(9)).decode()


@dataclass(frozen=True)
class State:
    """How a case stands, drawn once, since everything else hangs on it."""

    opened: datetime
    settled: datetime | None
    sealed: datetime | None
    held: datetime | None
    hidden: datetime | None
    replies: int


def _state(years: Years) -> State:
    is_so, today = years.is_so, now()
    age = timedelta(days=years.chance.uniform(0.01, DAYS))
    opened = today - age
    settles = age > timedelta(days=60) and is_so(0.7)
    settled = opened + timedelta(days=years.chance.uniform(5, 60)) if settles else None
    sealed = opened + LASTS if age > LASTS and is_so(0.5) else None
    held = opened if age < timedelta(days=3) and is_so(0.2) else None
    hidden = opened if not held and is_so(0.002) else None
    waits = is_so(0.3 if age < timedelta(days=2) else 0.01)
    replies = 0 if sealed or held or waits else years.chance.randint(1, 4)
    return State(opened, settled, sealed, held, hidden, replies)


def tell(years: Years) -> None:
    """One more case, with its rows added."""
    is_so, add, chance, state = years.is_so, years.rows.add, years.chance, _state(years)
    author = years.reader if is_so(0.001) else chance.choice(years.people)
    talk, case, story = years.rows.number(Talk), years.rows.number(Case), chance.choice(years.words)
    asked = list(dict.fromkeys(years.one_of(ASKABLE) for _ in range(chance.randint(1, 3))))
    has_name, has_client, is_kept = is_so(0.9), is_so(0.9), not state.sealed
    is_tried = bool(state.replies) and not state.settled and is_so(0.1)
    said = NOTHING if state.sealed else story
    add(
        Talk,
        id=talk,
        key=years.key(),
        kind="case",
        version=state.replies,
        owner_id=author,
        message_count=state.replies,
        answer_count=state.replies,
        last_said_at=state.opened + timedelta(hours=state.replies) if state.replies else None,
        closed_at=state.sealed or state.settled,
        veiled_id=None if has_name else author,
        veil="" if has_name else "Heron",
    )
    add(
        Case,
        id=case,
        key=years.key(),
        talk_id=talk,
        author_id=author,
        circle_id=chance.choice(years.circles) if is_so(0.03) else None,
        title=story.md[:80] if is_kept else SEALED,
        age_band=years.one_of(list(AgeBand)) if has_client else None,
        setting=years.one_of(list(Setting)) if has_client else None,
        since=chance.choice(list(Since)) if has_client else None,
        help=years.one_of(list(Help)),
        need_by=chance.choice(list(NeedBy)),
        asked_of=[discipline.value for discipline in asked],
        consent=Consent.INTAKE if has_client else None,
        question="What would you try first?" if is_kept else "",
        excerpt=story.md[:200] if is_kept else "",
        story_md=said.md,
        story_html=said.html,
        **dict.fromkeys(("tried_md", "tried_html", "need_md", "need_html"), ""),
        text_version=said.version,
        opened_at=state.opened,
        settled_at=state.settled,
        sealed_at=state.sealed,
        held_at=state.held,
        hidden_at=state.hidden,
        answered_at=state.opened + timedelta(hours=1) if state.replies else None,
        tried_at=state.opened + timedelta(hours=1) if is_tried else None,
        rescued_at=state.opened + timedelta(hours=48) if not state.replies else None,
        rescuers=0 if state.replies else COLLEAGUES,
        follow_up_at=None if state.sealed else state.opened + ASKED_AFTER,
        asked_how_at=state.opened + ASKED_AFTER if state.opened < now() - ASKED_AFTER else None,
    )
    for discipline in asked:
        add(Ask, case_id=case, discipline=discipline, invited_at=state.opened)
    _said(years, talk, author, state, is_tried=is_tried)
    if state.settled and is_so(0.6):
        _turned_out(years, case, state, story)
    if is_so(0.0005):
        add(recusals, case_id=case, person_id=years.reader)


def _said(years: Years, talk: int, author: int, state: State, *, is_tried: bool) -> None:
    chance, speakers = years.chance, {author}
    for number in range(1, state.replies + 1):
        words, by = chance.choice(years.words), chance.choice(years.people)
        at = state.opened + timedelta(hours=number)
        speakers.add(by)
        years.rows.add(
            Message,
            talk_id=talk,
            number=number,
            author_id=by,
            kind=chance.choice(list(Kind)),
            body_md=words.md[:200],
            body_html=words.html[:200],
            text_version=words.version,
            posted_at=at,
            tried_at=at if is_tried and number == 1 else None,
        )
    if years.is_so(0.002):
        speakers.add(years.reader)
        years.rows.add(Place, talk_id=talk, person_id=years.reader, seen=1)
    for person in sorted(speakers):
        years.rows.add(followers, talk_id=talk, person_id=person)


def _turned_out(years: Years, case: int, state: State, story: Any) -> None:
    result, add = years.one_of(list(Result)), years.rows.add
    told = NOTHING if state.sealed else story
    add(
        Outcome,
        case_id=case,
        result=result,
        body_md=told.md[:300],
        body_html=told.html[:300],
        text_version=told.version,
        told_at=state.settled,
    )
    is_taught = years.is_so(0.5)
    lesson = years.chance.choice(years.words).md[:90] if is_taught else ""
    if is_taught:
        insight = {"title": lesson, "body": story.md[:300], "approved_at": state.settled}
        add(Insight, case_id=case, **insight)
    if is_taught or not state.sealed:
        title = cut(lesson if state.sealed else story.md[:80])
        words = cut(f"{lesson} {story.md[:300]}")
        add(Entry, kind=FOUND_AS, thing_id=case, title=title, words=words)
    if years.is_so(0.002):
        add(keeps, case_id=case, person_id=years.reader)

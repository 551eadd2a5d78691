"""The large demo: a crowd of invented people who talk in the demo's words, the same for a seed."""

import re
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

import click

from forum.bulk import Rows
from forum.cases.lenses import Ask
from forum.cases.models import Case
from forum.cases.vocabulary import ASKABLE, Help, NeedBy, Since
from forum.cases.words import EXCERPT
from forum.core.clock import now
from forum.core.db import writing
from forum.core.text import to_plain
from forum.core.words import Words
from forum.demo import told
from forum.people.models import Person
from forum.people.vocabulary import AgeBand, Discipline, Role, Setting
from forum.talk.following import followers
from forum.talk.marks import helpful_marks
from forum.talk.models import Message, Talk
from forum.talk.vocabulary import Kind

PEOPLE, CASES, MESSAGES = 1_000, 2_000, 50_000
LONGEST, MOST_FOLLOWED = 2_000, 500
"""One case has so many messages, and is followed by so many, for benches to look at."""
BODIES = 1_500

_FIRST = """Ada Bilal Chen Dafna Elif Farid Greta Hugo Ida Jamal Kaya Luca Mina Nils Oona Pavel
    Rosa Sana Tomas Uma Vera Wanda Xenia Yusuf Zora""".split()
_LAST = """Abara Bergen Castro Dahl Eriksen Fontaine Grant Haddad Ivers Jansen Kovac Lindgren Mbeki
    Novak Okoye Petrov Quist Rahman Silva Toure Ueda Varga Weiss Xu Yilmaz Zeller""".split()


@dataclass
class Crowd:
    """Who talks, in which words, and the rows that come of it."""

    chance: Random
    bodies: list[Words]
    rows: Rows
    people: list[int] = field(default_factory=list)

    def key(self) -> str:
        return urlsafe_b64encode(self.chance.randbytes(9)).decode()


def gather(seed: int) -> None:
    """Write PEOPLE, CASES and MESSAGES beside whoever lives here; the same for the same `seed`."""
    chance = Random(seed)  # noqa: S311 - the same crowd each time is what is wanted
    crowd = Crowd(chance, bodies(chance), Rows())
    for number in range(PEOPLE):
        _person(crowd, number)
    with click.progressbar(_lengths(crowd.chance), label="Cases and messages") as lengths:
        for length in lengths:
            _case(crowd, length)
    with writing():
        crowd.rows.write((Person, Talk, Case, Ask, Message, followers, helpful_marks))


_OUTLINE: list[tuple[str, Any]] = [
    ("age_band", AgeBand),
    ("setting", Setting),
    ("since", Since),
    ("help", Help),
    ("need_by", NeedBy),
]


def bodies(chance: Random) -> list[Words]:
    """Paragraphs of the demo's own sentences, each put together anew and rendered once."""
    sentences = re.findall(r"[^.!?\n>#*-]{20,}[.?]", "\n".join(told()))
    some = (chance.sample(sentences, chance.randint(2, 6)) for _ in range(BODIES))
    return [Words.of(" ".join(sentence.strip() for sentence in one)) for one in some]


def _person(crowd: Crowd, number: int) -> None:
    joined = now() - timedelta(days=crowd.chance.randint(30, 900))
    person = crowd.rows.add(
        Person,
        id=crowd.rows.number(Person),
        username=f"crowd{number}",
        email=f"crowd{number}@example.org",
        name=f"{crowd.chance.choice(_FIRST)} {crowd.chance.choice(_LAST)}",
        discipline=crowd.chance.choice(list(Discipline)),
        role=Role.VERIFIED,
        verified_at=joined,
        confirmed_at=joined,
        joined_at=joined,
    )
    crowd.people.append(person["id"])


def _lengths(chance: Random) -> list[int]:
    """How many messages each case has: one LONGEST, a tenth none, MESSAGES in all."""
    shares = [chance.paretovariate(1.2) if chance.random() > 0.1 else 0 for _ in range(CASES - 1)]
    each = (MESSAGES - LONGEST) / sum(shares)
    lengths = [min(int(share * each), 400) for share in shares]
    talked = [at for at, length in enumerate(lengths) if length]
    for at in range(MESSAGES - LONGEST - sum(lengths)):
        lengths[talked[at % len(talked)]] += 1
    return [LONGEST, *lengths]


def _case(crowd: Crowd, length: int) -> None:
    chance = crowd.chance
    opened = now() - timedelta(minutes=chance.randint(60, 400 * 24 * 60))
    author, story = chance.choice(crowd.people), chance.choice(crowd.bodies)
    talk, case = crowd.rows.number(Talk), crowd.rows.number(Case)
    said = list(_messages(crowd, talk, opened, length))
    answered = [message["posted_at"] for message in said if message["author_id"] != author]
    asked = chance.sample(ASKABLE, chance.randint(1, 3))
    settled = opened + timedelta(days=30) if chance.random() < 0.3 else None
    crowd.rows.add(
        Talk,
        id=talk,
        key=crowd.key(),
        kind="case",
        version=length,
        owner_id=author,
        message_count=length,
        answer_count=len(answered),
        last_said_at=said[-1]["posted_at"] if said else None,
        closed_at=settled,
    )
    crowd.rows.add(
        Case,
        id=case,
        key=crowd.key(),
        talk_id=talk,
        author_id=author,
        title=to_plain(story.html, 80),
        **{name: chance.choice(list(words)) for name, words in _OUTLINE},
        asked_of=[discipline.value for discipline in asked],
        question="What would you try first?",
        excerpt=to_plain(story.html, EXCERPT),
        story_md=story.md,
        story_html=story.html,
        **dict.fromkeys(("tried_md", "tried_html", "need_md", "need_html"), ""),
        text_version=story.version,
        opened_at=opened,
        settled_at=settled,
        answered_at=min(answered, default=None),
    )
    for discipline in asked:
        crowd.rows.add(Ask, case_id=case, discipline=discipline, invited_at=opened)
    hearers = {author, *(message["author_id"] for message in said)}
    if length == LONGEST:
        hearers |= set(crowd.people[:MOST_FOLLOWED])
    for person in sorted(hearers):
        crowd.rows.add(followers, talk_id=talk, person_id=person)


def _messages(crowd: Crowd, talk: int, opened: datetime, length: int) -> Iterator[dict[str, Any]]:
    chance, people = crowd.chance, crowd.people
    ideas: list[int] = []
    step = (now() - opened) / (length + 1)
    for number in range(1, length + 1):
        message, words = crowd.rows.number(Message), chance.choice(crowd.bodies)
        parent = chance.choice(ideas[-20:]) if ideas and chance.random() < 0.25 else None
        if parent is None:
            ideas.append(message)
        author = chance.choice(people)
        marks = {chance.choice(people) for _ in range(chance.choice((0, 0, 0, 1, 2, 4)))} - {author}
        yield crowd.rows.add(
            Message,
            id=message,
            talk_id=talk,
            number=number,
            parent_id=parent,
            author_id=author,
            kind=chance.choice(list(Kind)),
            body_md=words.md,
            body_html=words.html,
            text_version=words.version,
            helpful_count=len(marks),
            posted_at=opened + number * step,
        )
        for person in sorted(marks):
            crowd.rows.add(helpful_marks, message_id=message, person_id=person)

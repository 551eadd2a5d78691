"""Three years of cases beside the large demo: open, settled, sealed, held, hidden, in circles."""

from collections.abc import Sequence
from random import Random
from typing import Any

import click
from sqlalchemy import select, text

from forum.bench.years_case import Years, tell
from forum.bulk import Rows
from forum.cases.circles import Circle
from forum.cases.insights import Insight
from forum.cases.keeps import keeps
from forum.cases.lenses import Ask
from forum.cases.membership import Membership
from forum.cases.models import Case
from forum.cases.outcome import Outcome
from forum.cases.recusal import recusals
from forum.cases.rhythm import Rhythm
from forum.core.clock import now
from forum.core.db import db, is_sqlite, writing
from forum.core.words import NOTHING
from forum.people.models import Person
from forum.search.entries import Entry
from forum.talk.following import followers
from forum.talk.models import Message, Talk
from forum.talk.place import Place

AT_ONCE = 5_000
CIRCLES, IN_ONE = 60, 5
TABLES = (
    *(Circle, Membership, Talk, Case, Ask, Message, followers, Place),
    *(Outcome, Insight, keeps, recusals, Entry),
)


def fill(people: Sequence[int], reader: int, words: Sequence[Any], cases: int) -> None:
    """Write so many cases of these `people`, in these `words`; the same each time.

    Seven in ten are settled within two months. Of those older than half a year every second is
    sealed, where in earnest more would be, so that lists have the harder work.
    """
    chance = Random(3)  # noqa: S311 - the same cases each time is what is wanted
    years = Years(chance, Rows(), reader, people, words)
    with writing():
        _circles(years)
        with click.progressbar(length=cases, label="Three years of cases") as bar:
            for number in range(1, cases + 1):
                tell(years)
                if number % AT_ONCE == 0 or number == cases:
                    sum(years.rows.in_parts(TABLES))
                    bar.update(number - bar.pos)
        if is_sqlite():
            db.session.execute(text("INSERT INTO search_words (search_words) VALUES ('rebuild')"))


def everyone() -> list[int]:
    """Ids of the crowd, without those who live in the small demo."""
    return list(db.session.scalars(select(Person.id).where(Person.username.startswith("crowd"))))


def _circles(years: Years) -> None:
    for number in range(CIRCLES):
        circle = years.rows.number(Circle)
        years.circles.append(circle)
        years.rows.add(
            Circle,
            id=circle,
            key=years.key(),
            name=f"Circle {number + 1}",
            rhythm=Rhythm.MONTHLY,
            first_on=now().date(),
            hour=12,
            zone="UTC",
            agreement_md="",
            agreement_html="",
            text_version=NOTHING.version,
        )
        some = {*years.chance.sample(years.people, IN_ONE), *([years.reader] if number < 2 else [])}
        for order, person in enumerate(sorted(some), start=1):
            at = {"joined_at": now(), "agreed_at": now(), "host_order": order}
            years.rows.add(Membership, circle_id=circle, person_id=person, **at)

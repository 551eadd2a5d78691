"""What a member finds on their desk: their own open cases, and others waiting for their view."""

from dataclasses import dataclass

from sqlalchemy import Select

from forum.cases.models import Ask, Case
from forum.core.db import db
from forum.people.models import Person
from forum.talk.models import Talk

AT_MOST = 3


@dataclass(frozen=True)
class Desk:
    mine: list[Case]
    waiting: list[Case]


def desk_of(person: Person) -> Desk:
    """At most three of each: one's own open cases by newest word, and others' unanswered ones."""
    open_cases = Case.visible_to(person).where(Case.settled_at.is_(None))
    mine = open_cases.where(Case.author_id == person.id).order_by(
        Talk.last_said_at.desc().nulls_last(), Case.opened_at.desc()
    )
    asks_me = Case.asks.any(Ask.discipline == person.discipline)
    waiting = open_cases.where(
        Case.author_id != person.id, Talk.message_count == 0, asks_me
    ).order_by(Case.opened_at.desc())
    return Desk(_few(mine), _few(waiting))


def _few(cases: Select[Case]) -> list[Case]:
    return list(db.session.scalars(cases.limit(AT_MOST)))

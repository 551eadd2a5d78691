"""Asking around: a few members of every discipline whose view is wanted hear of the case."""

from datetime import timedelta

from sqlalchemy import exists, not_, select, update

from forum.cases.lenses import Ask
from forum.cases.models import Case
from forum.cases.rescue import TOO_LATE
from forum.cases.rota import (
    Invitation,
    chosen,
    in_turn,
    invite,
    is_open,
    members_of,
    was_asked,
)
from forum.cases.vocabulary import ASKABLE, looking_through
from forum.core.clock import now
from forum.core.db import db, writing
from forum.core.jobs import EVERY_HOUR, EVERY_MINUTE, job
from forum.core.logs import fault
from forum.notifications.news import News
from forum.people.models import Person
from forum.people.vocabulary import Discipline

AT_ONCE = 6
"""Members of a discipline who are asked about one case. If one in three has a moment, as we guess,
two answer; and a community of 60 OTs can look at 30 cases a week without anybody being asked more
than MOST_A_WEEK times."""
CASES_AT_ONCE = 100
A_DAY = timedelta(days=1)
"""Then it is tried again where an ask found nobody: by and by their week of many cases is over."""


@job(EVERY_MINUTE)
def ask_around() -> int:
    """Ask members of every discipline whose view is wanted and who weren't; how many were asked."""
    to_do = (
        select(Ask.id)
        .join(Case, Case.id == Ask.case_id)
        .where(Ask.invited_at.is_(None), Case.is_out(), is_open())
        .order_by(Ask.id)
        .limit(CASES_AT_ONCE)
    )
    return sum(_asked(ask_id) for ask_id in db.session.scalars(to_do).all())


@job(EVERY_HOUR)
def ask_again() -> int:
    """Have every ask that found nobody a day ago come round once more; how many these are."""
    with writing():
        return sum(_come_round(discipline) for discipline in ASKABLE)


def _come_round(discipline: Discipline) -> int:
    young = select(Case.id).where(Case.opened_at > now() - TOO_LATE, Case.is_out(), is_open())
    found = (
        select(Invitation.id)
        .join(Person, Person.id == Invitation.person_id)
        .where(
            Invitation.case_id == Ask.case_id,
            Person.discipline.in_(looking_through([discipline])),
        )
    )
    in_vain = update(Ask).where(
        Ask.discipline == discipline,
        Ask.invited_at < now() - A_DAY,
        Ask.case_id.in_(young),
        not_(exists(found)),
    )
    return len(db.session.scalars(in_vain.values(invited_at=None).returning(Ask.id)).all())


def _asked(ask_id: int) -> int:
    """How many were asked; a case where that fails holds up no other, and comes round again."""
    try:
        with writing():
            return _ask_for(ask_id)
    except Exception:  # noqa: BLE001 - whatever it is
        fault("rota", ask=ask_id)
        return 0


def _ask_for(ask_id: int) -> int:
    """Claim it, and ask AT_ONCE of that discipline; 0 where another worker did."""
    ready = select(Case.id).where(Case.is_out(), is_open())
    claimed = (
        update(Ask)
        .where(Ask.id == ask_id, Ask.invited_at.is_(None), Ask.case_id.in_(ready))
        .values(invited_at=now())
        .returning(Ask)
    )
    ask = db.session.scalars(claimed).one_or_none()
    if ask is None:
        return 0
    case = db.session.get_one(Case, ask.case_id)
    them = members_of([ask.discipline], case, News.WANTED).where(not_(was_asked(case)))
    return invite(case, chosen(them.order_by(*in_turn(case)), AT_ONCE), news=News.WANTED)

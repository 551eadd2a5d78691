"""Nobody waits alone: a case unanswered for two days goes to three colleagues and a moderator."""

from datetime import timedelta

from sqlalchemy import ColumnElement, Select, and_, func, not_, select, update

from forum.cases.models import Case
from forum.cases.rota import (
    Invitation,
    chosen,
    could_be_asked,
    in_turn,
    invite,
    is_open,
    longest_ago,
    members_of,
    was_asked,
)
from forum.cases.vocabulary import ASKABLE
from forum.core.clock import now
from forum.core.db import db, writing
from forum.core.jobs import EVERY_HOUR, job
from forum.core.logs import fault
from forum.notifications.news import News
from forum.people.models import Person

PATIENCE = timedelta(hours=48)
"""How long a case waits before Weft asks on its author's behalf."""
TOO_LATE = timedelta(days=30)
"""Older ones are left alone: where no worker ran for long, nobody is asked about all at once."""
COLLEAGUES = 3


@job(EVERY_HOUR)
def look_after_the_waiting() -> int:
    """Ask for every case that has waited for PATIENCE, until colleagues were found; how many."""
    waiting = db.session.scalars(select(Case.id).where(_waits()).order_by(Case.opened_at)).all()
    return sum(_looked_after(case_id) for case_id in waiting)


def _waits() -> ColumnElement[bool]:
    """It is out and open, and nobody but its author has said a word."""
    return and_(
        Case.opened_at <= now() - PATIENCE,
        Case.opened_at > now() - TOO_LATE,
        Case.rescuers == 0,
        Case.is_out(),
        is_open(),
        Case.answered_at.is_(None),
    )


def _looked_after(case_id: int) -> bool:
    """Whether somebody was asked; where that fails it holds up no other case, and comes again."""
    try:
        with writing():
            return _look_after(case_id)
    except Exception:  # noqa: BLE001 - whatever it is
        fault("rescue", case=case_id)
        return False


def _look_after(case_id: int) -> bool:
    """Claim the case, and ask; False where another worker did, or where there is nobody to ask.

    Where no colleague was found it comes round again; the moderator has heard of it once then.
    """
    case = db.session.get_one(Case, case_id)
    case.talk.wait_in_line()
    since = func.coalesce(Case.rescued_at, now())
    claimed = update(Case).where(Case.id == case_id, _waits()).values(rescued_at=since)
    if db.session.scalars(claimed.returning(Case.id)).one_or_none() is None:
        return False
    db.session.refresh(case)
    colleagues = chosen(_colleagues(case), COLLEAGUES)
    case.rescuers = invite(case, colleagues, news=News.WAITS, rescue=True)
    knew = case.stewards
    if not knew:
        steward = db.session.scalars(_stewards(case).limit(1)).all()
        case.stewards = invite(case, steward, news=News.WAITS, rescue=True)
    if not case.rescuers and not case.stewards:
        case.rescued_at = None
    if not case.rescuers and case.stewards == knew:
        return False
    case.talk.changed()
    return True


def _colleagues(case: Case) -> Select[int]:
    """Fresh eyes first, of them who volunteered, and then as the rota has it.

    They look through the right lens; in a circle, which is small, through any.
    """
    lenses = ASKABLE if case.circle_id else case.asked
    them = members_of(lenses, case, News.WAITS).where(not_(was_asked(case, Invitation.rescue)))
    return them.order_by(was_asked(case), Person.volunteers.desc(), *in_turn(case))


def _stewards(case: Case) -> Select[int]:
    """Moderators, who was asked longest ago first: it is their part, in any week."""
    not_yet = not_(was_asked(case, Invitation.rescue))
    moderators = could_be_asked(case, News.WAITS).where(Person.are_moderators(), not_yet)
    return moderators.order_by(*longest_ago())

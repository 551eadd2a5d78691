"""How did it turn out? Asked once, by a job, of whoever asked; and what is due on their desk."""

from sqlalchemy import ColumnElement, Select, select, update

from forum.cases.models import Case
from forum.cases.outcome import Outcome
from forum.core.clock import now
from forum.core.db import db, writing
from forum.core.jobs import EVERY_HOUR, job
from forum.notifications.notices import News
from forum.people.models import Person

AT_ONCE = 200
"""Cases of one round; the rest wait for the next."""


def due(person: Person) -> Select[Case]:
    """`person`'s own cases where it is time to tell how it went, the longest due first."""
    return (
        Case.visible_to(person)
        .where(Case.author_id == person.id, _is_due())
        .order_by(Case.follow_up_at)
    )


@job(EVERY_HOUR)
def ask_how_it_went() -> int:
    """Ask each author once, when the day has come; how many were asked."""
    waiting = select(Case.id).where(Case.asked_how_at.is_(None), _is_due()).limit(AT_ONCE)
    return sum(_asked(case_id) for case_id in db.session.scalars(waiting).all())


def _asked(case_id: int) -> bool:
    """Claim the case and tell its author, in one transaction; False where another did."""
    with writing():
        claimed = db.session.scalar(
            update(Case)
            .where(Case.id == case_id, Case.asked_how_at.is_(None), _is_due())
            .values(asked_how_at=now())
            .returning(Case.id)
        )
        if claimed is None:
            return False
        case = db.session.get_one(Case, claimed)
        author = select(Person.id).where(Person.id == case.author_id)
        case.talk.tell(author, News.HOW_DID_IT_GO, by=None)
        return True


def _is_due() -> ColumnElement[bool]:
    return (
        (Case.follow_up_at <= now())
        & Case.is_out()
        & Case.sealed_at.is_(None)
        & Case.id.not_in(select(Outcome.case_id))
    )

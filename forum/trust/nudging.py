"""The day before: whoever promised something is reminded once, by nobody but Weft."""

from datetime import timedelta

from flask import current_app
from sqlalchemy import select, update

from forum.core.clock import now
from forum.core.dates import zone
from forum.core.db import db, writing
from forum.core.jobs import EVERY_HOUR, job
from forum.core.logs import fault
from forum.notifications.news import News
from forum.notifications.notices import tell
from forum.notifications.subjects import described
from forum.people.models import Person
from forum.trust.days import tomorrow
from forum.trust.models import Promise

MORNING = 8
"""The hour, by its maker's own clock, from which on a promise for tomorrow is spoken of."""
EARLIEST = timedelta(days=2)
"""A day may begin somewhere while it is still two days away in UTC."""


@job(EVERY_HOUR)
def remind_of_promises() -> int:
    """Remind everybody who promised something for tomorrow; how many were reminded."""
    soon = (
        select(Promise.id, Person.id)
        .join(Person, Person.id == Promise.maker_id)
        .where(
            Promise.is_open(),
            Promise.receiver_id.is_not(None),
            Promise.nudged_at.is_(None),
            Promise.due_on <= now().date() + EARLIEST,
        )
    )
    rows = db.session.execute(soon).all()
    return sum(_reminded(promise_id, maker_id) for promise_id, maker_id in rows)


def _reminded(promise_id: int, maker_id: int) -> bool:
    try:
        with writing():
            return _remind(promise_id, db.session.get_one(Person, maker_id))
    except Exception:  # noqa: BLE001 - whatever it is, the others are reminded
        fault("promise", promise=promise_id)
        return False


def _remind(promise_id: int, maker: Person) -> bool:
    """Claim it, and tell; False where it isn't time, or another worker did.

    Who may not see any more what it is about isn't reminded of it.
    """
    if now().astimezone(zone(maker.time_zone)).hour < MORNING:
        return False
    claimed = (
        update(Promise)
        .where(Promise.id == promise_id, Promise.is_open(), Promise.nudged_at.is_(None))
        .where(Promise.due_on <= tomorrow(maker))
        .values(nudged_at=now())
        .returning(Promise.key, Promise.about)
    )
    found = db.session.execute(claimed).one_or_none()
    if found is None:
        return False
    with current_app.test_request_context():
        if not described(maker, [found.about]):
            return False
    only = select(Person.id).where(Person.id == maker.id)
    tell(only, News.PROMISE_DUE, about=f"promise-{found.key}", by=None)
    return True

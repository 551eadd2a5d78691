"""News by letter: to each when they have chosen it, one letter for everything that waits."""

from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, select, update
from sqlalchemy.orm import joinedload

from forum.core.clock import now
from forum.core.dates import zone
from forum.core.db import db, writing
from forum.core.jobs import EVERY_MINUTE, job
from forum.core.logs import fault
from forum.notifications.letters import write_news_letter
from forum.notifications.news import AT_ONCE
from forum.notifications.notices import Notice, Way
from forum.people.models import Person
from forum.people.quiet import is_quiet
from forum.people.vocabulary import Letters

MONDAY = 1
"""As ISO 8601 counts the days of a week."""
QUIET = timedelta(minutes=10)
PATIENCE = timedelta(hours=1)
"""As it happens: once QUIET has passed since the newest news, or PATIENCE since the oldest."""
STALE = timedelta(days=8)
"""News that is older stays in the inbox alone, as when somebody wants letters again.

It outlasts the week before a Monday's letter, and a weekend's quiet hours.
"""


class Waiting(NamedTuple):
    """Somebody with news to be mailed: when they want it, and when it came."""

    id: int
    letters: Letters
    hour: int
    quiet_from: int
    quiet_until: int
    zone_name: str
    oldest: datetime
    newest: datetime
    is_urgent: bool

    @property
    def is_due(self) -> bool:
        if self.is_urgent:
            return True
        if is_quiet(self.quiet_from, self.quiet_until, self.zone_name):
            return False
        if self.letters in (Letters.DAILY, Letters.MONDAYS):
            only_mondays = self.letters is Letters.MONDAYS
            return self.oldest < latest(self.hour, self.zone_name, only_mondays=only_mondays)
        return self.newest <= now() - QUIET or self.oldest <= now() - PATIENCE


@job(EVERY_MINUTE)
def write_news() -> int:
    """Write a letter to everyone who is due one; how many were written."""
    waiting = [Waiting(*row) for row in db.session.execute(_waiting())]
    return sum(_written_to(person.id) for person in waiting if person.is_due)


def latest(hour: int, zone_name: str, *, only_mondays: bool = False) -> datetime:
    """The last time that it was `hour` (0 to 23) in that zone: once on each local day or Monday.

    An hour that a change of clocks leaves out counts as the moment of the change; of an hour that
    comes twice the first counts.
    """
    there = now().astimezone(zone(zone_name))
    for days in range(9):
        on = there.date() - timedelta(days=days)
        if only_mondays and on.isoweekday() != MONDAY:
            continue
        at = datetime.combine(on, time(hour), there.tzinfo).astimezone(UTC)
        if at <= now():
            break
    return at


def _written_to(person_id: int) -> bool:
    """Whether a letter was written; one that cannot be holds up nobody else's, and waits."""
    try:
        return _write_to(person_id)
    except Exception:  # noqa: BLE001 - whatever it is
        fault("news", person=person_id)
        return False


def _write_to(person_id: int) -> bool:
    """Claim `person_id`'s news and write of it, in one transaction; False where another did."""
    with writing():
        person = db.session.scalar(
            select(Person)
            .where(Person.id == person_id)
            .with_for_update(skip_locked=True, key_share=True)
        )
        row = db.session.execute(_waiting().where(Person.id == person_id)).one_or_none()
        if person is None or row is None or not Waiting(*row).is_due:
            return False
        which = [Notice.news.in_(AT_ONCE)] if row.is_urgent else []
        return write_news_letter(person, _claim(person, *which)) is not None


def _waiting() -> Select[int, Letters, int, int, int, str, datetime, datetime, bool]:
    return (
        select(
            Person.id,
            Person.letters,
            Person.letters_at,
            Person.quiet_from,
            Person.quiet_until,
            Person.time_zone,
            func.min(Notice.left_at),
            func.max(Notice.left_at),
            (func.max(case((Notice.news.in_(AT_ONCE), 1), else_=0)) == 1).label("is_urgent"),
        )
        .join(Notice, Notice.person_id == Person.id)
        .where(*_to_mail(), Person.letters != Letters.NONE, Person.confirmed_at.is_not(None))
        .group_by(Person.id)
    )


def _claim(person: Person, *which: ColumnElement[bool]) -> list[Notice]:
    """Mark what is to be mailed to `person`, and is `which`, as mailed; give it, newest first."""
    claimed = update(Notice).where(Notice.person_id == person.id, *_to_mail(), *which)
    ids = db.session.scalars(claimed.values(mailed_at=now()).returning(Notice.id)).all()
    return list(
        db.session.scalars(
            select(Notice)
            .where(Notice.id.in_(ids))
            .options(joinedload(Notice.actor))
            .order_by(Notice.left_at.desc(), Notice.id.desc())
        )
    )


def _to_mail() -> tuple[ColumnElement[bool], ...]:
    return (
        Notice.mailed_at.is_(None),
        Notice.read_at.is_(None),
        Notice.left_at > now() - STALE,
        Notice.way == Way.MAIL,
    )

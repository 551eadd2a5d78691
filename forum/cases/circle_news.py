"""News of circles: the day before a meeting, and how notices name a circle to who may know it."""

from datetime import timedelta
from functools import partial

from flask import url_for
from sqlalchemy import select, update

from forum.cases.circles import Circle
from forum.cases.gate import may_read_cases
from forum.cases.gathering import ids
from forum.core.clock import now
from forum.core.db import db, writing
from forum.core.jobs import EVERY_HOUR, job
from forum.core.logs import fault
from forum.notifications.news import News
from forum.notifications.notices import Notice, is_read, tell
from forum.notifications.subjects import Described, Subject
from forum.people.models import Person

BEFORE = timedelta(hours=24)
"""A meeting is told of so long before: time to find out that one can’t come, and say so."""


@job(EVERY_HOUR)
def tell_of_meetings() -> int:
    """Tell the members of each circle that meets within a day, and its host; how many circles."""
    awake = select(Circle.id).where(Circle.closed_at.is_(None), Circle.rested_at.is_(None))
    return sum(_told(circle_id) for circle_id in db.session.scalars(awake).all())


def described(person: Person, topics: list[str]) -> Described:
    """Of these circles those that `person` is in or invited to, while cases are theirs to read."""
    if not may_read_cases(person):
        return {}
    keys = [topic.removeprefix("circle-") for topic in topics]
    found = db.session.scalars(Circle.of(person).where(Circle.key.in_(keys)))
    return {one.topic: _subject(one) for one in found}


def _subject(circle: Circle) -> Subject:
    url = url_for("cases.circles.show", key=circle.key)
    return Subject(circle.name, url, partial(_place, url))


def _place(url: str, _: int) -> str:
    return url


def _told(circle_id: int) -> bool:
    """False where it doesn’t meet soon, or was told; one that fails holds up no other."""
    try:
        circle = db.session.get_one(Circle, circle_id)
        at = circle.next_at
        if at is None or at > now() + BEFORE or circle.told_for == at:
            return False
        with writing():
            return _tell(circle_id)
    except Exception:  # noqa: BLE001 - whatever it is
        fault("circle", circle=circle_id)
        return False


def _tell(circle_id: int) -> bool:
    """Claim its next meeting and tell of it; False where another worker did."""
    circle = db.session.get_one(Circle, circle_id)
    at, host = circle.next_at, circle.next_host
    if at is None or host is None:
        return False
    claimed = (
        update(Circle)
        .where(Circle.id == circle_id, Circle.told_for.is_distinct_from(at))
        .values(told_for=at)
        .returning(Circle.id)
    )
    if db.session.scalar(claimed) is None:
        return False
    is_read(circle.topic, Notice.news.in_((News.CIRCLE_MEETS, News.CIRCLE_HOSTS)))
    everyone = ids(one.person_id for one in circle.joined)
    tell(everyone, News.CIRCLE_MEETS, about=circle.topic, by=host.person)
    tell(ids([host.person_id]), News.CIRCLE_HOSTS, about=circle.topic, by=None)
    return True

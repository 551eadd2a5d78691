"""Matters begin: by a report, by a case that waits, by words of crisis; moderators hear of them."""

from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from forum.core.clock import now
from forum.core.db import db
from forum.core.errors import NotAllowed, Refused
from forum.moderation.forgetting import forget_words_of
from forum.moderation.models import Matter, Place, Report
from forum.moderation.reportable import Reportable, may_look, things_at
from forum.moderation.vocabulary import Reason
from forum.notifications.notices import News, Notice, tell
from forum.people.models import Person

QUEUE = "queue-moderation"
"""The topic of moderators' notices: but for danger, all of them are about the queue."""
A_DAY = timedelta(days=1)
MOST_A_DAY = 10
"""Reports by one person: more than anybody needs, and few enough to be read."""


class IsGone(Refused):
    status = 404

    def __init__(self) -> None:
        super().__init__("What you report isn’t here any more.")


class EnoughForToday(Refused):
    status = 429

    def __init__(self) -> None:
        super().__init__(
            f"Thank you for looking out. That makes {MOST_A_DAY} reports in a day, and moderators "
            "read each of them. What is left can wait until tomorrow."
        )


def report(*, by: Person, about: str, number: int, reason: Reason, note: str = "") -> Matter:
    """`by` says that a moderator should look; saying it again while it is open changes nothing.

    What may identify someone is hidden at once, but once only by each person: what a moderator has
    shown again stays until one of them looks. Raises IsGone, NotAllowed and EnoughForToday.
    """
    place = (about, number)
    thing = things_at([place]).get(place)
    if thing is None:
        raise IsGone
    if thing.author_id == by.id:
        raise NotAllowed("This is yours: you can change it or take it back yourself.")
    thing.wait_in_line()
    if place not in things_at([place]):  # its author came first
        raise IsGone
    before = _reported_by(by, place)
    if before and before.is_open:
        return before
    if _reports_today(by) >= MOST_A_DAY:
        raise EnoughForToday
    matter = _opened(place, thing, reason)
    db.session.add(Report(matter_id=matter.id, reporter_id=by.id, reason=reason, note=note))
    if reason is Reason.MAY_IDENTIFY and before is None:
        thing.hide()
    db.session.flush()
    return matter


def alert(*, about: str, why: Reason = Reason.CRISIS, number: int = 0) -> Matter | None:
    """Moderators are to look at this for a reason that nobody reported; None where it is gone."""
    place = (about, number)
    thing = things_at([place]).get(place)
    if thing is None:
        return None
    matter = _opened(place, thing, why)
    if all(said.reporter_id or said.reason is not why for said in matter.reports):
        matter.reports.append(Report(reason=why))
        db.session.flush()
    return matter


def is_gone(about: str, number: int | None = None) -> None:
    """Nobody needs to look any more: message `number` there is gone, or all that was there.

    With all of it go the words of moderators and of reports, as they may say what it said.
    """
    waiting = delete(Matter).where(Matter.about == about, Matter.decided_at.is_(None))
    if number is not None:
        waiting = waiting.where(Matter.number == number)
    db.session.execute(waiting)
    if number is None:
        forget_words_of(Matter.about == about)


def is_reported_by(person: Person, place: Place) -> bool:
    """Whether `person` has said that a moderator should look, and none has decided yet."""
    matter = _reported_by(person, place)
    return matter is not None and matter.is_open


def _opened(place: Place, thing: Reportable, reason: Reason) -> Matter:
    """The open matter about this, begun now where there is none; moderators are told.

    Who has opened one that was there has more to see, and decides on nothing before.
    """
    about, number = place
    matter = Matter.more_at(place)
    while matter is None or not matter.is_open:
        try:
            with db.session.begin_nested():
                matter = Matter(
                    about=about, number=number, reason=reason, author_id=thing.author_id
                )
                db.session.add(matter)
        except IntegrityError:  # somebody else began it at this moment
            matter = Matter.more_at(place)
    matter.weigh(reason)
    if reason is Reason.CRISIS:  # whatever else lies unread in the queue
        tell_moderators(but=thing.author_id, place=place, about=matter.danger, news=News.DANGER)
    else:
        tell_moderators(but=thing.author_id, place=place)
    return matter


def tell_moderators(
    *, but: int, place: Place | None = None, about: str = QUEUE, news: News = News.TO_LOOK_AT
) -> None:
    """Something waits at `place`; to each, one unread notice about the same topic is enough.

    Their rows are locked, so that two at the same moment leave no second one. Nobody hears of what
    is their own (`but` is an id), nor of what they stepped out of.
    """
    moderators = select(Person).where(Person.are_moderators(), Person.id != but)
    locked = moderators.order_by(Person.id).with_for_update(key_share=True)
    ids = {one.id for one in db.session.scalars(locked) if not place or may_look(one, place)}
    waits = select(Notice.person_id).where(
        Notice.person_id.in_(ids), Notice.about == about, Notice.read_at.is_(None)
    )
    free = ids - set(db.session.scalars(waits))
    tell(select(Person.id).where(Person.id.in_(free)), news, about=about, by=None)


def _reported_by(person: Person, place: Place) -> Matter | None:
    """The latest matter about this that `person` has reported."""
    about, number = place
    return db.session.scalars(
        select(Matter)
        .join(Report)
        .where(Matter.about == about, Matter.number == number, Report.reporter_id == person.id)
        .order_by(Matter.id.desc())
        .limit(1)
    ).one_or_none()


def _reports_today(person: Person) -> int:
    today = (Report.reporter_id == person.id, Report.at > now() - A_DAY)
    return db.session.scalar(select(func.count()).select_from(Report).where(*today)) or 0

"""“I’ll think and come back”: a promise to whoever asked, about their case."""

from datetime import date, timedelta

from forum.cases.course import CaseIsSettled
from forum.cases.models import Case
from forum.core.db import db
from forum.core.errors import NotAllowed
from forum.people.models import Person
from forum.trust.about import promised
from forum.trust.days import today
from forum.trust.models import About, Promise

DAYS = timedelta(days=3)
"""What is offered: time for two nights' sleep, and soon enough to help with the next session."""


def promise_to_come_back(case: Case, what: str, due_on: date, *, by: Person) -> Promise:
    """`by` will answer in this case; who has said so before only moves the day, if it is another.

    Raises CaseIsSettled, CaseIsSealed and NotThatDay, and NotAllowed where the case is their own.
    """
    if by.id == case.author_id:
        raise NotAllowed("This case is yours: nobody waits for you here.")
    case.talk.wait_in_line()
    db.session.refresh(case, ["settled_at"])
    case.is_not_sealed()
    if case.settled_at:
        raise CaseIsSettled
    if promise := promised(by, case.talk.topic):
        promise.move(due_on, by=by)
        return promise
    talk = case.talk
    veils = (talk.veil if talk.veils(one) else "" for one in (by, case.author))
    return Promise.make(About(talk.topic, *veils), what, by=by, to=case.author, due_on=due_on)


def first_offered(person: Person) -> date:
    return today(person) + DAYS

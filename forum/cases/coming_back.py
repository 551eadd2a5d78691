"""“I’ll think and come back”: a promise to whoever asked, about their case."""

from datetime import date, timedelta

from forum.cases.course import CaseIsSettled
from forum.cases.models import Case
from forum.core.db import db
from forum.core.errors import NotAllowed, Refused
from forum.people.models import Person
from forum.trust.about import promised
from forum.trust.days import today
from forum.trust.models import THINKING, About, IsOver, Promise

DAYS = timedelta(days=3)
"""What is offered: time for two nights' sleep, and soon enough to help with the next session."""


class CaseIsKeptBack(Refused):
    def __init__(self) -> None:
        super().__init__(
            "This case is kept back until a moderator has looked at it. "
            "Nobody waits for ideas here meanwhile."
        )


def think_it_over(case: Case, *, by: Person) -> Promise:
    """`by` will come back by the day that is offered; who has said so before has said so.

    Raises as `promise_to_come_back`.
    """
    _wait_and_see(case, by)
    said = promised(by, case.talk.topic)
    return said or _promise(case, THINKING, first_offered(by), by)


def promise_to_come_back(
    case: Case, what: str, due_on: date, *, by: Person, moves: bool = False
) -> Promise:
    """`by` will answer in this case; who has said so before says now what, and by which day.

    Raises CaseIsSettled, CaseIsSealed, CaseIsKeptBack and NotThatDay, and NotAllowed where the
    case is their own; IsOver where it `moves` a promise that is kept or let go by now.
    """
    _wait_and_see(case, by)
    if promise := promised(by, case.talk.topic):
        promise.move(due_on, by=by, what=what)
        return promise
    if moves:
        raise IsOver
    return _promise(case, what, due_on, by)


def may_be_waited_for(case: Case, person: Person) -> None:
    """Raises what `promise_to_come_back` does where no day would do."""
    if person.id == case.author_id:
        raise NotAllowed("This case is yours: nobody waits for you here.")
    case.is_not_sealed()
    if case.settled_at:
        raise CaseIsSettled
    if case.held_at or case.hidden_at:
        raise CaseIsKeptBack


def first_offered(person: Person) -> date:
    return today(person) + DAYS


def _wait_and_see(case: Case, person: Person) -> None:
    case.talk.wait_in_line()
    db.session.refresh(case, ["held_at", "hidden_at"])
    may_be_waited_for(case, person)


def _promise(case: Case, what: str, due_on: date, by: Person) -> Promise:
    talk = case.talk
    veils = (talk.veil if talk.veils(one) else "" for one in (by, case.author))
    return Promise.make(About(talk.topic, *veils), what, by=by, to=case.author, due_on=due_on)

"""`a_case()` is a case like any other; say only what the test is about: `a_case(author=ana)`."""

from datetime import date
from functools import cache
from itertools import count
from typing import Any, TypeVar

from sqlalchemy import delete

from forum.account.passwords import hash_password
from forum.cases.circles import Circle
from forum.cases.membership import Membership
from forum.cases.models import Case
from forum.cases.rhythm import Rhythm, Times
from forum.cases.vocabulary import Help, NeedBy, Since
from forum.core.clock import now
from forum.core.db import db
from forum.core.words import Words
from forum.deid import Label
from forum.guard.terms import SafeTerm
from forum.notifications.notices import Notice
from forum.people.models import Person
from forum.people.vocabulary import AgeBand, Discipline, Role, Setting
from forum.talk.models import Message
from forum.talk.vocabulary import Kind

TOLD = ("story", "tried", "need", "matters")
PASSWORD = "slow river under willows"

Thing = TypeVar("Thing")

_numbers = count(1)


def a_person(**given: Any) -> Person:
    """A clinician whose registration was checked; `verified_at=None` for one who waits for that,
    `confirmed_at=None` for somebody who has just joined.
    """
    number = next(_numbers)
    usual = {
        "username": f"kim{number}",
        "email": f"kim{number}@weft.example",
        "name": "Kim Sommer",
        "discipline": Discipline.OT,
        "role": Role.MEMBER,
        "confirmed_at": now(),
        "verified_at": now(),
        "password_hash": _usual_hash(),
    }
    return saved(Person(**usual | given))


def a_case(author: Person | None = None, **given: Any) -> Case:
    told = {"story": Words.of("It goes well until we change rooms.")}
    told |= {name: given.pop(name) for name in TOLD if name in given}
    usual = {
        "title": "Stuck at the second session",
        "age_band": AgeBand.SCHOOL_AGE,
        "setting": Setting.SCHOOL,
        "since": Since.ONE_TO_THREE_MONTHS,
        "help": Help.IDEAS,
        "need_by": NeedBy.NO_RUSH,
        "question": "What would you try first?",
        "asked": [Discipline.OT],
        "told": told,
    }
    return saved(Case.open(by=author or a_person(), **usual | given))


def a_circle(first: Person | None = None, *others: Person, **given: Any) -> Circle:
    """A circle that `first` began and `others` have joined, which is no news any more, saved."""
    usual: dict[str, Any] = {
        "name": "Tuesday circle",
        "agreement": Words.of("What is said here stays here."),
        "times": Times(Rhythm.WEEKLY, date(2026, 1, 6), 18, "UTC"),
    }
    first = first or a_person()
    circle = saved(Circle.begin(by=first, **usual | given))
    for other in others:
        circle.members.append(Membership(person=other))
        db.session.flush()
        circle.join(by=other)
    db.session.execute(delete(Notice).where(Notice.about == circle.topic))
    return saved(circle)


def an_idea(case: Case, by: Person | None = None, body: str = "Start with the door.") -> Message:
    """A message on a case, saved."""
    return saved(case.reply(by=by or a_person(), kind=Kind.IDEA, words=Words.of(body)))


def a_term(term: str, by: Person | None = None, said_of: Label = Label.NAME) -> SafeTerm:
    """A term that somebody says is no name, saved."""
    return saved(SafeTerm.ask(term, said_of, by=by or a_person()))


def told(**given: Any) -> dict[str, Any]:
    """What somebody fills into the form for a new case."""
    usual = {
        "title": "Stuck at the second session",
        "age_band": "school_age",
        "asked": ["ot", "slp"],
        "setting": "school",
        "since": "one_to_three_months",
        "help": "ideas",
        "need_by": "no_rush",
        "story": "It goes well until we change rooms.",
        "matters": "Mornings without tears.",
        "question": "What would you try first?",
        "consent": "given",
        "nobody_would_know": "y",
    }
    return usual | given


def joining(**given: Any) -> dict[str, Any]:
    """What somebody fills into the form to join."""
    usual = {
        "name": "Dana Reyes",
        "username": "dana",
        "email": "dana@weft.example",
        "password": PASSWORD,
        "discipline": "slp",
        "time_zone": "Europe/Lisbon",
        "settings": ["home", "online"],
        "credentials": "CCC-SLP",
        "region": "Portugal",
        "agrees": "y",
    }
    return usual | given


@cache
def _usual_hash() -> str:
    return hash_password(PASSWORD)


def saved(thing: Thing) -> Thing:
    """`thing`, stored."""
    db.session.add(thing)
    db.session.commit()
    return thing

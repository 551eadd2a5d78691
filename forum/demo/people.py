"""The people of the demo: who they are, who waits to be checked, who meets in a circle."""

from datetime import timedelta

from forum.cases.circles import Circle
from forum.cases.membership import Membership
from forum.cases.rhythm import DAYS, Rhythm, Times
from forum.core.clock import now
from forum.core.words import Words
from forum.demo.telling import Said, aged, ago
from forum.moderation.matters import QUEUE
from forum.moderation.registrations import Registration
from forum.people.models import Person
from forum.people.vocabulary import Discipline, Role

BEGAN = timedelta(weeks=9)
"""How long ago the circles began."""


def moved_in(said: Said, password_hash: str) -> Person:
    joined = now() - timedelta(days=said.pop("joined_days_ago"))
    role, discipline = Role(said.pop("role")), Discipline(said.pop("discipline"))
    return Person.join(
        **said,
        discipline=discipline,
        role=role,
        password_hash=password_hash,
        joined_at=joined,
        confirmed_at=joined,
        verified_at=None if role in (Role.APPLICANT, Role.MEMBER) else joined,
    )


def waiting(registrations: list[Said], people: dict[str, Person]) -> None:
    """Who has named their register, and waits for a moderator to look it up."""
    for said in registrations:
        at = ago(said["asked_hours_ago"])
        named = {name: said[name] for name in ("register", "jurisdiction", "last_four")}
        Registration.ask(by=people[said["person"]], **named).asked_at = at
        aged(QUEUE, at)


def in_words(said: Said) -> Said:
    """A circle with its agreement rendered, before any writing begins."""
    return said | {"agreement": Words.of(said["agreement"])}


def gathered(said: Said, people: dict[str, Person]) -> Circle:
    """A circle that began a while ago, and whose members take turns in that order."""
    began = now() - BEGAN
    to_day = (DAYS.index(said["weekday"].title()) - began.weekday()) % 7
    first_on = began.date() + timedelta(days=to_day)
    times = Times(Rhythm(said["rhythm"]), first_on, said["hour"], said["time_zone"])
    first, *others = (people[name] for name in said["members"])
    circle = Circle.begin(by=first, name=said["name"], agreement=said["agreement"], times=times)
    for number, other in enumerate(others, start=2):
        place = Membership(person=other, joined_at=began, agreed_at=began, host_order=number)
        circle.members.append(place)
    return circle

"""The day of a promise, as it is where its maker lives."""

from datetime import date, timedelta

from forum.core.clock import now
from forum.core.dates import zone
from forum.core.errors import Refused
from forum.people.models import Person

FARTHEST = timedelta(days=366)


class NotThatDay(Refused):
    def __init__(self) -> None:
        super().__init__("Choose a day from today on, within a year.")


def today(person: Person) -> date:
    """The day that it is where `person` is."""
    return now().astimezone(zone(person.time_zone)).date()


def tomorrow(person: Person) -> date:
    return today(person) + timedelta(days=1)


def may_be_due(day: date, maker: Person) -> None:
    """Raises NotThatDay where that day has passed for `maker`, or is farther away than FARTHEST."""
    if not today(maker) <= day <= today(maker) + FARTHEST:
        raise NotThatDay


def is_soon(day: date, maker: Person) -> bool:
    """Whether it is so near that having said so just now reminds enough."""
    return day <= tomorrow(maker)

"""What a registration is checked for: its person’s name, discipline and credentials."""

from collections.abc import Callable
from typing import Any

from forum.people.models import Person

CHECKED = ("name", "discipline", "credentials")

Renamed = Callable[[Person], None]

_hearers: list[Renamed] = []


def hear_of_renaming(hearer: Renamed) -> None:
    """`hearer(person)` is called in the transaction in which one of CHECKED changes."""
    _hearers.append(hearer)


def describe(person: Person, **told: Any) -> None:
    """As `Person.change`; whoever looks registrations up hears of what they are checked for."""
    before = [getattr(person, name) for name in CHECKED]
    person.change(**told)
    if before != [getattr(person, name) for name in CHECKED]:
        for hearer in _hearers:
            hearer(person)

"""What a member has asked and helped with lately: pillars say it, the profile shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from forum.people.models import Person

AT_MOST = 8


@dataclass(frozen=True)
class Deed:
    """One line of a profile: what it was about, where it is, what was done, and when."""

    title: str
    url: str
    what: str
    at: datetime
    dye: str = "all"
    chips: tuple[tuple[str, str], ...] = ()


Told = Callable[[Person, Person], list[Deed]]

_tellers: list[Told] = []


def tell_lately(teller: Told) -> None:
    """`teller(person, reader)` gives what `reader` may know of `person`'s deeds in a pillar."""
    _tellers.append(teller)


def lately(person: Person, reader: Person) -> list[Deed]:
    """The newest deeds first, from every pillar."""
    deeds = chain.from_iterable(teller(person, reader) for teller in _tellers)
    return sorted(deeds, key=lambda deed: deed.at, reverse=True)[:AT_MOST]

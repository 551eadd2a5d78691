"""What notices are about: each part says what its topics are called and where they are shown."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from forum.people.models import Person


@dataclass(frozen=True)
class Subject:
    """A thing that somebody was told about; `place(number)` is the address of a message of it."""

    title: str
    url: str
    place: Callable[[int], str]


Described = dict[str, Subject]
Describe = Callable[[Person, list[str]], Described]

_kinds: dict[str, Describe] = {}


def register(kind: str, describe: Describe) -> None:
    """Topics `kind-…` are described by `describe(person, topics)`: those that `person` may see."""
    _kinds[kind] = describe


def described(person: Person, topics: Iterable[str]) -> Described:
    """What `person` may see of these topics; the rest is left out, and its notices with it."""
    wanted = list(dict.fromkeys(topics))
    found: Described = {}
    for kind, describe in _kinds.items():
        if mine := [topic for topic in wanted if topic.startswith(f"{kind}-")]:
            found |= describe(person, mine)
    return found

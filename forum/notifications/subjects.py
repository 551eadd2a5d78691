"""What notices are about: each part says what its topics are called and where they are shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from forum.notifications.news import News
from forum.people.models import Person


@dataclass(frozen=True)
class Subject:
    """A thing that somebody was told about; `place(number)` is the address of a message of it.

    `ways` are the addresses where some kinds of news about it lead instead.
    """

    title: str
    url: str
    place: Callable[[int], str]
    ways: Mapping[News, str] = field(default_factory=dict)

    @classmethod
    def on_one_page(cls, title: str, url: str) -> "Subject":
        """A thing all of whose news leads to the same address."""
        return cls(title, url, lambda _: url)


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

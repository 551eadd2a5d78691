"""What may be listened to: each part says which topics a person may hear, and their versions."""

from collections.abc import Callable, Iterable

from forum.people.models import Person

Versions = dict[str, int]
Asked = Callable[[Person, list[str]], Versions]

_kinds: dict[str, Asked] = {}


def register(kind: str, may_see: Asked) -> None:
    """Topics named `kind-…` are asked of `may_see(person, topics)`: the allowed, with versions."""
    _kinds[kind] = may_see


def versions(person: Person, topics: Iterable[str]) -> Versions:
    """The topics among `topics` that `person` may hear now, each with its newest version."""
    found: Versions = {}
    wanted = list(topics)
    for kind, may_see in _kinds.items():
        if mine := [topic for topic in wanted if topic.startswith(f"{kind}-")]:
            found |= may_see(person, mine)
    return found

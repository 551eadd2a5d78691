"""What may be reported: each part says what stands at a place, and how it is hidden and shown."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from markupsafe import Markup

from forum.moderation.models import Place
from forum.people.models import Person
from forum.people.voices import Voice


class Part(NamedTuple):
    """Some of what it says: `body` is safe HTML."""

    heading: str
    body: Markup


class Reportable(Protocol):
    """Something that somebody said, as moderators see it: the voice, never a name behind it.

    `what` is a word for it (“case”); `wording` is what a moderator may suggest other words for.
    Whoever changes how it stands, or what is said of it here, waits in line first.
    """

    what: str

    @property
    def title(self) -> str: ...
    @property
    def author_id(self) -> int: ...
    @property
    def voice(self) -> Voice: ...
    @property
    def parts(self) -> Sequence[Part]: ...
    @property
    def wording(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def mending(self) -> str: ...
    @property
    def held_at(self) -> datetime | None: ...
    @property
    def hidden_at(self) -> datetime | None: ...
    def wait_in_line(self) -> None: ...
    def hide(self) -> None: ...
    def restore(self) -> None: ...
    def release(self) -> None: ...


Things = Mapping[Place, Reportable]
Find = Callable[[Sequence[Place], Person | None], Things]

_finds: list[Find] = []


def register(find: Find) -> None:
    """`find(places, person)` gives what stands at those places that it knows of, in a few
    statements; where a person is named, without what is not for their eyes.
    """
    if find not in _finds:
        _finds.append(find)


def things_at(places: Iterable[Place], *, seen_by: Person | None = None) -> dict[Place, Reportable]:
    """What stands at these places; what isn't there any more is left out.

    With `seen_by` also what this person has stepped out of.
    """
    wanted = list(dict.fromkeys(places))
    found: dict[Place, Reportable] = {}
    for find in _finds:
        found |= find(wanted, seen_by)
    return found


def may_look(person: Person, place: Place) -> bool:
    """Whether what stands there, and what that stands in, is for this moderator’s eyes."""
    wanted = {place, (place[0], 0)}
    return wanted <= things_at(wanted, seen_by=person).keys()

"""Where drafts are begun: each part says which form a place has, and on which page it stands."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from werkzeug.exceptions import NotFound

from forum.people.models import Person
from forum.talk.drafted import DraftedForm


class Box(NamedTuple):
    """A form on the page at `address`, in the element with the id `part`.

    `topic` is what others look at meanwhile, or nothing where nobody else is there. `told()` gives
    what the person told of the same thing before, for the guard, and `hides` is their own name
    where it isn’t to be said.
    """

    form: type[DraftedForm]
    address: str
    part: str
    topic: str = ""
    told: Callable[[], Sequence[str]] = tuple
    hides: str = ""


Find = Callable[[Person, str], Box]

_kinds: dict[str, Find] = {}


def register(kind: str, find: Find) -> None:
    """Of places `kind` and `kind-…`, `find(person, place)` gives the box, or raises NotFound."""
    _kinds[kind] = find


def box_at(place: str, person: Person) -> Box:
    """The box at `place`. Raises NotFound where there is none for `person`."""
    find = _kinds.get(place.partition("-")[0])
    if find is None:
        raise NotFound
    return find(person, place)

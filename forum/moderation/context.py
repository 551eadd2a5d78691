"""Matters in their context: each with what it is about, as a moderator may look at it."""

from collections.abc import Iterable
from typing import NamedTuple

from forum.moderation.models import Matter
from forum.moderation.reportable import Reportable, things_at
from forum.notifications.subjects import described
from forum.people.models import Person


class Waiting(NamedTuple):
    """A matter with what it is about, and what that stands under."""

    matter: Matter
    thing: Reportable
    within: Reportable

    @property
    def is_a_moderators_to_read(self) -> bool:
        """It waits for one, or one has taken it out of sight."""
        return bool(self.matter.is_open or self.thing.held_at or self.thing.hidden_at)


def in_context(matters: Iterable[Matter], *, seen_by: Person) -> list[Waiting]:
    """Those of `matters` whose thing still stands, in a constant number of statements.

    What `seen_by` has stepped out of is left out.
    """
    some = list(matters)
    places = [matter.place for matter in some]
    wholes = [(about, 0) for about, _ in places]
    things = things_at([*places, *wholes], seen_by=seen_by)
    return [
        Waiting(matter, things[matter.place], things[matter.about, 0])
        for matter in some
        if matter.place in things and (matter.about, 0) in things
    ]


def to_be_read(matters: Iterable[Matter], *, by: Person) -> list[Waiting]:
    """Those of `matters` whose page is there for a moderator, in a constant number of statements.

    What is decided and stands again is theirs to read no more than anybody else's.
    """
    found = in_context(matters, seen_by=by)
    stands = [one.matter.about for one in found if not one.is_a_moderators_to_read]
    known = described(by, stands)
    return [one for one in found if one.is_a_moderators_to_read or one.matter.about in known]

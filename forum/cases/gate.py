"""Who may read cases: every member, or verified clinicians alone (`FORUM_CASES_FOR`)."""

from flask import current_app

from forum.core.config import Settings
from forum.core.errors import NotAllowed
from forum.people.models import Person
from forum.people.session import me


class CasesAreForVerified(NotAllowed):
    def __init__(self) -> None:
        super().__init__(
            "Cases here are for clinicians whose registration was checked. A moderator does that."
        )


def may_read_cases(person: Person) -> bool:
    settings: Settings = current_app.extensions["settings"]
    return settings.cases_for == "members" or person.is_verified


def readers_only() -> None:
    """Before each request of the pillar. Raises CasesAreForVerified."""
    if not may_read_cases(me()):
        raise CasesAreForVerified

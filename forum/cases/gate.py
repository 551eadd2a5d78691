"""Who may read cases: every member, or verified clinicians alone (`FORUM_CASES_FOR`)."""

from flask import current_app
from sqlalchemy import ColumnElement, and_

from forum.core.config import Settings
from forum.core.errors import NotAllowed
from forum.people.models import Person


class CasesAreForVerified(NotAllowed):
    def __init__(self) -> None:
        super().__init__(
            "Cases here are for clinicians whose registration was checked. A moderator does that."
        )


def may_read_cases(person: Person) -> bool:
    settings: Settings = current_app.extensions["settings"]
    return settings.cases_for == "members" or person.is_verified


def are_readers() -> ColumnElement[bool]:
    """The same of the people of a statement: those who confirmed an address and may read cases."""
    settings: Settings = current_app.extensions["settings"]
    confirmed = Person.confirmed_at.is_not(None)
    if settings.cases_for == "members":
        return confirmed
    return and_(confirmed, Person.are_verified())

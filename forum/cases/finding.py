"""The case of an address, as whoever asks may see it."""

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from forum.cases.models import Case
from forum.cases.recusal import HasSteppedOut, recusals
from forum.core.db import db
from forum.people.models import Person
from forum.people.session import me


def visible_case(key: str) -> Case:
    """With everything told in it. Raises NotFound, and HasSteppedOut to who has."""
    found = Case.at(key, me())
    if found is None:
        raise HasSteppedOut if _has_left(key, me()) else NotFound
    return found


def _has_left(key: str, person: Person) -> bool:
    left = select(recusals.c.case_id).join(Case, Case.id == recusals.c.case_id)
    theirs = left.where(Case.key == key, recusals.c.person_id == person.id, ~Case.is_closed())
    return db.session.execute(theirs).first() is not None

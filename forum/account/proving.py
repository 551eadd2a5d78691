"""Whether somebody is who they say: their password, with every wrong one in a row counted."""

from sqlalchemy import select, update

from forum.account import letters
from forum.account.passwords import is_password
from forum.core.db import db, new_key, writing
from forum.core.once import Submission
from forum.people.models import Person

STOP = 100
"""Wrong passwords in a row after which only a reset by letter opens (NIST SP 800-63B-4, 3.2.2)."""


def proves(person: Person | None, password: str) -> bool:
    """Whether `password` is `person`'s, and not too many were wrong; a stranger takes as long.

    Call it outside any writing: a wrong one is counted in a transaction of its own.
    """
    right = is_password(password, person.password_hash if person else "")
    if person and right and person.failed_sign_ins < STOP:
        return True
    _count(person.id if person else 0)
    return False


def _count(person_id: int) -> None:
    """One more in a row. What is written besides makes it the same work where there is nobody."""
    once_more = Person.failed_sign_ins + 1
    with writing():
        db.session.add(Submission(who="", endpoint="a wrong password", key=new_key()))
        counted = update(Person).where(Person.id == person_id).values(failed_sign_ins=once_more)
        if db.session.scalar(counted.returning(Person.failed_sign_ins)) == STOP:
            stopped = db.session.scalars(select(Person).where(Person.id == person_id)).one()
            letters.say_sign_in_stopped(stopped)

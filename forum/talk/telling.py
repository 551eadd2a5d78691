"""What somebody has said in a talk so far, for the guard: details add up over several messages."""

from sqlalchemy import select, union_all

from forum.core.db import db
from forum.people.models import Person
from forum.talk.models import Message, Talk
from forum.talk.versions import Version

MOST = 100
"""Texts that are read beside a new one, the latest: about what one person says in a year's case."""


def said_by(person: Person, talk: Talk, *, besides: int = 0) -> list[str]:
    """Their messages and earlier wordings, the latest MOST in their order, in one statement.

    `besides` is the number of a message that is being said otherwise, and doesn't count.
    """
    theirs = (Message.talk_id == talk.id, Message.author_id == person.id, Message.number != besides)
    stand = select(Message.number, Message.body_md).where(*theirs, Message.withdrawn_at.is_(None))
    stood = select(Message.number, Version.body_md).join(Message).where(*theirs)
    both = union_all(stand, stood).subquery()
    latest = select(both.c.body_md).order_by(both.c.number.desc()).limit(MOST)
    return list(db.session.scalars(latest))[::-1]

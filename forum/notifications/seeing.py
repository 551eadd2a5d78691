"""Having seen: a page that is itself the news marks its notice as read."""

from sqlalchemy import select

from forum.core.db import db, writing
from forum.core.errors import Busy
from forum.notifications.notices import Notice, has_read
from forum.people.models import Person


def seen(person: Person, about: str) -> None:
    """`person` looks at this thing now; where the database is busy, another look will do."""
    unread = select(Notice.id).where(
        Notice.person_id == person.id, Notice.about == about, Notice.read_at.is_(None)
    )
    if db.session.execute(unread.limit(1)).first() is None:
        return
    try:
        with writing():
            has_read(person, about)
    except Busy:
        return

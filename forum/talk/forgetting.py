"""A talk is over for somebody: all that is theirs alone goes, and what they said stays."""

from sqlalchemy import delete, or_

from forum.core.db import db
from forum.notifications.notices import forget_about
from forum.people.models import Person
from forum.talk.drafts import Draft
from forum.talk.models import Talk
from forum.talk.place import Place


def forget(talk: Talk, person: Person) -> None:
    """`person` follows `talk` no more; its notices, drafts, and how far they had read go."""
    talk.unfollow(person)
    forget_about(person, talk.topic)
    here = or_(Draft.place == talk.topic, Draft.place.startswith(f"{talk.topic}-", autoescape=True))
    db.session.execute(delete(Draft).where(Draft.person_id == person.id, here))
    db.session.execute(delete(Place).where(Place.talk_id == talk.id, Place.person_id == person.id))

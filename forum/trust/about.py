"""Promises about one thing, such as a case: made there, kept by coming back, over with it."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Integer, bindparam, case, delete, or_, select, update

from forum.core.clock import now
from forum.core.dates import zone
from forum.core.db import db
from forum.notifications.notices import Notice, forget_about
from forum.people.models import Person
from forum.trust.models import Promise


class Coming(NamedTuple):
    """Who will come back to a thing, and by which day of their own: me, or somebody to me."""

    key: str
    is_mine: bool
    due_on: date
    name: str
    zone: str

    @property
    def first_name(self) -> str:
        return self.name.split()[0]

    @property
    def is_late(self) -> bool:
        return self.due_on < now().astimezone(zone(self.zone)).date()


def coming_back(person: Person, topic: str) -> list[Coming]:
    """Who will come back to this thing, as far as it is between them and `person`."""
    asked = {"person": person.id, "topic": topic}
    return [Coming(*row) for row in db.session.connection().execute(_COMING, asked)]


def promised(person: Person, topic: str) -> Promise | None:
    """What `person` promised about this thing, where it is open."""
    theirs = select(Promise).where(Promise.maker_id == person.id, Promise.about == topic)
    return db.session.scalars(theirs.where(Promise.is_open()).limit(1)).one_or_none()


def keep_by_coming_back(person: Person, topic: str) -> None:
    """`person` came back to this thing: what they promised about it is kept, and that is enough."""
    db.session.execute(
        update(Promise)
        .where(Promise.maker_id == person.id, Promise.about == topic, Promise.is_open())
        .values(kept_at=now())
    )


def let_go_of(topic: str) -> None:
    """This thing is over: nobody waits any more for what was promised about it."""
    over = update(Promise).where(Promise.about == topic, Promise.is_open())
    db.session.execute(over.values(let_go_at=now()))


def forget_promises(person: Person, topic: str) -> None:
    """`person` has no business with this thing any more: news of promises about it goes too.

    Whom they promised something sees no difference, as that would tell who left.
    """
    for key in _keys(topic):
        forget_about(person, f"promise-{key}")


def erase(topic: str) -> None:
    """This thing and its words are gone, and what was promised about it with them."""
    notices = [f"promise-{key}" for key in _keys(topic)]
    db.session.execute(delete(Notice).where(Notice.about.in_(notices)))
    db.session.execute(delete(Promise).where(Promise.about == topic))


def _keys(topic: str) -> list[str]:
    return list(db.session.scalars(select(Promise.key).where(Promise.about == topic)))


_person = bindparam("person", type_=Integer)
_COMING = (  # built once, as every page of a case asks it
    select(
        Promise.key,
        Promise.maker_id == _person,
        Promise.due_on,
        case((Promise.maker_veil != "", Promise.maker_veil), else_=Person.name),
        Person.time_zone,
    )
    .join(Person, Person.id == Promise.maker_id)
    .where(Promise.about == bindparam("topic"), Promise.is_open())
    .where(or_(Promise.maker_id == _person, Promise.receiver_id == _person))
    .order_by(Promise.due_on, Promise.id)
)

"""Telling: a notice for each person whom a change concerns, in the transaction of the change."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    and_,
    delete,
    func,
    insert,
    literal,
    literal_column,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.core.clock import now
from forum.core.db import Model, db, only
from forum.live.bell import ring_all
from forum.notifications.news import News, Way
from forum.people.models import Person
from forum.people.vocabulary import Discipline
from forum.people.voices import Voice

__all__ = ["News", "Way"]

HOUSE = "Weft"
"""Who has news where nobody did anything: a date has come."""
OTHER = Discipline.OTHER


class Veiled(NamedTuple):
    """Somebody who is known by a name alone where they do something."""

    id: int
    name: str


class Notice(Model):
    """News for one person: who did what, `about` which thing (a topic), at which message of it.

    Nobody is `actor` where Weft itself has something to say, nor where whoever did it is known
    there by a `veil` alone: then not even the row knows them.
    """

    __tablename__ = "notices"
    __table_args__ = (  # narrow ones: a reply that 500 follow writes to 500 places in each of them
        Index("ix_notices_inbox", "person_id", "id"),
        Index("ix_notices_unread", "person_id", **only("read_at IS NULL")),
        Index("ix_notices_to_mail", "left_at", **only("mailed_at IS NULL AND read_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    actor_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), index=True
    )
    veil: Mapped[str] = mapped_column(default="")
    news: Mapped[News]
    way: Mapped[Way]
    about: Mapped[str]
    number: Mapped[int] = mapped_column(default=0)
    left_at: Mapped[datetime] = mapped_column(default=now)
    read_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]

    actor: Mapped[Person | None] = relationship(foreign_keys=actor_id)

    @property
    def who(self) -> Voice:
        """Who did it, as its reader may know them."""
        return Voice.of(self.actor) if self.actor else Voice(self.veil or HOUSE, "", OTHER, "")


class Choice(Model):
    """How somebody wants to hear of a kind of news, where it isn't the usual way."""

    __tablename__ = "notice_choices"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    news: Mapped[News] = mapped_column(primary_key=True)
    way: Mapped[Way]


def tell(
    people: Select[int],
    news: News,
    *,
    about: str,
    by: Person | Veiled | None,
    number: int = 0,
) -> set[int]:
    """Leave a notice for each of `people` (a select of ids) but `by`, as each has chosen to hear.

    One statement for however many; gives the ids of those who were told. `about` is a topic, such
    as a talk's; `number` is the message; nobody is `by` where Weft itself has news. Their inboxes
    ring.
    """
    did = by.id if by else 0
    actor = by.id if isinstance(by, Person) else None
    veil = by.name if isinstance(by, Veiled) else ""
    person = people.subquery().c[0]
    way = func.coalesce(Choice.way, literal(news.usual, Choice.way.type))
    rows = (
        select(
            person,
            literal(actor, Notice.actor_id.type),
            literal(news, Notice.news.type),
            way,
            literal(about),
            literal(number),
            literal(veil),
        )
        .outerjoin(Choice, and_(Choice.person_id == person, Choice.news == news))
        .where(person != did, way != Way.NONE)
    )
    columns = ["person_id", "actor_id", "news", "way", "about", "number", "veil"]
    left = insert(Notice).from_select(columns, rows).returning(Notice.person_id, _USERNAME)
    db.session.flush()
    told = dict(map(tuple, db.session.connection().execute(left).all()))
    _ring(told.values())
    return set(told)


def has_read(person: Person, about: str, *, upto: int | None = None) -> None:
    """What was left for `person` about this thing is read, up to message `upto` where given."""
    read = update(Notice).where(
        Notice.person_id == person.id, Notice.about == about, Notice.read_at.is_(None)
    )
    if upto is not None:
        read = read.where(Notice.number <= upto)
    if db.session.scalars(read.values(read_at=now()).returning(Notice.id)).all():
        _ring([person.username])


def is_read(about: str, *which: ColumnElement[bool]) -> None:
    """For whomever it concerned: what was left about this thing, and is `which`, calls no more."""
    unread = (Notice.about == about, Notice.read_at.is_(None), *which)
    read = update(Notice).where(*unread).values(read_at=now()).returning(_USERNAME)
    _ring(set(db.session.connection().scalars(read)))


def has_read_all(person: Person) -> None:
    db.session.execute(
        update(Notice)
        .where(Notice.person_id == person.id, Notice.read_at.is_(None))
        .values(read_at=now())
    )
    _ring([person.username])


def forget_about(person: Person, about: str) -> None:
    """`person` has no business with this thing any more: its notices go, read or not."""
    theirs = delete(Notice).where(Notice.person_id == person.id, Notice.about == about)
    if db.session.scalars(theirs.returning(Notice.id)).all():
        _ring([person.username])


def inbox_topic(username: str) -> str:
    return f"inbox-{username}"


def milliseconds(at: datetime) -> int:
    """An inbox's version: when it last changed."""
    return int(at.timestamp() * 1000)


_USERNAME = (  # of whom a notice is left for, in the statement that leaves it
    select(Person.username)
    .where(Person.id == literal_column("notices.person_id"))
    .scalar_subquery()
)


def _ring(usernames: Iterable[str]) -> None:
    ring_all(map(inbox_topic, usernames), milliseconds(now()))

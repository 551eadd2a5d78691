"""Telling: a notice for each person whom a change concerns, in the transaction of the change."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    ForeignKey,
    Index,
    Select,
    and_,
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
from forum.people.models import Person


class Way(StrEnum):
    """How a kind of news reaches somebody. By mail it is on the site as well."""

    MAIL = "mail"
    SITE = "site"
    NONE = "none"

    @property
    def label(self) -> str:
        return {Way.MAIL: "By letter", Way.SITE: "On Weft", Way.NONE: "Not at all"}[self]


class News(StrEnum):
    """What people may be told."""

    ASKED = "asked"
    ANSWERED = "answered"
    REPLIED = "replied"
    TRYING = "trying"
    SETTLED = "settled"
    HELPFUL = "helpful"

    @property
    def label(self) -> str:
        """As the settings name it."""
        return _NEWS[self][0]

    @property
    def what(self) -> str:
        """As a notice says it, after somebody's name: “Tess asked you something”."""
        return _NEWS[self][1]

    @property
    def usual(self) -> Way:
        return _NEWS[self][2]

    @property
    def needs_answer(self) -> bool:
        return self is News.ASKED


_NEWS = {
    News.ASKED: ("Someone asks you a question", "asked you something", Way.MAIL),
    News.ANSWERED: ("Someone answers what you said", "answered you", Way.MAIL),
    News.REPLIED: ("A reply where you follow", "replied", Way.MAIL),
    News.TRYING: ("Someone tries your idea", "will try your idea", Way.MAIL),
    News.SETTLED: ("A case where you follow is settled", "settled the case", Way.SITE),
    News.HELPFUL: ("Someone finds what you said helpful", "found your idea helpful", Way.SITE),
}


class Notice(Model):
    """News for one person: who did what, `about` which thing (a topic), at which message of it."""

    __tablename__ = "notices"
    __table_args__ = (  # narrow ones: a reply that 500 follow writes to 500 places in each of them
        Index("ix_notices_inbox", "person_id", "id"),
        Index("ix_notices_unread", "person_id", **only("read_at IS NULL")),
        Index("ix_notices_to_mail", "left_at", **only("mailed_at IS NULL AND read_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    actor_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    news: Mapped[News]
    way: Mapped[Way]
    about: Mapped[str]
    number: Mapped[int] = mapped_column(default=0)
    left_at: Mapped[datetime] = mapped_column(default=now)
    read_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]

    actor: Mapped[Person] = relationship(foreign_keys=actor_id)


class Choice(Model):
    """How somebody wants to hear of a kind of news, where it isn't the usual way."""

    __tablename__ = "notice_choices"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    news: Mapped[News] = mapped_column(primary_key=True)
    way: Mapped[Way]


def tell(people: Select[int], news: News, *, about: str, by: Person, number: int = 0) -> set[int]:
    """Leave a notice for each of `people` (a select of ids) but `by`, as each has chosen to hear.

    One statement for however many; gives the ids of those who were told. `about` is a topic, such
    as a talk's; `number` is the message. Their inboxes ring.
    """
    person = people.subquery().c[0]
    way = func.coalesce(Choice.way, literal(news.usual, Choice.way.type))
    rows = (
        select(
            person,
            literal(by.id),
            literal(news, Notice.news.type),
            way,
            literal(about),
            literal(number),
        )
        .outerjoin(Choice, and_(Choice.person_id == person, Choice.news == news))
        .where(person != by.id, way != Way.NONE)
    )
    columns = ["person_id", "actor_id", "news", "way", "about", "number"]
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


def has_read_all(person: Person) -> None:
    db.session.execute(
        update(Notice)
        .where(Notice.person_id == person.id, Notice.read_at.is_(None))
        .values(read_at=now())
    )
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

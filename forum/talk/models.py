"""A talk belongs to one thing (a case); its version rises with each change, and rings."""

from datetime import datetime
from typing import Self

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Table,
    UniqueConstraint,
    delete,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.core.clock import now
from forum.core.db import Model, db, new_key
from forum.core.errors import NotAllowed, Refused
from forum.core.words import Words
from forum.live.bell import ring
from forum.notifications.notices import News, tell
from forum.people.models import Person
from forum.talk.following import Followed
from forum.talk.vocabulary import Kind

helpful_marks = Table(
    "helpful_marks",
    Model.metadata,
    Column("message_id", ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class NoSuchMessage(Refused):
    status = 404

    def __init__(self) -> None:
        super().__init__("The message you are answering isn’t here any more.")


class Talk(Followed, Model):
    """`kind` is what it belongs to; `message_count` counts ideas and answers alike."""

    __tablename__ = "talks"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True, default=new_key)
    kind: Mapped[str]
    version: Mapped[int] = mapped_column(default=0)
    message_count: Mapped[int] = mapped_column(default=0)
    last_said_at: Mapped[datetime | None]

    @classmethod
    def begin(cls, kind: str) -> Self:
        talk = cls(kind=kind, key=new_key(), version=0, message_count=0)
        db.session.add(talk)
        return talk

    @property
    def topic(self) -> str:
        return f"talk-{self.key}"

    def say(
        self,
        *,
        by: Person,
        kind: Kind,
        words: Words,
        owner: int | None = None,
        to: int | None = None,
    ) -> "Message":
        """Add a message, or an answer to message number `to`; whoever speaks follows the talk.

        `owner` is the id of whoever began what is talked about, and is asked by a question. Raises
        NoSuchMessage. An answer to an answer stands beside it, one level deep.
        """
        answered = self.message(to) if to else None
        parent = (answered.parent_id or answered.id) if answered else None
        number = self._rises(message_count=Talk.message_count + 1, last_said_at=now())
        message = Message(
            talk_id=self.id,
            number=number,
            parent_id=parent,
            author_id=by.id,
            kind=kind,
            body_md=words.md,
            body_html=words.html,
            text_version=words.version,
        )
        db.session.add(message)
        db.session.flush()
        self.follow(by)
        asked = answered.author_id if answered else owner
        self.tell_of(number, kind, by=by, asked=asked, answered=answered and answered.author_id)
        return message

    def message(self, number: int) -> "Message":
        """Message `number` of this talk. Raises NoSuchMessage."""
        found = db.session.scalars(
            select(Message).where(Message.talk_id == self.id, Message.number == number)
        ).one_or_none()
        if found is None:
            raise NoSuchMessage
        return found

    def mark_helpful(self, message: "Message", *, by: Person, yes: bool) -> None:
        """Set or take back `by`'s mark. Marking twice changes nothing."""
        if message.author_id == by.id:
            raise NotAllowed("Whether it helped is for others to say.")
        self._in_line()
        mark = {"message_id": message.id, "person_id": by.id}
        is_marked = db.session.execute(select(helpful_marks).filter_by(**mark)).first() is not None
        if is_marked is yes:
            return
        if yes:
            db.session.execute(helpful_marks.insert().values(mark))
            author = select(Person.id).where(Person.id == message.author_id)
            tell(author, News.HELPFUL, about=self.topic, by=by, number=message.number)
        else:
            db.session.execute(delete(helpful_marks).filter_by(**mark))
        message.helpful_count = Message.helpful_count + (1 if yes else -1)
        db.session.flush()

    def changed(self) -> None:
        """Something about what is talked about has changed: open pages are told."""
        self._rises()

    def _rises(self, **more: object) -> int:
        """Raise the version in one statement, whose row lock puts writers in line, and ring."""
        version: int = db.session.execute(
            update(Talk)
            .where(Talk.id == self.id)
            .values(version=Talk.version + 1, **more)
            .returning(Talk.version)
        ).scalar_one()
        ring(self.topic, version)
        return version


class Message(Model):
    """`number` is the talk's version that it made, so it orders and names messages of one talk."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("talk_id", "number"),
        Index("ix_messages_reading", "talk_id", "parent_id", "number"),
        CheckConstraint("helpful_count >= 0", name="marks_are_counted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    talk_id: Mapped[int] = mapped_column(ForeignKey("talks.id", ondelete="CASCADE"))
    number: Mapped[int]
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("messages.id", ondelete="CASCADE"), index=True
    )
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[Kind]
    body_md: Mapped[str]
    body_html: Mapped[str]
    text_version: Mapped[int]
    helpful_count: Mapped[int] = mapped_column(default=0)
    posted_at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    tried_at: Mapped[datetime | None]

    talk: Mapped[Talk] = relationship()
    author: Mapped[Person] = relationship()

"""A talk belongs to one thing (a case); its version rises with each change, and rings."""

from datetime import datetime
from typing import Self

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    UniqueConstraint,
    case,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.core.clock import now
from forum.core.db import Model, db, new_key, only
from forum.core.errors import Refused
from forum.core.words import Words
from forum.live.bell import ring
from forum.people.models import Person
from forum.talk.counted import Counted
from forum.talk.following import Followed
from forum.talk.grounds import Grounded
from forum.talk.hiding import Hideable
from forum.talk.keeping_up import keep_up
from forum.talk.marks import IsHidden, Marked, WasWithdrawn
from forum.talk.veiling import Veiling
from forum.talk.versions import Worded
from forum.talk.vocabulary import Kind


class NoSuchMessage(Refused):
    status = 404

    def __init__(self) -> None:
        super().__init__("The message you are answering isn’t here any more.")


class Talk(Counted, Followed, Marked, Veiling, Model):
    """`kind` is what it belongs to.
    `changed_in` is the latest version that changed something shown before: a message, or how what
    is talked about stands. It is `closed_at` as long as no more may be said in it.
    """

    __tablename__ = "talks"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True, default=new_key)
    kind: Mapped[str]
    version: Mapped[int] = mapped_column(default=0)
    changed_in: Mapped[int] = mapped_column(default=0)
    last_said_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    @classmethod
    def begin(cls, kind: str, *, owner: Person | None = None) -> Self:
        """A talk about what `owner` has begun; nothing is said in it yet."""
        talk = cls(kind=kind, key=new_key(), owner_id=owner.id if owner else None)
        talk.version = talk.changed_in = talk.message_count = talk.answer_count = 0
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
        to: int | None = None,
    ) -> "Message":
        """Add a message, or an answer to message number `to`; whoever speaks follows the talk.

        A question is for whoever began what is talked about. Raises NoSuchMessage and WasWithdrawn.
        An answer to an answer stands beside it, one level deep.
        """
        answered = self.message(to) if to else None
        if answered and answered.withdrawn_at:
            raise WasWithdrawn
        if answered and answered.hidden_at:
            raise IsHidden
        parent = (answered.parent_id or answered.id) if answered else None
        number, answers = self._rises(
            **self.counted(1, by.id),
            last_said_at=now(),
            changed_in=case((Talk.answer_count == 0, Talk.version + 1), else_=Talk.changed_in),
        )
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
        if answers == 1:
            keep_up(self.kind, self.id)
        self.follow(by)
        heard = answered.author_id if answered else None
        self.tell_of(number, kind, by=by, asked=heard or self.owner_id, answered=heard)
        return message

    def message(self, number: int) -> "Message":
        """Message `number` of this talk. Raises NoSuchMessage."""
        found = db.session.scalars(
            select(Message).where(Message.talk_id == self.id, Message.number == number)
        ).one_or_none()
        if found is None:
            raise NoSuchMessage
        return found

    def changed(self, **more: object) -> int:
        """Something shown before has changed: open pages are told, and the version is given."""
        return self._rises(changed_in=Talk.version + 1, **more)[0]

    def _rises(self, **more: object) -> tuple[int, int]:
        """Raise the version in one statement, whose row lock puts writers in line, and ring.

        Gives the version and the number of answers that it has now.
        """
        risen = (
            update(Talk)
            .where(Talk.id == self.id)
            .values(version=Talk.version + 1, **more)
            .returning(Talk.version, Talk.answer_count)
        )
        version, answers = db.session.execute(risen).one()
        ring(self.topic, version)
        return version, answers


class Message(Worded, Grounded, Hideable, Model):
    """`number` is the talk's version that it made, so it orders and names messages of one talk.

    `changed_in` is the talk's version that last changed it, or 0.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("talk_id", "number"),
        Index("ix_messages_reading", "talk_id", "parent_id", "number"),
        Index(
            "ix_messages_tried",
            "talk_id",
            **only("tried_at IS NOT NULL"),
        ),
        Index(
            "ix_messages_changed",
            "talk_id",
            "changed_in",
            **only("changed_in > 0"),
        ),
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
    changed_in: Mapped[int] = mapped_column(default=0)
    helpful_count: Mapped[int] = mapped_column(default=0)
    posted_at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    tried_at: Mapped[datetime | None]
    made_difference: Mapped[bool | None]

    talk: Mapped[Talk] = relationship()
    author: Mapped[Person] = relationship()

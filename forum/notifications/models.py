"""The outbox: a letter is a row of the transaction that caused it, until a mail server took it."""

from datetime import datetime, timedelta
from email.utils import make_msgid
from typing import Self

from sqlalchemy import Index, Select, select, update
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.clock import now
from forum.core.db import Model, db
from forum.core.jobs import wake

LEASE = timedelta(minutes=5)
TRIES = 20
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
"""Back-off 1, 2, 4 … minutes up to six hours: a server may be down for 68 hours."""


class Letter(Model):
    """A letter to one address. Once sent its words are forgotten; its `message_id` stays."""

    __tablename__ = "letters"
    __table_args__ = (Index("ix_letters_waiting", "sent_at", "given_up_at", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(unique=True)
    recipient: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime] = mapped_column(default=now)
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]
    fault: Mapped[str] = mapped_column(default="")
    unsubscribe_url: Mapped[str] = mapped_column(default="")

    @classmethod
    def write(cls, *, to: str, subject: str, body: str, unsubscribe_url: str = "") -> Self:
        """Put a letter into the outbox of the transaction at hand.

        `unsubscribe_url` is the way out of letters of its kind; those of the account have none.
        """
        letter = cls(
            message_id=make_msgid(domain="weft"),
            recipient=to,
            subject=subject,
            body=body,
            unsubscribe_url=unsubscribe_url,
        )
        db.session.add(letter)
        wake("deliver")
        return letter

    @classmethod
    def waiting(cls) -> Select[Self]:
        """Those that are still to be sent, whatever is due first at the top."""
        return (
            select(cls).where(cls.sent_at.is_(None), cls.given_up_at.is_(None)).order_by(cls.due_at)
        )

    @classmethod
    def given_up(cls) -> Select[Self]:
        """Those that no server took in all TRIES, the latest at the top."""
        return (
            select(cls)
            .where(cls.sent_at.is_(None), cls.given_up_at.is_not(None))
            .order_by(cls.given_up_at.desc())
        )

    @classmethod
    def send_again(cls, message_id: str = "") -> int:
        """Have those that were given up tried again, or only this one; how many they are."""
        again = update(cls).where(cls.sent_at.is_(None), cls.given_up_at.is_not(None))
        if message_id:
            again = again.where(cls.message_id == message_id)
        fresh = again.values(given_up_at=None, tries=0, due_at=now()).returning(cls.id)
        wake("deliver")
        return len(db.session.scalars(fresh).all())

    @classmethod
    def is_any_due(cls) -> bool:
        return db.session.scalar(cls._due().limit(1)) is not None

    @classmethod
    def claim(cls) -> Self | None:
        """Take one due letter for LEASE, so that no other worker sends it meanwhile."""
        waiting = cls._due().limit(1).with_for_update(skip_locked=True)
        claimed = db.session.scalar(
            update(cls)
            .where(cls.id == waiting.scalar_subquery())
            .values(due_at=now() + LEASE, tries=cls.tries + 1)
            .returning(cls.id)
        )
        return db.session.get(cls, claimed) if claimed else None

    @classmethod
    def _due(cls) -> Select[int]:
        return (
            select(cls.id)
            .where(cls.sent_at.is_(None), cls.given_up_at.is_(None), cls.due_at <= now())
            .order_by(cls.due_at)
        )

    def was_sent(self) -> None:
        self.sent_at = now()
        self.body = self.unsubscribe_url = self.fault = ""

    def failed(self, fault: str) -> None:
        """The server would not have it: later, or after TRIES never by itself."""
        self.fault = fault[:200]
        if self.tries >= TRIES:
            self.given_up_at = now()
        else:
            self.due_at = now() + min(FIRST_WAIT * 2 ** (self.tries - 1), LONGEST_WAIT)

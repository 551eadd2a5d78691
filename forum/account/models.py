"""Links that a letter carries: each for one purpose, one person, one use, and a short time."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from sqlalchemy import ForeignKey, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.core.clock import now
from forum.core.db import Model, db
from forum.core.errors import Refused
from forum.people.models import Person
from forum.people.session import hashed


class Purpose(StrEnum):
    CONFIRM = "confirm"
    RESET = "reset"
    EMAIL = "email"
    KEEP = "keep"


LASTS = {
    Purpose.CONFIRM: timedelta(days=3),
    Purpose.RESET: timedelta(minutes=30),
    Purpose.EMAIL: timedelta(days=3),
    Purpose.KEEP: timedelta(days=7),
}


class LinkIsOver(Refused):
    def __init__(self) -> None:
        super().__init__("This link has been used or has run out. Ask for a fresh one.")


class Link(Model):
    """A link in a letter; `bound_to` is what it was made for, and a change of that ends it.

    `address` is the one that a KEEP link gives back, as it was when that link was made.
    """

    __tablename__ = "account_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[Purpose]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    bound_to: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime] = mapped_column(default=now)
    used_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()

    @classmethod
    def to(cls, purpose: Purpose, person: Person) -> str:
        """Make a link and give its token, which only the letter holds."""
        token = secrets.token_urlsafe(32)
        db.session.add(
            cls(
                purpose=purpose,
                person=person,
                token_hash=hashed(token),
                bound_to=_bound(purpose, person),
                address=person.email,
            )
        )
        return token

    @classmethod
    def with_token(cls, purpose: Purpose, token: str) -> Self:
        """The link that still opens something. Raises LinkIsOver."""
        found = db.session.scalars(
            select(cls).where(cls.token_hash == hashed(token), cls.purpose == purpose)
        ).one_or_none()
        if found is None or found.is_over:
            raise LinkIsOver
        return found

    @property
    def is_over(self) -> bool:
        return (
            self.used_at is not None
            or now() - self.made_at > LASTS[self.purpose]
            or self.bound_to != _bound(self.purpose, self.person)
        )

    def use(self) -> Person:
        """Whom it opens something for. Raises LinkIsOver where another hand was quicker."""
        unused = update(Link).where(Link.id == self.id, Link.used_at.is_(None))
        if db.session.scalar(unused.values(used_at=now()).returning(Link.id)) is None:
            raise LinkIsOver
        return self.person

    def end_later_ones(self) -> None:
        """Links made with or after this one were perhaps asked for by the other hand."""
        later = delete(Link).where(Link.person_id == self.person_id, Link.id > self.id)
        db.session.execute(later)


def _bound(purpose: Purpose, person: Person) -> str:
    return hashed(
        {
            Purpose.CONFIRM: person.email,
            Purpose.RESET: person.password_hash,
            Purpose.EMAIL: person.new_email or "",
            Purpose.KEEP: person.username,
        }[purpose]
    )

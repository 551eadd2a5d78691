"""What the guard did not find, as a moderator marks it: its kind and its shape, never its words."""

from datetime import datetime
from typing import Self

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.clock import now
from forum.core.db import Model, db
from forum.deid import Label
from forum.guard.terms import Asker, moderators_only

LONGEST = 120


class Miss(Model):
    """A candidate for a rule: `shape` is what `shape_of` makes of the words."""

    __tablename__ = "misses"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Label]
    shape: Mapped[str]
    marked_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    marked_at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def mark(cls, words: str, kind: Label, *, by: Asker) -> Self:
        """Keep the shape of `words`, which the guard should have found as `kind`."""
        moderators_only(by)
        miss = cls(kind=kind, shape=shape_of(words), marked_by=by.id)
        db.session.add(miss)
        db.session.flush()
        return miss

    @classmethod
    def newest(cls) -> Select[Self]:
        return select(cls).order_by(cls.marked_at.desc(), cls.id.desc())


def shape_of(words: str) -> str:
    """The shape of `words`, at most LONGEST characters of it: “Xxxxx xx 9/9” for “Seen on 4/2”.

    A capital becomes X, any other letter x, a digit 9, white space a space; signs stay, as a rule
    is made of them.
    """
    return "".join(_masked(letter) for letter in words[:LONGEST])


def _masked(letter: str) -> str:
    if letter.isupper():
        return "X"
    if letter.isalpha():
        return "x"
    if letter.isnumeric():
        return "9"
    return " " if letter.isspace() else letter if letter.isascii() else "·"

"""A promise: who said to whom what they would do, about what, and by which day."""

from datetime import date, datetime
from typing import NamedTuple, Self

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, or_, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from forum.core.clock import now
from forum.core.db import Model, db, new_key, only
from forum.core.errors import NotAllowed, Refused
from forum.notifications.news import News
from forum.notifications.notices import Veiled, tell
from forum.people.models import Person
from forum.people.vocabulary import Discipline
from forum.people.voices import Voice
from forum.trust.days import is_soon, may_be_due, today

LONGEST = 140
THINKING = "Think about it and come back"
"""What is promised where nothing else is said."""
GONE = Voice("Somebody who has left", "", Discipline.OTHER, "")


class IsOver(Refused):
    def __init__(self) -> None:
        super().__init__("This promise is kept or let go by now. Nothing is left to do.")


class About(NamedTuple):
    """The topic of a promise, and other names by which alone the two are known there."""

    topic: str
    maker_veil: str = ""
    receiver_veil: str = ""


class Promise(Model):
    """What `maker` will do for `receiver` by the end of `due_on`, a day in the maker's own zone.

    `about` is a topic. Where one of the two has a veil, nothing else of them is shown. It is open
    until it is kept or let go; when either has left, it is let go. At `nudged_at` its maker was
    reminded.
    """

    __tablename__ = "promises"
    __table_args__ = (
        Index("ix_promises_made", "maker_id", "due_on"),
        Index("ix_promises_received", "receiver_id", "due_on"),
        Index("ix_promises_about", "about"),
        Index(
            "ix_promises_to_nudge",
            "due_on",
            **only("nudged_at IS NULL AND kept_at IS NULL AND let_go_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True, default=new_key)
    maker_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    receiver_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    maker_veil: Mapped[str] = mapped_column(default="")
    receiver_veil: Mapped[str] = mapped_column(default="")
    about: Mapped[str]
    what: Mapped[str]
    due_on: Mapped[date]
    was_due_on: Mapped[date | None]
    made_at: Mapped[datetime] = mapped_column(default=now)
    nudged_at: Mapped[datetime | None]
    kept_at: Mapped[datetime | None]
    let_go_at: Mapped[datetime | None]

    maker: Mapped[Person | None] = relationship(foreign_keys=maker_id)
    receiver: Mapped[Person | None] = relationship(foreign_keys=receiver_id)

    @classmethod
    def make(cls, about: About, what: str, *, by: Person, to: Person, due_on: date) -> Self:
        """A promise of `what` (at most LONGEST characters), of which `to` is told.

        Raises NotThatDay where `due_on` has passed, or is too far away.
        """
        may_be_due(due_on, by)
        promise = cls(
            key=new_key(),
            maker=by,
            receiver=to,
            maker_veil=about.maker_veil,
            receiver_veil=about.receiver_veil,
            about=about.topic,
            what=what,
            due_on=due_on,
            nudged_at=now() if is_soon(due_on, by) else None,
        )
        db.session.add(promise)
        db.session.flush()
        promise._tell(to, News.PROMISED, by=by)
        return promise

    @classmethod
    def of(cls, person: Person) -> Select[Self]:
        """Those that `person` made or was made: they are for the two alone, whoever else asks."""
        both = (joinedload(cls.maker), joinedload(cls.receiver))
        mine = or_(cls.maker_id == person.id, cls.receiver_id == person.id)
        return select(cls).options(*both).where(mine)

    @classmethod
    def is_open(cls) -> ColumnElement[bool]:
        return cls.kept_at.is_(None) & cls.let_go_at.is_(None)

    @property
    def topic(self) -> str:
        return f"promise-{self.key}"

    @property
    def from_whom(self) -> Voice:
        return _heard(self.maker, self.maker_veil)

    @property
    def to_whom(self) -> Voice:
        return _heard(self.receiver, self.receiver_veil)

    @property
    def somebody_left(self) -> bool:
        return self.maker_id is None or self.receiver_id is None

    @property
    def is_over(self) -> bool:
        return bool(self.kept_at or self.let_go_at or self.somebody_left)

    def is_by(self, person: Person) -> bool:
        return self.maker_id == person.id

    def is_late(self) -> bool:
        """Whether its day has passed, where its maker is."""
        return self.maker is not None and self.due_on < today(self.maker)

    def keep(self, *, by: Person) -> None:
        self._is_for(by)
        if not self.kept_at:
            self._is_open()
            self.kept_at = now()
            self._tell(self.receiver, News.PROMISE_KEPT, by=by)

    def move(self, to: date, *, by: Person, what: str = "") -> None:
        """Another day, or other words: the one it was made to is told. Raises NotThatDay."""
        self._is_for(by)
        self._is_open()
        may_be_due(to, by)
        if to == self.due_on and what in ("", self.what):
            return
        self.what = what or self.what
        if to != self.due_on:
            self.was_due_on, self.due_on = self.due_on, to
            self.nudged_at = now() if is_soon(to, by) else None
        self._tell(self.receiver, News.PROMISE_MOVED, by=by)

    def let_go(self, *, by: Person) -> None:
        """Given back by its maker, or nothing that the other waits for any more. Twice is once."""
        self._stands()
        if not self.let_go_at:
            self._is_open()
            self.let_go_at = now()
            other = self.receiver if self.is_by(by) else self.maker
            self._tell(other, News.PROMISE_LET_GO, by=by)

    def _is_for(self, by: Person) -> None:
        self._stands()
        if not self.is_by(by):
            raise NotAllowed("Only who made a promise can keep it or move it.")

    def _is_open(self) -> None:
        if self.is_over:
            raise IsOver

    def _stands(self) -> None:
        """Wait for whoever is at this promise, and see how it stands then."""
        db.session.refresh(self, with_for_update={"of": Promise})

    def _tell(self, person: Person | None, news: News, *, by: Person) -> None:
        if person:
            veil = self.maker_veil if self.is_by(by) else self.receiver_veil
            who = Veiled(by.id, veil) if veil else by
            tell(select(Person.id).where(Person.id == person.id), news, about=self.topic, by=who)


def _heard(person: Person | None, veil: str) -> Voice:
    if person is None:
        return GONE
    return Voice(veil, "", Discipline.OTHER, "") if veil else Voice.of(person)

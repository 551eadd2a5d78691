"""Learning who somebody unnamed is: one moderator says why, another agrees, and it is told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.core.clock import now
from forum.core.db import Model, db, new_key, only
from forum.core.errors import NotAllowed, Refused
from forum.moderation.models import note
from forum.moderation.reportable import may_look
from forum.moderation.vocabulary import Act
from forum.notifications.notices import News, Notice, is_read, tell
from forum.people.models import Person
from forum.people.vocabulary import MODERATE
from forum.people.voices import Voice

SHOWN_FOR = timedelta(hours=24)
WAITS_FOR = timedelta(days=7)
"""A request that nobody answered by then is over: what was urgent would have been answered."""


@dataclass(frozen=True)
class Hidden:
    """Somebody who is heard as `voice` in a thing; what they are told of it is about `topic`."""

    person: Person
    voice: Voice
    title: str
    address: Callable[[], str]
    topic: str


Find = Callable[[str], Hidden | None]

_finds: list[Find] = []


def register(find: Find) -> None:
    """`find(topic)` gives who is hidden there, or None where it knows of nobody."""
    _finds.append(find)


def hidden_at(topic: str) -> Hidden | None:
    return next((hidden for find in _finds if (hidden := find(topic))), None)


class NoLongerOpen(Refused):
    def __init__(self) -> None:
        super().__init__("That was answered meanwhile, or waited too long. Look once more.")


class AskerHasLeft(Refused):
    def __init__(self) -> None:
        super().__init__(
            "Whoever asked is no moderator any more, so there would be one of you. Refuse it, and "
            "ask anew where it is still needed."
        )


class Reveal(Model):
    """Somebody's request to learn who is hidden at `about`, a topic; one at a time for each.

    The row holds who asked and agreed, never whose name it is: that is looked up while it is shown.
    """

    __tablename__ = "reveals"
    __table_args__ = (
        Index("ix_reveals_about", "about"),
        Index(
            "ix_reveals_one_at_a_time",
            "about",
            unique=True,
            **only("agreed_at IS NULL AND refused_at IS NULL"),
        ),
        CheckConstraint("agreed_by_id <> asked_by_id OR refused_at IS NOT NULL", name="takes_two"),
        CheckConstraint("agreed_at IS NULL OR agreed_by_id IS NOT NULL", name="agreed_by_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True, default=new_key)
    about: Mapped[str]
    reason: Mapped[str]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    agreed_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]

    asked_by: Mapped[Person] = relationship(foreign_keys=asked_by_id)
    agreed_by: Mapped[Person | None] = relationship(foreign_keys=agreed_by_id)

    @classmethod
    def ask(cls, hidden: Hidden, about: str, *, by: Person, reason: str) -> Self:
        """`by` says why a name is needed; where that was asked already, the request that stands."""
        _two_are_needed(hidden, by)
        cls._end_stale(about)
        asked = cls(key=new_key(), about=about, asked_by=by, reason=reason)
        try:
            with db.session.begin_nested():
                db.session.add(asked)
        except IntegrityError:  # somebody else asked at the same moment
            return db.session.scalars(select(cls).where(cls.about == about, cls.is_waiting())).one()
        note(Act.ASKED_WHO, by=by, about=about, reason=reason)
        others = select(Person).where(
            Person.are_moderators(), Person.id != by.id, Person.id != hidden.person.id
        )
        may = [one.id for one in db.session.scalars(others) if may_look(one, (about, 0))]
        those = select(Person.id).where(Person.id.in_(may))
        tell(those, News.TO_LOOK_AT, about=asked.topic, by=None)
        return asked

    def agree(self, hidden: Hidden, *, by: Person) -> None:
        """The second moderator agrees: both see the name for SHOWN_FOR, and its owner is told."""
        _two_are_needed(hidden, by)
        if by.id == self.asked_by_id:
            raise NotAllowed("It takes another moderator to agree.")
        asker = select(Person.role).where(Person.id == self.asked_by_id).with_for_update(read=True)
        if db.session.scalar(asker) not in MODERATE:
            raise AskerHasLeft
        self._answer(agreed_at=now(), agreed_by_id=by.id)
        self._is_answered(by)
        note(Act.AGREED_WHO, by=by, about=self.about, reason=self.reason)
        owner = select(Person.id).where(Person.id == hidden.person.id)
        tell(owner, News.REVEALED, about=hidden.topic, by=None)

    def refuse(self, hidden: Hidden, *, by: Person) -> None:
        """It stays unknown. Whoever asked may think better of it themselves."""
        _two_are_needed(hidden, by)
        self._answer(refused_at=now())
        self._is_answered(by)
        note(Act.REFUSED_WHO, by=by, about=self.about)

    @property
    def topic(self) -> str:
        """What other moderators' notices are about."""
        return f"reveal-{self.key}"

    @classmethod
    def is_waiting(cls) -> ColumnElement[bool]:
        return cls.agreed_at.is_(None) & cls.refused_at.is_(None)

    @property
    def is_open(self) -> bool:
        return self.agreed_at is None and self.refused_at is None

    @property
    def until(self) -> datetime | None:
        """Until when the name is shown to the two, where they agreed."""
        return self.agreed_at and self.agreed_at + SHOWN_FOR

    def shows_to(self, person: Person) -> bool:
        """Whether `person` is one of the two, and it is not over."""
        is_one = person.is_moderator and person.id in (self.asked_by_id, self.agreed_by_id)
        return is_one and self.until is not None and now() < self.until

    def _answer(self, **answer: object) -> None:
        """Answer it in one statement. Raises NoLongerOpen."""
        open_still = update(Reveal).where(
            Reveal.id == self.id, Reveal.is_waiting(), Reveal.asked_at > now() - WAITS_FOR
        )
        if db.session.scalar(open_still.values(**answer).returning(Reveal.id)) is None:
            raise NoLongerOpen
        db.session.refresh(self)

    def _is_answered(self, by: Person) -> None:
        """Nobody else needs to look, and whoever asked hears of it, but where they took it back."""
        is_read(self.topic, Notice.person_id != self.asked_by_id)
        asker = select(Person.id).where(Person.id == self.asked_by_id, Person.are_moderators())
        tell(asker, News.DECIDED, about=self.topic, by=by)

    @classmethod
    def _end_stale(cls, about: str) -> None:
        askers = select(Person.id).where(Person.are_moderators())
        stale = or_(cls.asked_at <= now() - WAITS_FOR, cls.asked_by_id.not_in(askers))
        over = update(cls).where(cls.about == about, cls.is_waiting(), stale)
        db.session.execute(over.values(refused_at=now()))


def _two_are_needed(hidden: Hidden, by: Person) -> None:
    if not by.is_moderator or hidden.person.id == by.id:
        raise NotAllowed("This isn’t for you to decide.")

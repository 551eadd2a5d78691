"""Registrations: a member names the register they are on, and a moderator looks them up there."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from sqlalchemy import ForeignKey, Index, Select, delete, exists, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.core.clock import now
from forum.core.db import Model, db, only, writing
from forum.core.errors import NotAllowed, Refused
from forum.core.jobs import EVERY_HOUR, job
from forum.live.closing import end_streams_of
from forum.moderation.deciding import MODERATOR
from forum.moderation.matters import tell_moderators
from forum.moderation.models import note
from forum.moderation.vocabulary import Act
from forum.notifications.notices import News, tell
from forum.people.models import Person
from forum.people.renaming import hear_of_renaming

BEFORE = timedelta(days=30)
"""How long before a check ends its member is told: registers renew within weeks."""


class CheckedMeanwhile(Refused):
    def __init__(self) -> None:
        super().__init__("Another moderator has answered meanwhile. Yours changed nothing.")


class AskedAnew(Refused):
    def __init__(self) -> None:
        super().__init__("They asked anew meanwhile, so yours changed nothing. Look once more.")


class Registration(Model):
    """Somebody’s place on a register, as they named it, and what came of looking it up.

    Of their number the last four characters are kept at most, and never a document. A row that was
    answered stays as it is; asking anew makes another.
    """

    __tablename__ = "registrations"
    __table_args__ = (
        Index("uq_registrations_waiting", "person_id", unique=True, **only("checked_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    register: Mapped[str]
    jurisdiction: Mapped[str]
    last_four: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime] = mapped_column(default=now)
    looked_up: Mapped[str] = mapped_column(default="")
    checked_at: Mapped[datetime | None]
    checked_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    confirmed: Mapped[bool | None]
    said: Mapped[str] = mapped_column(default="")
    expires_at: Mapped[datetime | None] = mapped_column(index=True)
    reminded_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=person_id)

    @classmethod
    def ask(cls, *, by: Person, **named: str) -> Self:
        """`by` is on this register; who asks again before an answer makes another row of it, so
        that no moderator answers what they haven’t read.
        """
        asked = None
        while asked is None:
            mine = delete(cls).where(cls.person_id == by.id, cls.checked_at.is_(None))
            db.session.execute(mine)
            try:
                with db.session.begin_nested():
                    asked = cls(person_id=by.id, **named)
                    db.session.add(asked)
            except IntegrityError:  # another window was first
                asked = None
        tell_moderators(but=by.id)
        return asked

    @classmethod
    def look_up_again(cls, person: Person) -> None:
        """What they were or are to be checked for has changed; a check stands meanwhile."""
        latest = cls.latest_of(person)
        db.session.refresh(person, ["verified_at", "verified_until"])  # as it stands by now
        if latest and (latest.checked_at is None or person.is_verified):
            named = ("register", "jurisdiction", "last_four")
            cls.ask(by=person, **{name: getattr(latest, name) for name in named})

    @classmethod
    def latest_of(cls, person: Person) -> Self | None:
        """What `person` asked last, whether it was answered or not."""
        newest = select(cls).where(cls.person_id == person.id).order_by(cls.id.desc()).limit(1)
        return db.session.scalars(newest).one_or_none()

    @classmethod
    def waiting(cls) -> Select[Self]:
        return select(cls).where(cls.checked_at.is_(None)).order_by(cls.asked_at, cls.id)

    @property
    def topic(self) -> str:
        """What notices of it are about."""
        return topic_of(self.person)

    @property
    def version(self) -> str:
        """Names what was asked as it stands: not the id, as SQLite gives that of a row anew."""
        return self.asked_at.isoformat()

    def must_be(self, version: str) -> None:
        """Raises AskedAnew where another version was seen."""
        if version != self.version:
            raise AskedAnew

    def confirm(self, *, by: Person, looked_up: str, said: str, until: date) -> None:
        """It is there; the check holds to the end of that day. Raises CheckedMeanwhile."""
        ends = datetime.combine(until + timedelta(days=1), time(), UTC)
        self._answer(Act.CONFIRMED, by=by, looked_up=looked_up, said=said, expires_at=ends)
        self.person.take_check(until=ends)

    def refuse(self, *, by: Person, looked_up: str, said: str) -> None:
        """It could not be found there, so what was checked before holds no longer.

        They may have had another name then. Moderators go by their role, whatever was checked.
        """
        self._answer(Act.REFUSED, by=by, looked_up=looked_up, said=said, expires_at=None)
        if self.checked_at and self.person.is_verified and not self.person.is_moderator:
            self.person.end_check(self.checked_at)
            note(Act.ENDED_CHECK, by=by, about=self.topic)
            end_streams_of(self.person_id)

    def _answer(
        self, act: Act, *, by: Person, looked_up: str, said: str, expires_at: datetime | None
    ) -> None:
        """In one statement, so that two don't both answer; the member gets the reason."""
        if by.id == self.person_id:
            raise NotAllowed("This is your own, so another moderator looks it up.")
        # The person first, as renaming does.
        db.session.refresh(self.person, with_for_update={"key_share": True})
        answered = (
            update(Registration)
            .where(Registration.id == self.id, Registration.checked_at.is_(None))
            .values(
                checked_at=now(),
                checked_by=by.id,
                confirmed=act is Act.CONFIRMED,
                looked_up=looked_up,
                said=said,
                expires_at=expires_at,
            )
            .returning(Registration.id)
        )
        if db.session.scalar(answered) is None:
            raise CheckedMeanwhile
        db.session.refresh(self)
        note(act, by=by, about=self.topic, reason=said)
        news = News.CONFIRMED if act is Act.CONFIRMED else News.DECIDED
        _tell(self.person_id, self.topic, news)


hear_of_renaming(Registration.look_up_again)


def topic_of(person: Person) -> str:
    return f"registration-{person.username}"


@job(EVERY_HOUR)
def remind_of_checks() -> int:
    """Tell those whose check ends within BEFORE, each once; how many were told."""
    with writing():
        still_holds = exists().where(
            Person.id == Registration.person_id, Person.verified_until == Registration.expires_at
        )
        claimed = (
            update(Registration)
            .where(
                Registration.reminded_at.is_(None),
                Registration.expires_at > now(),
                Registration.expires_at <= now() + BEFORE,
                still_holds,
            )
            .values(reminded_at=now())
            .returning(Registration.person_id)
            .execution_options(synchronize_session=False)
        )
        ids = db.session.scalars(claimed).all()
        for person in db.session.scalars(select(Person).where(Person.id.in_(ids))):
            _tell(person.id, topic_of(person), News.CHECK_ENDS)
        return len(ids)


def _tell(person_id: int, topic: str, news: News) -> None:
    by = None if news is News.CHECK_ENDS else MODERATOR
    tell(select(Person.id).where(Person.id == person_id), news, about=topic, by=by)

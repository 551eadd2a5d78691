"""What moderators look at: matters with the reports behind them, and a log that only grows."""

from datetime import datetime
from typing import Self

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    UniqueConstraint,
    exists,
    func,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.core.clock import now
from forum.core.db import Model, db, new_key, only
from forum.core.errors import Refused
from forum.moderation.vocabulary import Act, Reason
from forum.people.models import Person

Place = tuple[str, int]
"""Where something stands: its topic, and the number of a message or 0 for the thing itself."""


class DecidedMeanwhile(Refused):
    def __init__(self, matter: "Matter") -> None:
        done = f": a moderator {matter.act.label}" if matter.act else ""
        super().__init__(
            f"Somebody else decided meanwhile{done}. Your decision changed nothing; look once more."
        )


class MoreToSee(Refused):
    def __init__(self) -> None:
        super().__init__(
            "Since you opened this page its author said it otherwise, or somebody reported it too. "
            "Your decision changed nothing; look once more."
        )


class Matter(Model):
    """Something that a moderator is to look at: `about` a topic, at message `number` of it.

    One is open at a time for each thing. `version` rises with each decision, report and rewording,
    so that nobody decides on what they haven't seen; `said` and `rewording` are the moderator's
    words for its author.
    """

    __tablename__ = "matters"
    __table_args__ = (
        Index("uq_matters_open", "about", "number", unique=True, **only("decided_at IS NULL")),
        Index("ix_matters_thing", "about", "number", "id"),
        Index("ix_matters_waiting", "opened_at", **only("decided_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True, default=new_key)
    about: Mapped[str]
    number: Mapped[int] = mapped_column(default=0)
    author_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), index=True
    )
    reason: Mapped[Reason]
    opened_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column(default=0)
    decided_at: Mapped[datetime | None]
    act: Mapped[Act | None]
    said: Mapped[str] = mapped_column(default="")
    rewording: Mapped[str] = mapped_column(default="")

    reports: Mapped[list["Report"]] = relationship(
        order_by="Report.id", cascade="all, delete-orphan", passive_deletes=True
    )

    @classmethod
    def open_at(cls, place: Place) -> Self | None:
        about, number = place
        return db.session.scalars(
            select(cls).where(cls.about == about, cls.number == number, cls.decided_at.is_(None))
        ).one_or_none()

    @classmethod
    def waits_about(cls, about: ColumnElement[str]) -> ColumnElement[bool]:
        """A moderator is still to look at something of this topic."""
        return exists().where(cls.about == about, cls.decided_at.is_(None))

    @classmethod
    def latest_at(cls, place: Place) -> Self | None:
        """What was last said about the thing there, or is still waited for."""
        about, number = place
        newest = select(cls).where(cls.about == about, cls.number == number)
        return db.session.scalars(newest.order_by(cls.id.desc()).limit(1)).one_or_none()

    @classmethod
    def more_at(cls, place: Place) -> Self | None:
        """The latest there, of which whoever has opened it has not seen all by now."""
        about, number = place
        there = select(func.max(cls.id)).where(cls.about == about, cls.number == number)
        latest = update(cls).where(cls.id == there.scalar_subquery())
        return db.session.scalars(
            latest.values(version=cls.version + 1).returning(cls),
            execution_options={"populate_existing": True},
        ).one_or_none()

    @property
    def place(self) -> Place:
        return self.about, self.number

    @property
    def topic(self) -> str:
        """What its author's notices are about."""
        return f"matter-{self.key}"

    @property
    def danger(self) -> str:
        """What moderators' notices of danger are about."""
        return f"danger-{self.key}"

    @property
    def is_open(self) -> bool:
        return self.decided_at is None

    def weigh(self, reason: Reason) -> None:
        """There is this reason too: the weightier one names the matter."""
        if reason.weight < self.reason.weight:
            self.reason = reason

    def claim(self, act: Act, *, seen: int, said: str = "", rewording: str = "") -> None:
        """Decide it in one statement, knowing version `seen`.

        Raises MoreToSee, and DecidedMeanwhile where it isn't open any more.
        """
        decided = (
            update(Matter)
            .where(Matter.id == self.id, Matter.version == seen)
            .values(
                version=Matter.version + 1,
                decided_at=now(),
                act=act,
                said=said,
                rewording=rewording,
            )
            .returning(Matter.id)
        )
        claimed = db.session.scalar(decided)
        db.session.refresh(self)
        if claimed is None:
            raise MoreToSee if self.is_open else DecidedMeanwhile(self)


class Report(Model):
    """Why somebody thinks that a moderator should look; nobody reported where Weft says so."""

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("matter_id", "reporter_id"),
        Index("ix_reports_reporter", "reporter_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id", ondelete="CASCADE"))
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    reason: Mapped[Reason]
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=now)


class Decision(Model):
    """A line of the log: who did what about which thing, why and when; no words of members.

    Rows can only be added: triggers refuse everything else (migration 0013). So `by_id` outlives
    whoever it was.
    """

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_thing", "about", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    by_id: Mapped[int]
    act: Mapped[Act]
    about: Mapped[str]
    number: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=now, index=True)


def note(act: Act, *, by: Person, about: str, number: int = 0, reason: str = "") -> Decision:
    """Write into the log, in the transaction of what was done; `reason` quotes nobody."""
    decision = Decision(act=act, by_id=by.id, about=about, number=number, reason=reason)
    db.session.add(decision)
    db.session.flush()
    return decision

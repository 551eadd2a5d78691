"""The rota: who is asked for their view of a case, near to it and in turn, never too often."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    UniqueConstraint,
    and_,
    cast,
    exists,
    false,
    func,
    insert,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from forum.cases.gate import are_readers
from forum.cases.models import Case
from forum.cases.vocabulary import looking_through
from forum.core.clock import now
from forum.core.db import Model, db
from forum.notifications.news import News, Way
from forum.notifications.notices import Choice
from forum.people.models import Person
from forum.people.vocabulary import Discipline
from forum.talk.models import Message

A_WEEK = timedelta(days=7)
MOST_A_WEEK = 3
"""Cases that anybody is asked to look at in any seven days: more is work, and then none is read."""
AHEAD = 4
"""Times as many as are needed are looked at."""


class Invitation(Model):
    """Somebody was asked for their view of a case; for a `rescue`, where it waited too long."""

    __tablename__ = "case_invitations"
    __table_args__ = (
        UniqueConstraint("case_id", "person_id", "rescue"),
        Index("ix_case_invitations_turn", "person_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    rescue: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(default=now)


def chosen(them: Select[int], most: int) -> Sequence[int]:
    """Up to `most` of `them`, a select of ids of people, the best first, held for this transaction.

    More are held than needed, as some may have had their MOST_A_WEEK from another worker meanwhile;
    in one order, so that two workers never wait for each other.
    """
    best = db.session.scalars(them.limit(most * AHEAD)).all()
    held = select(Person.id).where(Person.id.in_(best)).order_by(Person.id)
    db.session.execute(held.with_for_update(key_share=True))
    return db.session.scalars(them.where(Person.id.in_(best)).limit(most)).all()


def invite(case: Case, people: Sequence[int], *, news: News, rescue: bool = False) -> int:
    """Ask these people (ids) for their view of `case`; how many they are."""
    if people:
        rows = [{"case_id": case.id, "person_id": one, "rescue": rescue} for one in people]
        db.session.execute(insert(Invitation), rows)
        by = None if rescue else case.author
        case.talk.tell(select(Person.id).where(Person.id.in_(people)), news, by=by)
    return len(people)


def members_of(lenses: Iterable[Discipline], case: Case, news: News) -> Select[int]:
    """Ids of those of these disciplines who could be asked, and weren't too often this week."""
    this_week = _invitations(func.count()).where(Invitation.at > now() - A_WEEK)
    return could_be_asked(case, news).where(
        Person.discipline.in_(looking_through(lenses)),
        this_week.scalar_subquery() < MOST_A_WEEK,
    )


def in_turn(case: Case) -> tuple[ColumnElement[Any], ...]:
    """The order of the rota: the nearest first, then who was asked longest ago.

    Near is who works in the case's setting and with its age band. Nothing else counts, least of
    all how many found somebody helpful.
    """
    return nearness(case).desc(), *longest_ago()


def could_be_asked(case: Case, news: News) -> Select[int]:
    """Ids of those who may read `case`, have said nothing in it, and want to be asked.

    Who stepped out of it isn't there any more, and nobody is asked while they rest.
    """
    spoke = exists().where(Message.talk_id == case.talk_id, Message.author_id == Person.id)
    said_no = exists().where(
        Choice.person_id == Person.id, Choice.news == news, Choice.way == Way.NONE
    )
    return (
        select(Person.id)
        .join(Case, Case.id == case.id)
        .where(
            are_readers(),
            Case.is_there_for(Person.id.expression),
            Person.id != case.author_id,
            or_(Person.rests_until.is_(None), Person.rests_until <= now().date()),
            not_(spoke),
            not_(said_no),
        )
    )


def is_open() -> ColumnElement[bool]:
    """For a case: words may still be said in it."""
    return and_(Case.settled_at.is_(None), Case.sealed_at.is_(None))


def was_asked(case: Case, *only: ColumnElement[bool] | Mapped[bool]) -> ColumnElement[bool]:
    """Whether a person was asked about this case before, or in such a way `only`."""
    mine = (Invitation.case_id == case.id, Invitation.person_id == Person.id)
    return exists().where(*mine, *only)


def nearness(case: Case) -> ColumnElement[int]:
    """0 to 2: whether a person works in the case's setting, and with its age band."""
    near = (
        _lists(Person.settings, case.setting) if case.setting else false(),
        _lists(Person.age_bands, case.age_band) if case.age_band else false(),
    )
    return cast(near[0], Integer) + cast(near[1], Integer)


def longest_ago() -> tuple[ColumnElement[Any], ...]:
    last = _invitations(func.max(Invitation.id)).scalar_subquery()
    return last.asc().nulls_first(), Person.id.asc()


def _invitations(*what: Any) -> Select[Any]:
    return select(*what).where(Invitation.person_id == Person.id).correlate(Person)


def _lists(column: Mapped[list[str]], word: str) -> ColumnElement[bool]:
    """Whether a JSON list holds `word`, one of our own: both databases keep it as text."""
    return cast(column, String).contains(f'"{word}"', autoescape=True)

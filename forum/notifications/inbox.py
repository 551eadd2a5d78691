"""An inbox: notices grouped by what they are about, and what needs an answer apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import column_property, joinedload

from forum.core.db import db
from forum.notifications.news import News
from forum.notifications.notices import Notice, inbox_topic, milliseconds
from forum.notifications.subjects import Subject, described
from forum.people.models import Person
from forum.people.session import SignIn

KEPT_IN_SIGHT = 200
"""Notices that an inbox looks back over, newest first."""


@dataclass(frozen=True)
class Group:
    """All news about one thing, newest first."""

    about: str
    subject: Subject
    notices: list[Notice]

    @property
    def unread(self) -> list[Notice]:
        return [notice for notice in self.notices if notice.read_at is None]

    @property
    def newest(self) -> Notice:
        return self.notices[0]

    @property
    def needs_answer(self) -> bool:
        return any(notice.news.needs_answer for notice in self.unread)

    @property
    def url(self) -> str:
        """Where to begin: where the first leads, or else at the oldest that is unread."""
        if way := self.subject.ways.get(self.first.news):
            return way
        begin = self.unread[-1] if self.unread else self.newest
        return self.subject.place(begin.number) if begin.number else self.subject.url

    @property
    def first(self) -> Notice:
        """What the group is headed by: the newest that needs an answer, else the newest."""
        asked = (notice for notice in self.unread if notice.news.needs_answer)
        return next(asked, self.newest)

    @property
    def others(self) -> int:
        """How many more people did the same."""
        same = [n for n in self.unread or self.notices if n.news is self.first.news]
        return len({notice.who for notice in same} - {self.first.who})


@dataclass(frozen=True)
class Inbox:
    needs_answer: list[Group]
    new: list[Group]
    read: list[Group]
    gone: set[str]
    """Topics of unread notices about what isn't there for its reader any more."""

    @property
    def is_empty(self) -> bool:
        return not (self.needs_answer or self.new or self.read)


def inbox_of(person: Person) -> Inbox:
    """`person`'s newest KEPT_IN_SIGHT notices about what they may still see, in two statements."""
    notices = _read(_in_sight(Notice, person=person))
    groups = grouped(person, notices)
    unread = {notice.about for notice in notices if notice.read_at is None}
    return Inbox(
        [group for group in groups if group.needs_answer],
        [group for group in groups if group.unread and not group.needs_answer],
        [group for group in groups if not group.unread],
        unread - {group.about for group in groups},
    )


def to_answer(person: Person, at_most: int) -> list[Group]:
    """What needs an answer of `person`, grouped as in an inbox, the newest first."""
    asking = [news for news in News if news.needs_answer]
    unread = _in_sight(Notice, person=person).where(Notice.read_at.is_(None))
    return grouped(person, _read(unread.where(Notice.news.in_(asking))))[:at_most]


def _read(notices: Select[Notice]) -> Sequence[Notice]:
    return db.session.scalars(notices.options(joinedload(Notice.actor))).all()


def grouped(person: Person, notices: Sequence[Notice]) -> list[Group]:
    """These notices, newest first, by what they are about; without what `person` may not see."""
    subjects = described(person, (notice.about for notice in notices))
    by_subject = sorted(notices, key=lambda notice: notice.about)
    groups = [
        Group(about, subjects[about], list(some))
        for about, some in groupby(by_subject, key=lambda notice: notice.about)
        if about in subjects
    ]
    return sorted(groups, key=lambda group: group.newest.left_at, reverse=True)


def inboxes_heard(person: Person, topics: list[str]) -> dict[str, int]:
    """For the doorbell: one's own inbox, and when it last changed, in milliseconds."""
    if inbox_topic(person.username) not in topics:
        return {}
    some = _in_sight(Notice.left_at, Notice.read_at, person=person).subquery()
    left, read = db.session.execute(
        select(func.max(some.c.left_at), func.max(some.c.read_at))
    ).one()
    changed = max((at for at in (left, read) if at), default=None)
    return {inbox_topic(person.username): milliseconds(changed) if changed else 0}


def _in_sight(*columns: Any, person: Person) -> Select[Any]:
    newest = select(*columns).where(Notice.person_id == person.id).order_by(Notice.id.desc())
    return newest.limit(KEPT_IN_SIGHT)


SignIn.unread_count = column_property(  # the badge comes in the statement that says who asks
    select(func.count(func.distinct(Notice.about)))
    .where(Notice.person_id == SignIn.person_id, Notice.read_at.is_(None))
    .correlate_except(Notice)
    .scalar_subquery()
)

"""A talk as its reader sees it: messages with their authors and answers, in one statement."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from forum.core.dates import when
from forum.core.db import db
from forum.core.text import shown
from forum.people.models import Person
from forum.people.voices import Voice
from forum.talk.marks import helpful_marks
from forum.talk.models import Message, Talk
from forum.talk.said import Reading, Said

Telling = Select[*tuple[Any, ...]]

AT_ONCE = 100
"""As many ideas as one page shows with their answers; the rest come by “Show more”."""


@dataclass(frozen=True, slots=True)
class Eyes:
    """Through whose eyes a talk is read: `owner` began what is talked about.

    What is newer than number `seen` is marked as new, where the reader has been here before.
    """

    reader: Person
    owner: Person | None = None
    seen: int | None = None


def read(talk: Talk, eyes: Eyes, *, after: int = 0) -> Reading:
    """The first AT_ONCE ideas after number `after`, oldest first, each with its answers."""
    rows = _rows(_IDEAS, talk, eyes, after=after)
    answers = defaultdict(list)
    for row in rows:
        if row.parent is not None:
            answers[row.parent].append(_said(talk, eyes, row))
    ideas = [row for row in rows if row.parent is None]
    said = [_said(talk, eyes, idea, tuple(answers[idea.number])) for idea in ideas]
    later = rows[0].ideas - len(said) if rows else 0
    return Reading(talk, said, later, is_cut=after > 0)


def answers_since(talk: Talk, eyes: Eyes, *, since: int, upto: int) -> list[Said]:
    """Answers newer than version `since` to ideas numbered `upto` and below."""
    rows = _rows(_ANSWERS, talk, eyes, since=since, upto=upto)
    return [_said(talk, eyes, row) for row in rows]


def changed_since(talk: Talk, eyes: Eyes, *, known: int, last: int) -> list[Said]:
    """What a page with the ideas up to `last` shows that has changed since version `known`."""
    return [_said(talk, eyes, row) for row in _rows(_CHANGED, talk, eyes, known=known, last=last)]


def count_since(talk: Talk, reader: Person, *, since: int) -> int:
    """How many messages by others are newer than version `since`."""
    asked = {"talk": talk.id, "reader": reader.id, "since": since}
    return db.session.connection().execute(_SINCE, asked).scalar_one()


def is_far(talk: Talk, number: int) -> bool:
    """Whether more ideas than one page shows come before message `number`, or before its idea."""
    return number > AT_ONCE and (
        _count(Message.talk_id == talk.id, Message.parent_id.is_(None), Message.number < number)
        >= AT_ONCE
    )


def one(talk: Talk, eyes: Eyes, number: int) -> Said | None:
    """Message `number` as this reader sees it."""
    rows = _rows(_ONE, talk, eyes, number=number)
    return _said(talk, eyes, rows[0]) if rows else None


def _count(*which: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(Message).where(*which)) or 0


def _rows(statement: Telling, talk: Talk, eyes: Eyes, **more: int) -> Sequence[Row[Any]]:
    asked = {"talk": talk.id, "reader": eyes.reader.id, **more}
    return db.session.connection().execute(statement, asked).all()


def _said(talk: Talk, eyes: Eyes, row: Row[Any], answers: tuple[Said, ...] = ()) -> Said:
    stands = row.withdrawn_at is None
    owner = eyes.owner if stands and row.parent is None else None
    return Said(
        talk=talk.key,
        number=row.number,
        kind=row.kind,
        body=shown(row.body_html),
        posted_at=row.posted_at,
        posted=when(row.posted_at),
        helpful=row.helpful_count,
        is_marked=row.is_marked,
        is_mine=row.is_mine,
        parent=row.parent,
        author=talk.heard(row.author_id, Voice(row.name, row.username, row.discipline, row.scope)),
        is_edited=row.edited_at is not None,
        is_withdrawn=not stands,
        is_new=eyes.seen is not None and row.number > eyes.seen and stands and not row.is_mine,
        tried=talk.voice_of(owner).first_name if owner and row.tried_at else "",
        tried_at=row.tried_at,
        may_be_tried=bool(owner and owner.id == eyes.reader.id and not row.is_mine),
        answers=answers,
    )


# Built once: to put one of these together takes longer than to run it.

_parent = aliased(Message)
_here = Message.talk_id == bindparam("talk")
_later = and_(_here, Message.parent_id.is_(None), Message.number > bindparam("after"))
_first = select(Message.id).where(_later).order_by(Message.number).limit(AT_ONCE).scalar_subquery()


def _telling(which: ColumnElement[bool], *more: ColumnElement[Any]) -> Telling:
    marks, reader = helpful_marks.c, bindparam("reader", type_=Integer)
    is_marked = exists().where(marks.message_id == Message.id, marks.person_id == reader)
    return (
        select(
            Message.number,
            Message.author_id,
            Message.kind,
            Message.body_html,
            Message.posted_at,
            Message.helpful_count,
            Message.edited_at,
            Message.withdrawn_at,
            Message.tried_at,
            is_marked.label("is_marked"),
            (Message.author_id == reader).label("is_mine"),
            _parent.number.label("parent"),
            Person.name,
            Person.username,
            Person.discipline,
            Person.scope,
            *more,
        )
        .join(Person, Person.id == Message.author_id)
        .outerjoin(_parent, _parent.id == Message.parent_id)
        .where(which)
        .order_by(Message.number)
    )


_SINCE = (
    select(func.count())
    .select_from(Message)
    .where(
        _here,
        Message.number > bindparam("since"),
        Message.author_id != bindparam("reader", type_=Integer),
        Message.withdrawn_at.is_(None),
    )
)
_IDEAS = _telling(
    or_(Message.id.in_(_first), Message.parent_id.in_(_first)),
    select(func.count()).where(_later).scalar_subquery().label("ideas"),
)
_ANSWERS = _telling(
    and_(
        _here,
        Message.number > bindparam("since"),
        Message.parent_id.in_(
            select(Message.id).where(_here, Message.number <= bindparam("upto")).scalar_subquery()
        ),
    )
)
_CHANGED = _telling(
    and_(
        _here,
        Message.changed_in > 0,  # as the index has it
        Message.changed_in > bindparam("known"),
        func.coalesce(_parent.number, Message.number) <= bindparam("last"),
    )
)
_ONE = _telling(and_(_here, Message.number == bindparam("number")))

"""A talk as its reader sees it: messages with their authors and answers, in one statement."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
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
from forum.people.models import Person, Shown
from forum.people.vocabulary import Discipline
from forum.talk.models import Message, Talk, helpful_marks
from forum.talk.vocabulary import Kind

Telling = Select[*tuple[Any, ...]]

AT_ONCE = 100
"""As many ideas as one page shows with their answers; the rest come by “Show more”."""


@dataclass(frozen=True, slots=True)
class Author(Shown):
    name: str
    username: str
    discipline: Discipline
    scope: str


@dataclass(frozen=True, slots=True)
class Said:
    """One message as it is shown; `body` is safe HTML, made when it was written.

    Everything that is shown of it is in here, in values: two that are equal look the same.
    `talk` is the key of its talk, and `posted` is when, as this reader says it: “2 days ago”.
    """

    talk: str
    number: int
    kind: Kind
    body: Markup
    posted_at: datetime
    posted: str
    helpful: int
    is_marked: bool
    is_mine: bool
    parent: int | None
    author: Author
    answers: tuple["Said", ...] = ()


@dataclass(slots=True)
class Reading:
    """What of a talk is on the page: `said` up to number `seen`, and how many ideas come after."""

    talk: Talk
    said: list[Said]
    later: int
    is_cut: bool = False
    """Whether earlier ideas were left out."""

    @property
    def last(self) -> int:
        return self.said[-1].number if self.said else 0

    @property
    def authors(self) -> list[Author]:
        """Who has spoken, each once, in order of appearance."""
        everyone = (m.author for idea in self.said for m in (idea, *idea.answers))
        return list({author.username: author for author in everyone}.values())


def read(talk: Talk, reader: Person, *, after: int = 0) -> Reading:
    """The first AT_ONCE ideas after number `after`, oldest first, each with its answers."""
    rows = _rows(_IDEAS, talk, reader, after=after)
    answers = defaultdict(list)
    for row in rows:
        if row.parent is not None:
            answers[row.parent].append(_said(talk, row))
    ideas = [row for row in rows if row.parent is None]
    said = [_said(talk, idea, tuple(answers[idea.number])) for idea in ideas]
    later = rows[0].ideas - len(said) if rows else 0
    return Reading(talk, said, later, is_cut=after > 0)


def answers_since(talk: Talk, reader: Person, *, since: int, upto: int) -> list[Said]:
    """Answers newer than version `since` to ideas numbered `upto` and below."""
    return [_said(talk, row) for row in _rows(_ANSWERS, talk, reader, since=since, upto=upto)]


def count_since(talk: Talk, reader: Person, *, since: int) -> int:
    """How many messages by others are newer than version `since`."""
    return (
        db.session.scalar(
            select(func.count()).where(
                Message.talk_id == talk.id,
                Message.number > since,
                Message.author_id != reader.id,
            )
        )
        or 0
    )


def one(talk: Talk, reader: Person, number: int) -> Said | None:
    """Message `number` as this reader sees it."""
    rows = _rows(_ONE, talk, reader, number=number)
    return _said(talk, rows[0]) if rows else None


def _rows(statement: Telling, talk: Talk, reader: Person, **more: int) -> Sequence[Row[Any]]:
    asked = {"talk": talk.id, "reader": reader.id, **more}
    return db.session.connection().execute(statement, asked).all()


def _said(talk: Talk, row: Row[Any], answers: tuple[Said, ...] = ()) -> Said:
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
        author=Author(row.name, row.username, row.discipline, row.scope),
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
            Message.kind,
            Message.body_html,
            Message.posted_at,
            Message.helpful_count,
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
_ONE = _telling(and_(_here, Message.number == bindparam("number")))

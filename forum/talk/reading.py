"""A talk as its reader sees it: messages with their authors and answers, in one statement."""

from dataclasses import dataclass, field
from datetime import datetime

from markupsafe import Markup
from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from forum.core.db import db
from forum.core.text import shown
from forum.people.models import Person, Shown
from forum.people.vocabulary import Discipline
from forum.talk.models import Kind, Message, Talk, helpful_marks

AT_ONCE = 100
"""As many ideas as one page shows with their answers; the rest come by “Show more”."""


@dataclass(slots=True)
class Author(Shown):
    name: str
    username: str
    discipline: Discipline
    scope: str


@dataclass(slots=True)
class Said:
    """One message as it is shown; `body` is safe HTML, made when it was written."""

    number: int
    kind: Kind
    body: Markup
    posted_at: datetime
    helpful: int
    is_marked: bool
    is_mine: bool
    parent: int | None
    author: Author
    answers: list["Said"] = field(default_factory=list)


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
    ideas = (
        select(Message.id)
        .where(Message.talk_id == talk.id, Message.parent_id.is_(None), Message.number > after)
        .order_by(Message.number)
        .limit(AT_ONCE)
        .scalar_subquery()
    )
    said = _said(talk, reader, or_(Message.id.in_(ideas), Message.parent_id.in_(ideas)))
    later = 0
    if len(said) == AT_ONCE:
        later = (
            db.session.scalar(
                select(func.count()).where(
                    Message.talk_id == talk.id,
                    Message.parent_id.is_(None),
                    Message.number > said[-1].number,
                )
            )
            or 0
        )
    return Reading(talk, said, later, is_cut=after > 0)


def answers_since(talk: Talk, reader: Person, *, since: int, upto: int) -> list[Said]:
    """Answers newer than version `since` to ideas numbered `upto` and below."""
    parent = aliased(Message)
    shown = select(parent.id).where(parent.talk_id == talk.id, parent.number <= upto)
    wanted = and_(
        Message.talk_id == talk.id,
        Message.number > since,
        Message.parent_id.in_(shown.scalar_subquery()),
    )
    return _said(talk, reader, wanted, nested=False)


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
    found = _said(
        talk, reader, and_(Message.talk_id == talk.id, Message.number == number), nested=False
    )
    return found[0] if found else None


def _said(
    talk: Talk, reader: Person, which: ColumnElement[bool], *, nested: bool = True
) -> list[Said]:
    mine = helpful_marks.c
    parent = aliased(Message)
    marked = exists().where(mine.message_id == Message.id, mine.person_id == reader.id)
    rows = db.session.execute(
        select(
            Message.number,
            Message.kind,
            Message.body_html,
            Message.posted_at,
            Message.helpful_count,
            marked,
            Message.author_id,
            parent.number,
            Person.name,
            Person.username,
            Person.discipline,
            Person.scope,
        )
        .join(Person, Person.id == Message.author_id)
        .outerjoin(parent, parent.id == Message.parent_id)
        .where(which)
        .order_by(Message.number)
    )
    ideas: dict[int, Said] = {}
    answers: list[Said] = []
    for number, kind, body, at, helpful, is_marked, author_id, to, *author in rows:
        said = Said(
            number,
            kind,
            shown(body),
            at,
            helpful,
            is_marked,
            author_id == reader.id,
            to,
            Author(*author),
        )
        if to is None or not nested:
            ideas[number] = said
        else:
            answers.append(said)
    for answer in answers:
        if answer.parent in ideas:
            ideas[answer.parent].answers.append(answer)
    return list(ideas.values())

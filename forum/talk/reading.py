"""A talk as its reader sees it: messages with their authors and answers, in one statement."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    func,
    select,
)

from forum.core.dates import when
from forum.core.db import db
from forum.core.text import shown
from forum.people.models import Person
from forum.people.voices import Voice
from forum.talk.asking import ANSWERS, AT_ONCE, CHANGED, IDEAS, ONE, SHOWN, SINCE, TRIED, Telling
from forum.talk.models import Message, Talk
from forum.talk.said import Reading, Said
from forum.talk.vocabulary import UNSAID, Grounds


@dataclass(frozen=True, slots=True)
class Eyes:
    """Through whose eyes a talk is read: `owner` began what is talked about.

    What is newer than number `seen` is marked as new, where the reader has been here before. Who
    asked to be listened to (`listens`) is not offered to try what is said.
    """

    reader: Person
    owner: Person | None = None
    seen: int | None = None
    listens: bool = False


def read(talk: Talk, eyes: Eyes, *, after: int = 0) -> Reading:
    """The first AT_ONCE ideas after number `after`, oldest first, each with its answers."""
    rows = _rows(IDEAS, talk, eyes, after=after)
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
    rows = _rows(ANSWERS, talk, eyes, since=since, upto=upto)
    return [_said(talk, eyes, row) for row in rows]


def changed_since(talk: Talk, eyes: Eyes, *, known: int, last: int) -> list[Said]:
    """What a page with the ideas up to `last` shows that has changed since version `known`."""
    return [_said(talk, eyes, row) for row in _rows(CHANGED, talk, eyes, known=known, last=last)]


def shown_upto(talk: Talk, eyes: Eyes, *, last: int) -> list[Said]:
    """All that a page with the ideas up to `last` shows."""
    return [_said(talk, eyes, row) for row in _rows(SHOWN, talk, eyes, last=last)]


def count_since(talk: Talk, reader: Person, *, since: int) -> int:
    """How many messages by others are newer than version `since`."""
    asked = {"talk": talk.id, "reader": reader.id, "since": since}
    return db.session.connection().execute(SINCE, asked).scalar_one()


def is_far(talk: Talk, number: int) -> bool:
    """Whether more ideas than one page shows come before message `number`, or before its idea."""
    return number > AT_ONCE and (
        _count(Message.talk_id == talk.id, Message.parent_id.is_(None), Message.number < number)
        >= AT_ONCE
    )


def one(talk: Talk, eyes: Eyes, number: int) -> Said | None:
    """Message `number` as this reader sees it."""
    rows = _rows(ONE, talk, eyes, number=number)
    return _said(talk, eyes, rows[0]) if rows else None


def tried(talk: Talk, eyes: Eyes) -> list[Said]:
    """The ideas that whoever asked tries or has tried, wherever in the talk they stand."""
    return [_said(talk, eyes, row) for row in _rows(TRIED, talk, eyes)]


def _count(*which: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(Message).where(*which)) or 0


def _rows(statement: Telling, talk: Talk, eyes: Eyes, **more: int) -> Sequence[Row[Any]]:
    asked = {"talk": talk.id, "reader": eyes.reader.id, **more}
    return db.session.connection().execute(statement, asked).all()


def _said(talk: Talk, eyes: Eyes, row: Row[Any], answers: tuple[Said, ...] = ()) -> Said:
    stands = row.withdrawn_at is None
    is_hidden = stands and row.hidden_at is not None
    may_read = not is_hidden or row.is_mine or eyes.reader.is_moderator
    owner = eyes.owner if stands and row.parent is None else None
    return Said(
        talk=talk.key,
        number=row.number,
        kind=row.kind,
        body=shown(row.body_html if may_read else ""),
        posted_at=row.posted_at,
        posted=when(row.posted_at),
        helpful=row.helpful_count,
        is_marked=row.is_marked,
        is_mine=row.is_mine,
        parent=row.parent,
        author=talk.heard(row.author_id, Voice(row.name, row.username, row.discipline, row.scope)),
        grounds=Grounds(row.sureness, row.evidence_url, row.outside_scope) if may_read else UNSAID,
        is_edited=row.edited_at is not None,
        is_withdrawn=not stands,
        is_hidden=is_hidden,
        may_be_read=may_read,
        is_new=eyes.seen is not None and row.number > eyes.seen and stands and not row.is_mine,
        tried=talk.voice_of(owner).first_name if owner and row.tried_at else "",
        tried_at=row.tried_at,
        made_difference=row.made_difference,
        may_be_tried=_may_be_tried(eyes, owner, row),
        is_closed=talk.closed_at is not None,
        answers=answers,
    )


def _may_be_tried(eyes: Eyes, owner: Person | None, row: Row[Any]) -> bool:
    """By this reader; what is being tried may be let go in any case."""
    is_owner = owner is not None and owner.id == eyes.reader.id
    is_offered = row.kind.is_a_claim and not eyes.listens
    return is_owner and not row.is_mine and (is_offered or row.tried_at is not None)

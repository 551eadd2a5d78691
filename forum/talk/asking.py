"""Asking the database for a talk: statements built once, which takes longer than to run one."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from forum.people.models import Person
from forum.talk.marks import helpful_marks
from forum.talk.models import Message

Telling = Select[*tuple[Any, ...]]

AT_ONCE = 100
"""As many ideas as one page shows with their answers; the rest come by “Show more”."""

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
            Message.hidden_at,
            Message.tried_at,
            Message.made_difference,
            Message.sureness,
            Message.evidence_url,
            Message.outside_scope,
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


SINCE = (
    select(func.count())
    .select_from(Message)
    .where(
        _here,
        Message.number > bindparam("since"),
        Message.author_id != bindparam("reader", type_=Integer),
        Message.may_be_counted(),
    )
)
IDEAS = _telling(
    or_(Message.id.in_(_first), Message.parent_id.in_(_first)),
    select(func.count()).where(_later).scalar_subquery().label("ideas"),
)
ANSWERS = _telling(
    and_(
        _here,
        Message.number > bindparam("since"),
        Message.parent_id.in_(
            select(Message.id).where(_here, Message.number <= bindparam("upto")).scalar_subquery()
        ),
    )
)
_shown = and_(_here, func.coalesce(_parent.number, Message.number) <= bindparam("last"))
SHOWN = _telling(_shown)
CHANGED = _telling(
    and_(
        _shown,
        Message.changed_in > 0,  # as the index has it
        Message.changed_in > bindparam("known"),
    )
)
TRIED = _telling(and_(_here, Message.tried_at.is_not(None), Message.may_be_counted()))
ONE = _telling(and_(_here, Message.number == bindparam("number")))

"""How somebody stands to a talk: following it, how far they have read, what they have begun."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Integer, String, and_, bindparam, exists, func, select
from sqlalchemy.orm import aliased

from forum.core.db import db
from forum.core.rows import columns, loaded
from forum.notifications.notices import Notice
from forum.people.models import Person
from forum.talk.drafts import Draft
from forum.talk.following import followers
from forum.talk.models import Message, Talk
from forum.talk.place import Place


class Standing(NamedTuple):
    """`seen` is None where they have not been here before; `new` counts what others said since."""

    is_followed: bool
    is_muted: bool
    seen: int | None
    seen_at: datetime | None
    new: int
    first_new: int | None
    has_notices: bool
    draft: Draft | None

    def has_news(self, upto: int) -> bool:
        """Whether reading up to number `upto` is worth noting."""
        return self.has_notices or self.seen is None or self.seen < upto


def standing(talk: Talk, person: Person) -> Standing:
    """How `person` stands to `talk`, in one statement."""
    asked = {"talk": talk.id, "person": person.id, "topic": talk.topic}
    row = db.session.connection().execute(_STANDING, asked).one()
    how, draft = row[: -len(_DRAFT)], row[-len(_DRAFT) :]
    begun = None if draft[0] is None else loaded(Draft, draft)
    return Standing._make((*how, begun))


# Built once: to put it together takes longer than to run it.

_talk = bindparam("talk", type_=Integer)
_person = bindparam("person", type_=Integer)
_topic = bindparam("topic", type_=String)
_mine = and_(followers.c.talk_id == Talk.id, followers.c.person_id == _person)
_place = and_(Place.talk_id == Talk.id, Place.person_id == _person)
_draft = and_(Draft.place == _topic, Draft.person_id == _person)
_DRAFT = columns(Draft)
_new = aliased(Message)
_unread = (
    select(_new)
    .where(
        _new.talk_id == _talk,
        _new.number > Place.seen,
        _new.author_id != _person,
        _new.withdrawn_at.is_(None),
        _new.hidden_at.is_(None),  # as Message.may_be_counted
    )
    .correlate(Place)
)
_notices = exists().where(
    Notice.about == _topic, Notice.person_id == _person, Notice.read_at.is_(None)
)
_STANDING = (
    select(
        followers.c.person_id.is_not(None),
        followers.c.muted_at.is_not(None),
        Place.seen,
        Place.seen_at,
        _unread.with_only_columns(func.count()).scalar_subquery(),
        _unread.with_only_columns(func.min(_new.number)).scalar_subquery(),
        _notices,
        *_DRAFT,
    )
    .select_from(Talk)
    .outerjoin(followers, _mine)
    .outerjoin(Place, _place)
    .outerjoin(Draft, _draft)
    .where(Talk.id == _talk)
)

"""The community that a bench reads: the demo's people and cases, and one case for each length of talk."""

from itertools import cycle, islice

from flask import Flask

from forum.bench.server import Place
from forum.cases.models import Case
from forum.cases.views import address
from forum.core.config import settings_from
from forum.core.db import db, writing
from forum.core.words import Words
from forum.demo import seed
from forum.migrating import upgrade
from forum.people.models import Person
from forum.talk.models import Kind, Message

READER = "otis"
EVERY = 5
"""Each fifth reply answers the one before it, as in the demo's own talks."""


def application(place: Place) -> Flask:
    """Weft on this folder's database, migrated, in this process."""
    from forum.app import create_app

    app = create_app(settings_from(place.environment))
    with app.app_context():
        upgrade()
    return app


def move_in(app: Flask, lengths: tuple[int, ...]) -> dict[int, str]:
    """Let the demo move in, and open a case with each number of replies: its address by its length."""
    with app.app_context(), app.test_request_context():
        seed()
        with writing():
            return {length: address(_case_with(length)) for length in lengths}


def _case_with(replies: int) -> Case:
    people = list(db.session.scalars(db.select(Person).where(Person.confirmed_at.is_not(None))))
    told = db.session.scalars(db.select(Case).order_by(Case.id)).first()
    texts = list(
        db.session.scalars(db.select(Message).where(Message.parent_id.is_(None)).order_by(Message.id))
    )
    assert told is not None
    case = Case.open(
        by=told.author,
        asked=told.asked,
        story=Words(told.story_md, told.story_html, told.text_version),
        tried=Words(told.tried_md, told.tried_html, told.text_version),
        need=Words(told.need_md, told.need_html, told.text_version),
        **{name: getattr(told, name) for name in OUTLINE},
    )
    before = None
    turns = enumerate(zip(cycle(people), islice(cycle(texts), replies)), start=1)
    for turn, (by, text) in turns:
        words = Words(text.body_md, text.body_html, text.text_version)
        to = before if turn % EVERY == 0 else None
        before = case.reply(by=by, kind=Kind(text.kind), words=words, to=to).number
    return case


OUTLINE = ("title", "age_band", "setting", "since", "help", "need_by", "question", "generalised")

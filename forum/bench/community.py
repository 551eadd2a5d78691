"""The community that a bench reads: the demo's people and cases, and a case for each length."""

from datetime import timedelta
from itertools import cycle, islice

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import undefer_group

from forum.app import create_app
from forum.bench.server import Place
from forum.cases.models import Case
from forum.cases.showing import address
from forum.core.clock import now
from forum.core.config import settings_from
from forum.core.db import db, writing
from forum.core.words import Words
from forum.demo import seed
from forum.migrating import upgrade
from forum.people.models import Person
from forum.talk.models import Message

READER = "otis"
EVERY_FIFTH = 5
"""Each fifth reply answers the one before it, as in the demo's own talks."""

OUTLINE = ("title", "age_band", "setting", "since", "help", "need_by", "question", "generalised")


def settled_in(place: Place) -> Flask:
    """Weft on this folder's database, in this process, with its tables and the demo's people."""
    app = create_app(settings_from(place.environment))
    with app.app_context():
        upgrade()
        seed()
    return app


def a_case_with(app: Flask, replies: int) -> str:
    """Open a case with so many replies of some 60 words, an hour between them; its address."""
    with app.test_request_context(), writing():
        told = db.session.scalars(select(Case).limit(1).options(undefer_group("told"))).one()
        texts = list(db.session.scalars(select(Message).where(Message.parent_id.is_(None))))
        people = list(db.session.scalars(Person.visible()))
        case = Case.open(
            by=told.author,
            asked=list(told.asked),
            told={
                "story": Words(told.story_md, told.story_html, told.text_version),
                "tried": Words(told.tried_md, told.tried_html, told.text_version),
                "need": Words(told.need_md, told.need_html, told.text_version),
            },
            **{name: getattr(told, name) for name in OUTLINE},
        )
        before = 0
        turns = enumerate(zip(cycle(people), islice(cycle(texts), replies), strict=False), start=1)
        for turn, (by, text) in turns:
            words = Words(text.body_md, text.body_html, text.text_version)
            to = before if turn % EVERY_FIFTH == 0 else None
            said = case.reply(by=by, kind=text.kind, words=words, to=to)
            said.posted_at = now() - timedelta(hours=replies - turn)
            before = said.number
        return address(case)

"""What the outbox holds, what a sweep does, and a while that passes."""

from datetime import timedelta

import time_machine
from sqlalchemy import select

from forum.core.clock import now
from forum.core.db import db
from forum.notifications import digests, post
from forum.notifications.models import Letter
from tests.factories import an_idea


def written():
    """Every letter so far, the first one first."""
    db.session.rollback()
    return list(db.session.scalars(select(Letter).order_by(Letter.id)))


def sweep(app, *, after=timedelta(0)):
    """What the worker does each minute, so much later; how many letters of news it wrote."""
    db.session.commit()
    with time_machine.travel(now() + after, tick=False), app.app_context():
        return digests.write_news()


def deliver(app, *, after=timedelta(0)):
    """What the worker does with the outbox, so much later; how many letters went out."""
    db.session.commit()
    with time_machine.travel(now() + after, tick=False), app.app_context():
        return post.deliver()


def an_idea_at(minutes, case, by):
    """An idea given so many minutes from now."""
    with time_machine.travel(now() + timedelta(minutes=minutes), tick=False):
        return an_idea(case, by=by)

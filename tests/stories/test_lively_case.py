"""Thirty replies in a minute to a case that 500 people follow: all are told, each by one letter."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import event, func, select, update

from forum.core.clock import now
from forum.core.db import db
from forum.notifications.models import Letter
from forum.notifications.notices import Notice
from forum.people.models import Person
from forum.people.vocabulary import Role
from tests.conftest import on_sqlite
from tests.factories import a_case, a_person
from tests.notifications.letterbox import sweep
from tests.talk.test_unread import crowd_follows

FOLLOWERS = 500
REPLIES = 30


class Statements:
    """How many each request takes."""

    def __init__(self):
        self.counts = []
        event.listen(db.engine, "before_cursor_execute", self._note)

    def begin(self):
        self.counts.append(0)

    def end(self):
        event.remove(db.engine, "before_cursor_execute", self._note)

    def _note(self, connection, cursor, statement, *_):
        self.counts[-1] += not statement.startswith(("BEGIN", "COMMIT", "PRAGMA", "SAVEPOINT"))


@pytest.fixture
def statements(app):
    statements = Statements()
    statements.begin()
    yield statements
    statements.end()


@on_sqlite
def test_a_lively_case_tells_everybody_and_writes_to_each_once(app, browser, ana, statements):
    case = a_case(author=ana)
    crowd_follows(case, FOLLOWERS)
    known = {"confirmed_at": now(), "verified_at": now(), "role": Role.MEMBER}
    db.session.execute(update(Person).values(known))
    speakers = [browser(a_person()) for _ in range(3)]
    say, about = f"/talks/{case.talk.key}/messages", case.talk.topic
    for speaker in speakers:
        speaker.post(say, {"kind": "idea", "body": "Something to begin with."})

    for number in range(REPLIES):
        statements.begin()
        speaker = speakers[number % len(speakers)]
        answer = speaker.post(say, {"kind": "idea", "body": f"Thought {number}."})
        assert answer.status_code == 303

    assert len(set(statements.counts[-REPLIES:])) == 1
    left = select(func.count()).where(Notice.about == about, Notice.number > len(speakers))
    told = FOLLOWERS + 1 + len(speakers) - 1
    assert db.session.scalar(left) == REPLIES * told
    assert "33 replies" in browser(ana).page(f"/cases/{case.key}").text_in("h2")

    assert sweep(app, after=timedelta(minutes=12)) == FOLLOWERS + 1 + len(speakers)
    letters = db.session.scalars(select(Letter)).all()
    everybody = db.session.scalars(select(Person.email)).all()
    assert Counter(letter.recipient for letter in letters) == Counter(everybody)
    assert all(letter.body.count("/talks/") == 1 for letter in letters)
    assert sweep(app, after=timedelta(hours=3)) == 0

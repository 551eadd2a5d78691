"""The demo community: enough people and talk to look around in; nothing that tells of anybody."""

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from forum import deid
from forum.app import create_app
from forum.cases.circles import Circle
from forum.cases.models import Case
from forum.core.clock import now
from forum.core.config import Settings
from forum.core.db import db
from forum.demo import PASSWORD, seed
from forum.notifications.models import Letter
from forum.people.models import Person
from forum.people.vocabulary import Role
from forum.talk.marks import helpful_marks
from forum.talk.models import Message
from forum.trust.models import Promise
from tests.conftest import on_sqlite
from tests.page import Page
from tests.visiting import Browser

LONGEST_AGO = timedelta(days=500)


@pytest.fixture(scope="module")
def moved_in(sqlite_file, tmp_path_factory):
    """A database file in which the community lives; to move in takes a second or two."""
    folder = tmp_path_factory.mktemp("demo")
    path = folder / "forum.sqlite3"
    shutil.copy(sqlite_file, path)
    settings = Settings(demo=True, database_url=f"sqlite:///{path}", data_dir=folder)
    app = create_app(replace(settings, secret_key="only for tests, and long enough"))
    with app.app_context():
        seed()
        db.session.remove()
        db.engine.dispose()
    return path


@pytest.fixture
def demo(house, database, moved_in):
    shutil.copy(moved_in, database.removeprefix("sqlite:///"))
    app = house(demo=True)
    with app.app_context():
        yield app


def count(what):
    return db.session.scalar(select(func.count()).select_from(what))


def test_a_community_moves_in_once(app):
    moved_in = seed()
    messages = count(Message)

    again = seed()

    assert (moved_in, again) == (True, False)
    assert count(Person) >= 10
    assert count(Case) >= 24
    assert count(Message) == messages >= 120
    assert count(helpful_marks) >= 20
    assert count(Letter) == 0


@on_sqlite
def test_it_does_not_move_in_where_somebody_lives(app, ana):
    assert seed() is False
    assert count(Person) == 1
    assert count(Case) == 0


@on_sqlite
def test_everything_happened_before_now_and_in_order(demo):
    moment = now()
    cases = {case.talk_id: case for case in db.session.scalars(select(Case))}
    for message in db.session.scalars(select(Message)):
        case = cases[message.talk_id]
        assert case.opened_at <= message.posted_at <= moment
    for case in cases.values():
        assert moment - LONGEST_AGO < case.opened_at <= moment
        assert case.settled_at is None or case.opened_at < case.settled_at <= moment
        assert case.author.joined_at < case.opened_at
    for person in db.session.scalars(select(Person)):
        assert person.joined_at < moment


@on_sqlite
def test_messages_stand_in_the_order_in_which_they_were_said(demo):
    for talk_id in db.session.scalars(select(Case.talk_id)):
        at = db.session.scalars(
            select(Message.posted_at).where(Message.talk_id == talk_id).order_by(Message.number)
        ).all()
        assert at == sorted(at)


@on_sqlite
def test_marks_are_what_is_counted_and_never_ones_own(demo):
    marks = helpful_marks.c
    for message in db.session.scalars(select(Message)):
        people = db.session.scalars(
            select(marks.person_id).where(marks.message_id == message.id)
        ).all()
        assert message.helpful_count == len(people)
        assert message.author_id not in people


@on_sqlite
def test_nothing_in_it_would_be_stopped_by_the_guard(demo):
    texts = [
        text
        for case in db.session.scalars(select(Case))
        for text in (
            case.title,
            case.question,
            case.story_md,
            case.tried_md,
            case.need_md,
            case.matters_md,
            *((case.outcome.body_md,) if case.outcome else ()),
            *((case.insight.title, case.insight.body) if case.insight else ()),
        )
    ]
    texts += db.session.scalars(select(Promise.what)).all()
    texts += db.session.scalars(select(Circle.agreement_md)).all()
    texts += db.session.scalars(select(Message.body_md)).all()

    stopped = [
        finding.text
        for text in texts
        for finding in deid.check(text)
        if finding.severity is deid.Severity.RED
    ]

    assert stopped == []


@on_sqlite
def test_there_is_every_kind_of_case_and_of_person(demo):
    statuses = {case.status for case in db.session.scalars(select(Case))}
    roles = set(db.session.scalars(select(Person.role)))

    assert len(statuses) == 4
    assert {Role.MEMBER, Role.VERIFIED, Role.MODERATOR} <= roles
    assert len(set(db.session.scalars(select(Person.discipline)))) >= 5


@on_sqlite
@pytest.mark.parametrize("username", ["maren", "tess", "otis"])
def test_demo_people_sign_in_with_the_password_that_is_printed(demo, username):
    visit = Browser(demo)

    answer = visit.post("/sign-in", {"who": username, "password": PASSWORD})

    assert answer.status_code == 303
    assert visit.get("/cases/").status_code == 200


@on_sqlite
def test_every_link_on_every_page_leads_somewhere(demo):
    visit = Browser(demo, Person.called("maren"))
    seen, waiting = set(), {"/"}
    while waiting:
        path = waiting.pop()
        seen.add(path)
        answer = visit.get(path)
        if 300 <= answer.status_code < 400:
            waiting |= {answer.location.partition("#")[0]} - seen
        else:
            assert answer.status_code == 200, path
            if answer.mimetype == "text/html":
                waiting |= {link for link in Page(answer.text).links if worth_a_look(link)} - seen

    assert len(seen) > 50
    assert {"/cases/", "/cases/new", "/people/me/edit", "/mailbox"} <= seen


def worth_a_look(link):
    """Of a talk's many messages the first ones are enough."""
    number = link.partition("/messages/")[2].partition("/")[0]
    return not number or int(number) <= 2

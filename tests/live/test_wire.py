"""Rings between processes, over a real Redis; and what becomes of them without it."""

import re
import time
from contextlib import ExitStack

import pytest
from redis import Redis

from forum.core.db import db
from forum.live import wire
from forum.live.bell import CLOSE, Ring, listening
from tests import databases
from tests.conftest import on_sqlite
from tests.factories import a_case, an_idea
from tests.serving import Stream, served
from tests.together import a_process, its_words
from tests.visiting import Browser

SAY = """
from forum.core.words import Words
from forum.people.models import Person
from forum.cases.models import Case
from forum.talk.vocabulary import Kind

words = Words.of("Said in another process")
with app.app_context(), writing():
    case = db.session.scalars(db.select(Case)).one()
    case.reply(by=Person.called("ben"), kind=Kind.IDEA, words=words)
"""


@pytest.fixture
def app(house, redis_url):
    app = house(redis_url=redis_url)
    with app.app_context():
        yield app
    wire._url = ""


def wait_until_it_listens(redis_url):
    with Redis.from_url(redis_url) as client:
        while not client.pubsub_numsub(wire.CHANNEL)[0][1]:
            time.sleep(0.01)


def test_what_is_said_in_one_process_is_heard_in_another(app, redis_url, ana, ben):
    case = a_case(author=ana)
    with listening([case.talk.topic]) as ear:
        wait_until_it_listens(redis_url)

        its_words(a_process(app, SAY))

        assert ear.wait(30) == Ring(case.talk.topic, 1)


def test_a_page_served_here_hears_what_is_said_there(app, redis_url, ana, ben):
    case, visit = a_case(author=ana), Browser(app, ana)
    shown = visit.get(f"/cases/{case.key}").text
    url = shown.partition('hx-sse:connect="')[2].partition('"')[0]
    with served(app) as port:
        stream = Stream(port, visit, url)
        next(stream.lines())
        wait_until_it_listens(redis_url)

        its_words(a_process(app, SAY))
        heard = stream.hears(case.talk.topic)
        stream.close()

    assert heard == 1
    assert "Said in another process" in visit.get(f"/cases/{case.key}").text


@on_sqlite
def test_ones_own_rings_are_not_heard_twice(app, redis_url, ana, ben):
    case = a_case(author=ana)
    with listening([case.talk.topic]) as ear:
        wait_until_it_listens(redis_url)
        an_idea(case, by=ben)
        an_idea(case, by=ben)
        its_words(a_process(app, SAY))

        assert [ear.wait(30) for _ in range(3)] == [Ring(case.talk.topic, n) for n in (1, 2, 3)]


@on_sqlite
def test_only_names_and_versions_go_over_the_wire(app, redis_url, ana, ben):
    case = a_case(author=ana)
    with Redis.from_url(redis_url) as client, client.pubsub() as overheard:
        overheard.subscribe(wire.CHANNEL)
        while overheard.get_message(timeout=1)["type"] != "subscribe":
            pass
        an_idea(case, by=ben, body="Start with the door.")
        said = overheard.get_message(timeout=30)["data"].decode()

    whence, *rings = said.splitlines()
    assert re.fullmatch(r"[0-9a-f]{32}", whence)
    assert {ring.partition(" ")[0] for ring in rings} == {case.talk.topic, "inbox-ana"}
    for ring in rings:
        assert re.fullmatch(r"(talk|inbox)-[\w-]+ \d+", ring)


@on_sqlite
def test_once_redis_is_back_every_page_asks_what_it_missed(house, tmp_path):
    with ExitStack() as page:
        with databases.a_redis(tmp_path) as url:
            house(redis_url=url)
            ear = page.enter_context(listening(["talk-x"]))
            wait_until_it_listens(url)

        with databases.a_redis(tmp_path, port=int(url.rpartition(":")[2])):
            assert ear.wait(30) == Ring("", CLOSE)
            wire._url = ""


@on_sqlite
def test_without_redis_a_reply_is_stored_and_heard_here(house, ana, ben):
    app = house(redis_url="redis://127.0.0.1:9")
    with app.app_context():
        case = a_case(author=db.session.merge(ana))
        with listening([case.talk.topic]) as ear:
            an_idea(case, by=db.session.merge(ben))

            assert ear.wait(30) == Ring(case.talk.topic, 1)
    wire._url = ""

"""The event stream: names and versions, to who may see them; nothing lost, nothing twice."""

import re
import time

import pytest

from forum.core.db import db
from forum.core.safety import HEADERS
from forum.live import bell, views
from tests.account.test_join import link_in_the_letter
from tests.conftest import on_sqlite
from tests.factories import a_case, a_person, an_idea
from tests.page import names
from tests.serving import Stream, served
from tests.visiting import Browser

NO_MORE = 204
"""What tells a page to listen no more; static/js/live.js knows it."""
SECRET = "a sentence that must stay on its page"


@pytest.fixture
def port(app):
    with served(app) as port:
        yield port


@pytest.fixture
def case(ana):
    return a_case(author=ana)


def address_on(visit, case):
    """The stream's address as the page of the case gives it."""
    found = re.search(r'hx-sse:connect="([^"]+)"', visit.get(f"/cases/{case.key}").text)
    assert found is not None
    return found[1]


@pytest.fixture
def listen(port):
    """`listen(visit, case)`: the page of a case is open, and its stream with it."""
    open_ones = []

    def listen(visit, case, url="", heard=""):
        stream = Stream(port, visit, url or address_on(visit, case), heard)
        open_ones.append(stream)
        return stream

    yield listen
    for stream in open_ones:
        stream.close()


def test_a_reply_is_heard_on_the_page_of_its_case(listen, browser, case, ana, ben):
    stream = listen(browser(ana), case)

    an_idea(case, by=ben, body=SECRET)
    first = stream.hears(case.talk.topic)
    browser(ben).post(f"/talks/{case.talk.key}/messages", {"kind": "idea", "body": SECRET})
    second = stream.hears(case.talk.topic)

    assert (first, second) == (1, 2)


def test_a_stream_begins_at_once_and_carries_the_headers(listen, browser, case, ana):
    stream = listen(browser(ana), case)

    assert stream.status == 200
    assert stream.answer.headers["Content-Type"].startswith("text/event-stream")
    assert next(stream.lines()) == ": here"
    for name, value in HEADERS.items():
        assert stream.answer.headers[name] == value
    assert stream.answer.headers["X-Accel-Buffering"] == "no"


def test_a_stream_says_names_and_versions_and_no_words(listen, browser, case, ana, ben):
    stream = listen(browser(ana), case)
    an_idea(case, by=ben, body=SECRET)

    lines = []
    for line in stream.lines():
        lines.append(line)
        if line.startswith("data"):
            break

    said = "\n".join(lines)
    assert SECRET not in said
    assert not names(said, "Ben")
    assert case.title not in said


def test_what_came_between_page_and_stream_is_heard_first(listen, browser, case, ana, ben):
    visit = browser(ana)
    url = address_on(visit, case)
    for _ in range(3):
        an_idea(case, by=ben)

    stream = listen(visit, case, url)

    assert stream.hears(case.talk.topic) == 3
    an_idea(case, by=ben)
    assert stream.hears(case.talk.topic) == 4


def test_what_a_page_shows_already_is_not_heard_again(listen, browser, case, ana, ben):
    for _ in range(2):
        an_idea(case, by=ben)
    stream = listen(browser(ana), case)

    an_idea(case, by=ben)

    assert stream.hears(case.talk.topic) == 3


def test_a_stream_goes_on_where_it_broke_off(listen, browser, case, ana, ben):
    visit = browser(ana)
    url = address_on(visit, case)
    first = listen(visit, case, url)
    an_idea(case, by=ben)
    heard = first.next(case.talk.topic)
    first.close()

    again = listen(visit, case, url, heard=heard.id)
    an_idea(case, by=ben)
    heard = again.next(case.talk.topic)
    again.close()
    for _ in range(2):
        an_idea(case, by=ben)

    assert heard.data == "2"
    assert listen(visit, case, url, heard=heard.id).hears(case.talk.topic) == 4


@on_sqlite
@pytest.mark.parametrize("heard", ["made up", "=", "talk-x=9,,=", "a=" + "9" * 5_000, "talk=-1"])
def test_a_made_up_place_is_no_place(listen, browser, case, ana, ben, heard):
    visit = browser(ana)
    url = address_on(visit, case)
    an_idea(case, by=ben)

    assert listen(visit, case, url, heard=heard).hears(case.talk.topic) == 1


def test_settling_and_opening_are_heard(listen, browser, case, ana, ben):
    stream = listen(browser(ben), case)
    visit = browser(ana)

    for version, deed in enumerate(("settle", "reopen"), start=1):
        visit.post(f"/cases/{case.key}/{deed}")
        assert stream.hears(case.talk.topic) == version


def test_another_case_is_not_heard(listen, browser, case, ana, ben):
    elsewhere = a_case(author=ana)
    stream = listen(browser(ana), case)
    an_idea(elsewhere, by=ben)

    an_idea(case, by=ben)

    assert stream.hears(case.talk.topic) == 1


def test_whoever_may_not_see_a_case_hears_nothing_of_it(house):
    app = house(cases_for="verified")
    with app.app_context():
        ben = a_person()
        case, visit = a_case(author=ben), Browser(app, ben)
        url = address_on(visit, case)
        ben.verified_at = None
        db.session.commit()
        an_idea(case, by=a_person())
        with served(app) as port:
            stream = Stream(port, visit, url)
            an_idea(case, by=a_person())
            bell.hang_up()

            assert stream.next(case.talk.topic) is None
            stream.close()


def test_signing_out_ends_the_stream_and_a_new_one_is_refused(listen, browser, case, ana, ben):
    visit = browser(ana)
    url = address_on(visit, case)
    here, elsewhere = listen(visit, case, url), listen(browser(ana), case)

    visit.another_window().post("/sign-out")

    assert here.is_over()
    assert listen(visit, case, url).status == 401
    an_idea(case, by=ben)
    assert elsewhere.hears(case.talk.topic) == 1


def test_a_new_password_ends_every_stream(listen, browser, case, ana):
    streams = [listen(browser(ana), case) for _ in range(2)]
    visit = browser()
    visit.post("/forgot", {"who": "ana"})

    visit.post(link_in_the_letter(), {"password": "another river, another tree"})

    assert [stream.is_over() for stream in streams] == [True, True]


@on_sqlite
def test_an_address_is_good_for_the_sign_in_that_it_was_made_for(listen, browser, case, ana, ben):
    url = address_on(browser(ana), case)

    for visit in (browser(ben), browser(ana)):
        assert listen(visit, case, url).status == NO_MORE


@on_sqlite
def test_an_address_that_nobody_sealed_tells_nothing(listen, browser, case, ana):
    visit = browser(ana)
    sealed = address_on(visit, case)

    for url in ("/live/made-up", sealed[:-3], sealed.replace("/live/", "/live/x")):
        assert listen(visit, case, url).status == NO_MORE


@on_sqlite
def test_a_stranger_is_refused(listen, browser, case, ana):
    url = address_on(browser(ana), case)

    assert listen(browser(), case, url).status == 401


@on_sqlite
def test_a_quiet_stream_gives_signs_of_life_and_ends_in_its_time(
    listen, browser, case, ana, monkeypatch
):
    monkeypatch.setattr(views, "HEARTBEAT", 0.05)
    monkeypatch.setattr(views, "LIFE", 0.3)

    lines = list(listen(browser(ana), case).lines())

    assert lines[0] == ": here"
    assert ": quiet" in lines
    assert not any(line.startswith("event") for line in lines)


@on_sqlite
def test_usual_streams_give_signs_of_life_and_end_within_what_servers_bear():
    assert views.HEARTBEAT < 30
    assert views.LIFE * 1.2 <= 15 * 60


@on_sqlite
def test_a_page_that_is_gone_is_forgotten(listen, browser, case, ana, ben, monkeypatch):
    monkeypatch.setattr(views, "HEARTBEAT", 0.02)
    stream = listen(browser(ana), case)
    next(stream.lines())
    topic = case.talk.topic
    assert topic in bell._ears
    stream.close()

    for _ in range(1_000):
        if topic not in bell._ears:
            break
        time.sleep(0.02)

    assert topic not in bell._ears


@on_sqlite
def test_a_server_that_stops_ends_its_streams(browser, app, case, ana):
    visit = browser(ana)
    url = address_on(visit, case)
    with served(app) as port:
        streams = [Stream(port, visit, url) for _ in range(3)]

    assert [stream.is_over() for stream in streams] == [True] * 3
    for stream in streams:
        stream.close()


def test_a_stream_holds_no_transaction_open(listen, browser, case, ana):
    before = db.engine.pool.status()

    streams = [listen(browser(ana), case) for _ in range(4)]

    assert [next(stream.lines()) for stream in streams] == [": here"] * 4
    db.session.commit()
    assert in_use(db.engine.pool.status()) <= in_use(before)


def in_use(status):
    """How many connections are out, as the pool says it."""
    found = re.search(r"Current Checked out connections: (\d+)", status)
    assert found is not None
    return int(found[1])

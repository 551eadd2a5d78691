"""Each error has a page in our voice, keeps what was typed, and logs no member's words."""

import logging
import re

import pytest
from flask import request
from sqlalchemy import text

from forum.core import db as database_module
from forum.core.db import db
from forum.core.errors import Busy
from tests.conftest import on_sqlite
from tests.factories import PASSWORD, a_case, a_person, told
from tests.page import Page
from tests.visiting import Browser

CANARY = "canary-7d1f a quiet boy"


@pytest.fixture
def said(app):
    """Every line that this process would write to its log."""
    lines = []

    class Kept(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    ours, everybody = logging.getLogger("forum"), logging.getLogger()
    kept = Kept()
    kept.setFormatter(ours.handlers[0].formatter)
    plain = Kept(logging.WARNING)
    ours.addHandler(kept)
    everybody.addHandler(plain)
    yield lines
    ours.removeHandler(kept)
    everybody.removeHandler(plain)


def breaking(app, error):
    """A page of this app whose opening and sending fail."""

    @app.route("/breaking", methods=["GET", "POST"])
    def _breaking():
        request.get_data()
        raise error


@on_sqlite
@pytest.mark.parametrize(
    ("method", "path", "status", "words"),
    [
        ("GET", "/nowhere", 404, "That page isn’t here"),
        ("GET", "/cases/none-such", 404, "That page isn’t here"),
        ("POST", "/sign-out/", 404, "That page isn’t here"),
        ("GET", "/sign-out", 405, "That page works differently"),
        ("POST", "/cases/check", 405, "That page works differently"),
        ("GET", "/confirm/made-up", 409, "Ask for a fresh one"),
        ("GET", "/reset/made-up", 409, "Ask for a fresh one"),
        ("POST", "/cases/", 422, "Say in one line what’s stuck."),
    ],
)
def test_every_error_has_a_page_of_ours(browser, ana, method, path, status, words):
    visit = browser(ana)

    answer = visit.get(path) if method == "GET" else visit.post(path)

    assert answer.status_code == status
    assert words in answer.text
    assert Page(answer.text).is_whole


@on_sqlite
def test_a_page_that_works_differently_says_how(browser, ana):
    assert "POST" in browser(ana).get("/sign-out").headers["Allow"]


@on_sqlite
@pytest.mark.parametrize("htmx", ["", "section#composer"])
def test_more_than_fits_is_refused_in_words(browser, ana, htmx):
    answer = browser(ana).post("/cases/", told(story="x" * 300_000), htmx=htmx)

    assert answer.status_code == 413
    assert "That’s more than fits" in answer.text


@on_sqlite
def test_too_many_fields_are_refused_in_words(browser, ana):
    answer = browser(ana).post(
        "/cases/",
        told(**{f"field{number}": "x" for number in range(1_200)}),
        content_type="multipart/form-data",
    )

    assert answer.status_code == 413


@on_sqlite
@pytest.mark.parametrize("htmx", ["", "section#composer"])
def test_a_fault_of_ours_says_so_and_can_be_named(app, ana, said, htmx):
    breaking(app, ValueError(CANARY))

    answer = Browser(app, ana).get("/breaking", htmx=htmx)

    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text
    reference = re.search(r'class="num">(\w+)<', answer.text)
    assert reference is not None
    assert any(reference[1] in line and '"status": 500' in line for line in said)


@on_sqlite
def test_a_fault_of_ours_keeps_what_was_typed(app, ana):
    breaking(app, ValueError("no"))

    answer = Browser(app, ana).post("/breaking", {"story": "It goes well\nuntil we change rooms."})

    assert answer.status_code == 500
    assert "It goes well\nuntil we change rooms." in answer.text
    assert "Send it again" in answer.text


def test_the_log_says_what_broke_and_no_word_of_a_member(app, browser, ana, said):
    breaking(app, ValueError(CANARY))
    visit = browser(ana)

    visit.post("/breaking", {"story": CANARY})
    visit.get(f"/cases/?view={CANARY}")
    visit.post("/cases/", told(story=CANARY, title="Canary-7d1f in a line"))
    visit.post("/cases/", told(story=f"{CANARY} call 617-555-0142"))
    browser().post("/sign-in", {"who": "canary-7d1f@weft.example", "password": CANARY})
    browser().post("/forgot", {"who": "canary-7d1f"})

    log = "\n".join(said)
    assert "ValueError" in log
    assert "test_faults.py" in log
    assert "canary-7d1f" not in log.lower()
    assert "quiet boy" not in log


def test_the_log_has_a_line_for_each_request_and_no_address_of_anybody(browser, ana, said):
    browser(ana).get(f"/people/{ana.username}")

    assert '"route": "people.show", "status": 200' in said[-1]
    assert "ana" not in said[-1]


def test_a_database_that_says_no_tells_the_log_no_words(app, ana, said):
    @app.get("/taken")
    def _taken():
        db.session.execute(
            text("INSERT INTO talks (key, kind, version, message_count) VALUES (:key, :key, 1, 1)"),
            {"key": None, "word": CANARY},
        )

    answer = Browser(app, ana).get("/taken")

    assert answer.status_code == 500
    assert "IntegrityError" in "\n".join(said)
    assert "canary" not in "\n".join(said)


@on_sqlite
@pytest.mark.parametrize("htmx", ["", "section#composer"])
def test_a_busy_database_is_said_with_the_text_kept(app, ana, htmx):
    breaking(app, Busy())

    answer = Browser(app, ana).post("/breaking", {"body": "Start with the door."}, htmx=htmx)

    assert answer.status_code == 503
    assert "What you wrote is still here" in answer.text
    assert ("Start with the door." in answer.text) is not bool(htmx)


@on_sqlite
def test_a_writer_that_never_ends_makes_others_give_up_with_their_text_kept(
    app, browser, ana, database, monkeypatch
):
    monkeypatch.setattr(database_module, "PATIENCE", 0.2)
    key = a_case().talk.key
    visit = browser(ana)
    visit.get("/cases/new")
    with db.engine.connect().execution_options(begin="BEGIN IMMEDIATE") as held, held.begin():
        answer = visit.post(
            f"/talks/{key}/messages", {"kind": "idea", "body": "Start with the door."}
        )

    assert answer.status_code == 503
    assert "Start with the door." in answer.text
    assert answer.headers["Retry-After"]


@on_sqlite
def test_a_database_that_is_away_is_said_with_the_text_kept(house, ana):
    member = Browser(house(), ana)
    member.get("/cases/new")
    away = house(database_url="postgresql://weft@127.0.0.1:9/weft?connect_timeout=1")
    member.app, member.client.application = away, away

    page = member.get("/cases/")
    sent = member.post("/cases/", told())

    assert (page.status_code, sent.status_code) == (503, 503)
    assert "It goes well until we change rooms." in sent.text


@on_sqlite
def test_a_stranger_hears_too_that_the_database_is_away(house):
    visit = Browser(house(database_url="postgresql://weft@127.0.0.1:9/weft?connect_timeout=1"))

    answers = [
        visit.get("/healthz"),
        visit.post("/sign-in", {"who": "ana", "password": PASSWORD}),
    ]

    assert [answer.status_code for answer in answers] == [503, 503]
    assert PASSWORD not in answers[1].text


@on_sqlite
@pytest.mark.parametrize("secret", ["password", "csrf_token"])
def test_what_is_secret_never_comes_back_on_a_page(app, ana, secret):
    breaking(app, ValueError("no"))

    answer = Browser(app, ana).post("/breaking", {secret: "hush hush hush", "who": "ana"})

    assert "hush hush" not in answer.text


@on_sqlite
def test_what_another_site_sent_never_comes_back_on_a_page(app, ana):
    answer = Browser(app, ana).post(
        "/cases/", {"story": CANARY}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 403
    assert CANARY not in answer.text


@on_sqlite
def test_a_strange_host_gets_a_plain_no(app):
    answer = app.test_client().get("/", headers={"Host": "weft.evil.example"})

    assert answer.status_code == 400
    assert "evil.example" not in answer.text


@on_sqlite
def test_too_often_is_said_with_when_to_come_back(house):
    app = house(RATELIMIT_ENABLED=True)
    visit = Browser(app)
    with app.app_context():
        a_person(username="dana")

    answers = [visit.post("/sign-in", {"who": "dana", "password": "no"}) for _ in range(11)]

    assert {answer.status_code for answer in answers[:10]} == {422}
    assert answers[10].status_code == 429
    assert 1 <= int(answers[10].headers["Retry-After"]) <= 60
    assert "Come back in" in answers[10].text
    assert Page(answers[10].text).is_whole


@on_sqlite
def test_too_often_keeps_what_was_typed_and_says_it_to_htmx_too(house):
    app = house(RATELIMIT_ENABLED=True)
    with app.app_context():
        ana = a_person(username="ana")
        key = a_case(author=ana).talk.key
        visit = Browser(app, ana)
        said = {"kind": "idea", "body": "Start with the door."}
        url = f"/talks/{key}/messages"
        while (answer := visit.post(url, said)).status_code == 303:
            pass
        notice = visit.post(url, said, htmx="section#composer")

    assert (answer.status_code, notice.status_code) == (429, 429)
    assert "Start with the door." in answer.text
    assert notice.headers["HX-Retarget"] == "#notice"
    assert int(notice.headers["Retry-After"]) >= 1

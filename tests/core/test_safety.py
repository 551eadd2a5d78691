"""Strict headers on every answer, and no change but from a page of our own."""

import pytest
from flask import request

from forum.core.safety import HEADERS
from tests.conftest import on_sqlite
from tests.factories import told
from tests.page import Page
from tests.routes import addresses
from tests.visiting import Browser

pytestmark = on_sqlite

WITHOUT_TOKEN = {"unsubscribe.stop"}
"""What a mail program sends by itself (RFC 8058); its address holds a secret instead."""


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/welcome",
        "/join",
        "/healthz",
        "/cases/",
        "/cases/none-such",
        "/nowhere",
        "/sign-out",
        "/static/css/main.css",
        "/static/none.css",
        "/favicon.ico",
        "/live/made-up",
        "/confirm/made-up",
    ],
)
@pytest.mark.parametrize("signed_in", [True, False], ids=["member", "stranger"])
def test_every_answer_carries_the_headers(app, ana, path, signed_in):
    client = Browser(app, ana if signed_in else None).client

    answer = client.get(path)

    for name in HEADERS.keys() - {"Cache-Control", "Referrer-Policy"}:
        assert answer.headers[name] == HEADERS[name]
    assert answer.headers["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert answer.headers["Cache-Control"]


def test_the_policy_lets_nothing_run_that_is_not_a_file_of_ours():
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["img-src"] == "'self'"
    assert policy["base-uri"] == policy["object-src"] == policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert not {"unsafe", "data:", "http", "*"} & set(HEADERS["Content-Security-Policy"])


def test_nothing_may_be_indexed_or_kept(browser, ana):
    for visit in (browser(), browser(ana)):
        answer = visit.get("/")

        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert answer.headers["Cache-Control"] == "no-store"


def test_over_https_the_cookie_is_bound_to_the_host_and_hidden_from_scripts(house):
    app = house(base_url="https://weft.example")

    answer = app.test_client().get("/join", base_url="https://weft.example")

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-sid=")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=63072000")


def test_on_this_computer_the_cookie_has_a_plain_name(app):
    cookie = app.test_client().get("/join").headers["Set-Cookie"]

    assert cookie.startswith("sid=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_no_form_is_taken_without_its_token(app, ana):
    client = Browser(app, ana).client
    forms = addresses(app, "POST")
    for endpoint in WITHOUT_TOKEN:
        forms.pop(endpoint)

    for endpoint, address in forms.items():
        for token in ("", "made-up"):
            answer = client.post(address, data={"csrf_token": token})
            assert answer.status_code == 400, endpoint
            assert "One more time" in answer.text
    assert len(forms) >= 11


def test_a_token_of_another_session_is_not_taken(browser, ana, ben):
    token = browser(ben).page("/cases/new").values("csrf_token")[0]

    answer = browser(ana).post("/cases/", told(csrf_token=token))

    assert answer.status_code == 400


def test_a_token_may_come_in_a_header_as_htmx_sends_it(app, ana):
    visit = Browser(app, ana)
    token = visit.page("/cases/new").values("csrf_token")[0]

    answer = visit.client.post("/cases/", data=told(), headers={"X-CSRFToken": token})

    assert answer.status_code == 303


def test_a_form_without_its_token_comes_back_filled_in_and_can_be_sent_again(app, ana):
    visit = Browser(app, ana)

    answer = visit.client.post("/cases/", data=told(story="A long story."))
    form = Page(answer.text)

    assert answer.status_code == 400
    assert "A long story." in answer.text
    assert visit.post("/cases/", told(csrf_token=form.values("csrf_token")[0])).status_code == 303


@pytest.mark.parametrize("whence", ["cross-site", "same-site", "made-up"])
def test_a_form_on_another_site_is_refused(browser, ana, whence):
    answer = browser(ana).post("/cases/", told(), headers={"Sec-Fetch-Site": whence})

    assert answer.status_code == 403


@pytest.mark.parametrize("whence", ["same-origin", "none"])
def test_a_form_of_our_own_is_taken(browser, ana, whence):
    answer = browser(ana).post("/cases/", told(), headers={"Sec-Fetch-Site": whence})

    assert answer.status_code == 303


def test_another_site_may_link_to_us(browser, ana):
    answer = browser(ana).get("/cases/", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil"])
def test_the_demo_answers_only_to_this_computer(house, host):
    client = house(demo=True).test_client()

    assert client.get("/", headers={"Host": host}).status_code == 400
    assert client.get("/", headers={"Host": "127.0.0.1:8000"}).status_code == 200
    assert client.get("/", headers={"Host": "localhost:8000"}).status_code == 200


def test_a_proxy_is_believed_as_often_as_the_operator_says(house):
    seen = []
    for proxies in (0, 1):
        app = house(trusted_proxies=proxies)

        @app.before_request
        def _look():
            seen.append(request.remote_addr)

        app.test_client().get("/healthz", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"})

    assert seen == ["127.0.0.1", "198.51.100.7"]

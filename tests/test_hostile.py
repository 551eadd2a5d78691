"""Strings that have broken other sites, in every box: back as sent, or a clear no."""

import re
import unicodedata
from urllib.parse import quote

import pytest

from forum.core.db import db
from forum.core.forms import one_line, stripped
from forum.notifications.post import deliver
from forum.people.models import Person
from forum.talk.models import Message
from tests.conftest import on_postgres
from tests.corpora import payloads
from tests.factories import a_case, joining, told
from tests.page import Page

pytestmark = on_postgres
"""It is the stricter one: it keeps no NUL, no half of a letter, and no number that is too large."""

OURS = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud800",
    "\u202eevil\u202c",
    "\u200b\u200d\ufeff",
    "🏳️‍🌈 👩‍👩‍👧 é e\u0301 ﬁ",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "';DROP TABLE people;--",
    "' OR '1'='1",
    "%27%20OR%201=1--",
    "{{ 7*7 }}{% debug %}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "../../etc/passwd",
    "a\r\nSet-Cookie: x=y\r\n\r\n<h1>",
    "%0d%0aSet-Cookie:x=y",
    "=1+1|cmd",
    "-1",
    "1e309",
    "99999999999999999999999999",
    "null",
    "undefined",
    "NaN",
    "a" * 5_000,
    "الكل في المجمو عة",
    "田中さんにあげて下さい",
    "`‘’“”„…",
    "\\",
    "\t\v\f\x85\u2028\u2029",
)
ALL = tuple(
    dict.fromkeys(
        (*OURS, *payloads("naughty-strings"), *payloads("ssti"), *payloads("crlf-header"))
    )
)
SQL = payloads("sqli")


def in_parts(strings, size=60):
    """As several tests, so that one that fails says about where."""
    parts = [strings[start : start + size] for start in range(0, len(strings), size)]
    return pytest.mark.parametrize("strings", parts, ids=range(len(parts)))


def sent(text):
    """As it reaches a server: a half of a letter goes out as a question mark, as browsers do."""
    return text.encode("utf-8", "replace").decode()


@pytest.fixture
def visit(browser, ana):
    visit = browser(ana)
    visit.get("/cases/new")
    return visit


@in_parts((*ALL, *SQL[::8]))
def test_a_profile_keeps_them_as_they_are_or_says_no(visit, ana, strings):
    boxes = ("name", "credentials", "region", "scope", "about", "ask_me")
    usual = {"discipline": "ot", "time_zone": "UTC"}
    for text in map(sent, strings):
        answer = visit.post("/people/me/edit", usual | dict.fromkeys(boxes, text))
        assert answer.status_code in (303, 422), text
        if answer.status_code == 303:
            db.session.expire_all()
            assert ana.name == one_line(text)
            assert ana.about == stripped(text)
    assert visit.page("/people/ana").text_in("h1")


@in_parts((*OURS, *ALL[::3], *SQL[::40]))
def test_a_reply_keeps_them_as_they_are_or_says_no(visit, ana, strings):
    case = a_case(author=ana)
    url = f"/talks/{case.talk.key}/messages"
    for text in map(sent, strings):
        answer = visit.post(url, {"kind": "idea", "body": text})
        assert answer.status_code in (303, 422), text
        if answer.status_code == 303:
            newest = db.select(Message.body_md).order_by(Message.id.desc()).limit(1)
            assert db.session.scalars(newest).one() == stripped(text)
        else:
            assert 'id="errors"' in answer.text
    assert visit.get(f"/cases/{case.key}").status_code == 200


@in_parts((*OURS[:20], *ALL[::12], *SQL[::80]))
def test_a_case_takes_them_in_every_box_and_choice_or_says_no(visit, strings):
    texts = ("title", "story", "tried", "need", "question")
    for text in map(sent, strings):
        answer = visit.post("/cases/", told(**dict.fromkeys(texts, text)))
        assert answer.status_code in (303, 422), text
        if answer.status_code == 303:
            shown = visit.get(answer.location)
            assert shown.status_code == 200
            assert Page(shown.text).all("img") == []


@pytest.mark.parametrize(
    "field", ["age_band", "asked", "setting", "since", "help", "need_by", "once"]
)
def test_what_is_chosen_or_hidden_may_hold_anything_too(visit, field):
    for text in map(sent, OURS):
        assert visit.post("/cases/", told(**{field: text})).status_code in (303, 422), text


@pytest.mark.parametrize("field", ["kind", "to", "once", "last", "seen"])
@pytest.mark.parametrize("htmx", ["", "section#composer"])
def test_what_goes_along_with_a_reply_may_hold_anything(visit, ana, field, htmx):
    url = f"/talks/{a_case(author=ana).talk.key}/messages"
    for text in map(sent, OURS):
        said = {"kind": "idea", "body": "Start with the door."} | {field: text}
        assert visit.post(url, said, htmx=htmx).status_code in (200, 303, 404, 422), text


@pytest.mark.parametrize("path", ["/sign-in", "/forgot"])
def test_the_door_opens_to_none_of_them(browser, ana, path):
    visit = browser()
    for text in map(sent, (*OURS, *SQL[::50])):
        answer = visit.post(path, {"who": text, "password": text})
        assert answer.status_code in (303, 422), text
        assert visit.client.get("/cases/").status_code == 303


@pytest.mark.parametrize("field", ["name", "username", "email", "credentials", "region", "once"])
def test_joining_takes_them_or_says_no_and_the_letter_is_plain(app, browser, tmp_path, field):
    visit = browser()
    for number, text in enumerate(map(sent, (*OURS, *payloads("crlf-header")))):
        about = joining(username=f"dana{number}", email=f"dana{number}@weft.example")
        assert visit.post("/join", about | {field: text}).status_code in (303, 422), text
    with app.app_context():
        deliver()
    for letter in (tmp_path / "mail").glob("*.eml"):
        head = letter.read_text().partition("\n\n")[0]
        names = [line.partition(":")[0] for line in head.splitlines() if not line.startswith(" ")]
        assert len(names) == len(set(names))
        assert not {"Bcc", "Cc", "Set-Cookie"} & set(names)
    for person in db.session.scalars(db.select(Person)):
        assert re.fullmatch(r"[a-z0-9_-]{3,30}", person.username)
        assert unicodedata.is_normalized("NFC", person.name)


@pytest.mark.parametrize(
    "place",
    [
        "/cases/{}",
        "/people/{}",
        "/talks/{}/pill",
        "/talks/{}/messages/1",
        "/live/{}",
        "/confirm/{}",
        "/reset/{}",
        "/static/{}",
        "/cases/?view={}",
        "/cases/?before={}",
        "/sign-in?next={}",
        "/?{}",
    ],
)
@pytest.mark.parametrize("member", [True, False], ids=["member", "stranger"])
def test_an_address_may_hold_anything(browser, ana, place, member):
    client = browser(ana if member else None).client
    for text in (*OURS, *payloads("ssti"), *SQL[::50]):
        written = quote(text[:2_000], safe="/", errors="surrogatepass")
        answer = client.get(place.format(written))
        assert answer.status_code in (200, 204, 303, 304, 308, 404, 405, 409), (place, text)


@pytest.mark.parametrize(
    "header",
    ["HX-Target", "HX-Current-URL", "Last-Event-ID", "User-Agent", "Referer", "Accept-Language"],
)
def test_a_header_may_hold_anything_that_a_header_may(browser, ana, header):
    client = browser(ana).client
    for text in (*OURS, *payloads("crlf-header")):
        value = (
            "".join(c for c in text if c.isprintable()).encode("utf-8", "replace").decode("latin-1")
        )
        headers = {"HX-Request": "true", header: value}
        for path in ("/cases/", "/cases/none-such"):
            assert client.get(path, headers=headers).status_code in (200, 404), text
        assert client.post("/cases/", headers=headers).status_code == 400


def test_a_cookie_may_hold_anything_that_a_cookie_may(browser, ana):
    client = browser().client
    for text in OURS:
        client.set_cookie("sid", quote(text[:2_000], errors="surrogatepass"))

        assert client.get("/").status_code == 200
        assert client.get("/cases/").status_code == 303

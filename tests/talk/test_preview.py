"""A box can be seen as it will look: as safe as what is posted, and nothing is kept."""

import pytest
from sqlalchemy import func, select

from forum.core.db import db
from forum.talk.models import Message
from tests.conftest import on_sqlite
from tests.factories import a_case


@on_sqlite
def test_a_box_is_shown_as_it_will_look(browser, ana):
    answer = browser(ana).post(
        "/preview?of=body", {"body": "A *new* idea."}, htmx="div#body-preview"
    )

    assert answer.status_code == 200
    assert "<em>new</em>" in answer.text
    assert "hx-ignore" in answer.text
    assert "<html" not in answer.text


@on_sqlite
def test_only_the_box_that_was_asked_for_is_shown(browser, ana):
    typed = {"story": "The story.", "tried": "What was tried.", "csrf": "x"}

    answer = browser(ana).post("/preview?of=tried", typed)

    assert "What was tried." in answer.text
    assert "The story." not in answer.text


@on_sqlite
@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", "[x](javascript:alert(1))", "<img src=x onerror=alert(1)>"],
)
def test_what_is_shown_is_safe(browser, ana, hostile):
    answer = browser(ana).post("/preview?of=body", {"body": hostile})

    for active in ("<script", "<img", 'href="javascript'):
        assert active not in answer.text


@on_sqlite
@pytest.mark.parametrize("address", ["/preview?of=body", "/preview", "/preview?of=nothing"])
def test_nothing_written_is_said_kindly(browser, ana, address):
    assert "Nothing is written yet." in browser(ana).post(address, {"body": "  "}).text


@on_sqlite
def test_what_cannot_be_laid_out_says_why(browser, ana):
    answer = browser(ana).post("/preview?of=body", {"body": "a" * 20_001})

    assert answer.status_code == 200
    assert "Make it 20,000 characters or shorter" in answer.text


def test_nothing_is_kept_or_told(browser, ana):
    case = a_case(author=ana)

    browser(ana).post("/preview?of=body", {"body": "Not yet."})

    assert db.session.scalar(select(func.count(Message.id))) == 0
    assert "Not yet." not in browser(ana).get(f"/cases/{case.key}").text


@on_sqlite
def test_the_guard_looks_when_one_posts_and_not_before(browser, ana):
    answer = browser(ana).post("/preview?of=body", {"body": "Write to sam.reed@example.org."})

    assert "sam.reed@example.org" in answer.text
    assert "could point to a person" not in answer.text


@on_sqlite
def test_every_box_has_its_button(browser, ana):
    case = a_case()

    composer = browser(ana).get("/cases/new").text
    reply = browser(ana).get(f"/cases/{case.key}").text

    for box in ("story", "tried", "need"):
        assert f'hx-post="/preview?of={box}"' in composer
    assert 'hx-post="/preview?of=body"' in reply

"""“That’s not a name”: a member says so from a box full of words, which stays as it is."""

import json

import pytest
from sqlalchemy import select

from forum.core.db import db
from forum.deid import Label
from forum.guard.terms import LONGEST, MOST_OPEN, SafeTerm
from tests.conftest import on_sqlite
from tests.factories import a_term, told

TEACH = "/guard/terms/NAME"
THANKS = "Thank you. A moderator will look at it."


def terms():
    db.session.rollback()
    return db.session.scalars(select(SafeTerm).order_by(SafeTerm.id)).all()


def test_a_browser_is_led_to_the_words_one_asked_about(browser, ana):
    visit = browser(ana)

    answer = visit.post(TEACH, told(term="Berg balance"))

    page = visit.page("/guard/terms")
    assert (answer.status_code, answer.location) == (303, "/guard/terms")
    assert [(t.term, t.said_of, t.asked_by) for t in terms()] == [
        ("Berg balance", Label.NAME, ana.id)
    ]
    assert "Berg balance" in page.text_in("main")
    assert THANKS in page.text_in("main")


def test_htmx_is_told_in_a_word_and_fills_nothing(browser, ana):
    answer = browser(ana).post(TEACH, told(term="Berg"), htmx="body")

    assert (answer.status_code, answer.text) == (200, "")
    assert json.loads(answer.headers["HX-Trigger"]) == {"toast": THANKS}
    assert [t.term for t in terms()] == ["Berg"]


def test_asked_twice_it_is_asked_once_and_one_hears_what_became_of_it(browser, ana, ben, mo):
    a_term("Berg", by=ana).accept(by=mo)
    a_term("Bobath", by=ana).refuse(by=mo)

    answers = [browser(ben).post(TEACH, {"term": t}, htmx="body") for t in ("berg", "bobath")]

    assert [json.loads(answer.headers["HX-Trigger"])["toast"] for answer in answers] == [
        "The check passes over it by now.",
        "A moderator has looked at it, and the check goes on asking.",
    ]
    assert len(terms()) == 2


@on_sqlite
@pytest.mark.parametrize(
    ("kind", "term", "status"),
    [
        ("NAME", "", 409),
        ("NAME", "x" * (LONGEST + 1), 409),
        ("NAME", "617-555-0142", 409),
        ("PHONE", "Berg", 409),
        ("CAKE", "Berg", 404),
    ],
)
def test_what_cannot_be_taught_is_refused_in_words(browser, ana, kind, term, status):
    for htmx in ("", "body"):
        answer = browser(ana).post(f"/guard/terms/{kind}", {"term": term}, htmx=htmx)
        assert answer.status_code == status
    assert terms() == []


@on_sqlite
def test_beyond_so_many_that_wait_one_is_asked_to_wait(browser, ana):
    for number in range(MOST_OPEN):
        a_term(f"Berg {'x' * (number + 1)}", by=ana)

    answer = browser(ana).post(TEACH, {"term": "Bobath"})

    assert answer.status_code == 409
    assert "still wait for a moderator" in answer.text


@on_sqlite
def test_one_sees_ones_own_words_alone(browser, ana, ben):
    a_term("Berg", by=ana)

    assert "None so far." in browser(ben).page("/guard/terms").text_in("main")

"""The moderators' page: which words the guard passes over, and what it has missed."""

import pytest
from sqlalchemy import select

from forum.core.clock import now
from forum.core.db import db
from forum.deid import Label
from forum.guard.misses import Miss
from forum.guard.terms import SafeTerm
from forum.people.vocabulary import Role
from tests.conftest import on_sqlite
from tests.factories import a_person, a_term
from tests.page import Page, names

WORDS = "/moderation/words"


def known(term):
    db.session.rollback()
    return db.session.scalars(select(SafeTerm).filter_by(folded=term.casefold())).one()


def test_a_moderator_sees_what_is_asked_and_not_by_whom_and_accepts_it(browser, ana, mo):
    a_term("Berg balance", by=ana)
    visit = browser(mo)

    shown = visit.page(WORDS).text_in("main")
    answer = visit.post(WORDS, {"term": "Berg balance", "answer": "accept"})

    assert "Berg balance" in shown
    assert "Taken for: name. Asked about just now" in " ".join(shown.split())
    assert not names(shown, "Ana")
    assert (answer.status_code, answer.location) == (303, WORDS)
    assert known("Berg balance").accepted_by == mo.id
    assert "The check passes over “Berg balance” from now on." in visit.get(WORDS).text


def test_what_was_accepted_is_taken_back(browser, ana, mo):
    a_term("Berg", by=ana).accept(by=mo)
    visit = browser(mo)

    answer = visit.post(WORDS, {"term": "Berg", "answer": "refuse"}, htmx="body")

    assert answer.headers["HX-Redirect"] == WORDS
    assert known("Berg").accepted_at is None
    assert "Still asked about" in visit.page(WORDS).text_in("h2")


def test_the_moderator_who_decides_last_is_heard(browser, ana, mo):
    other = a_person(role=Role.MODERATOR)
    a_term("Berg", by=ana)

    browser(mo).post(WORDS, {"term": "Berg", "answer": "accept"})
    browser(other).post(WORDS, {"term": "Berg", "answer": "refuse"})

    assert (known("Berg").refused_by, known("Berg").accepted_by) == (other.id, None)


@on_sqlite
def test_a_term_that_nobody_asked_for_is_not_found(browser, mo):
    assert browser(mo).post(WORDS, {"term": "Berg", "answer": "accept"}).status_code == 404


@on_sqlite
def test_members_find_nothing_here(browser, ana):
    a_term("Berg", by=ana)
    visit = browser(ana)

    answers = [
        visit.get(WORDS),
        visit.post(WORDS, {"term": "Berg", "answer": "accept"}),
        visit.post("/moderation/misses", {"words": "Berg", "kind": "NAME"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert known("Berg").accepted_at is None
    assert db.session.scalars(Miss.newest()).all() == []


def test_a_miss_is_noted_without_its_words(browser, mo):
    visit = browser(mo)

    answer = visit.post("/moderation/misses", {"words": "Seen on 4/2", "kind": "DATE"})

    miss = db.session.scalars(Miss.newest()).one()
    page = visit.page(WORDS)
    assert answer.status_code == 303
    assert (miss.kind, miss.shape, miss.marked_by) == (Label.DATE, "Xxxx xx 9/9", mo.id)
    assert "Xxxx xx 9/9" in page.text_in("code")
    assert "Noted, without the words." in page.text_in("body")


@on_sqlite
def test_a_miss_sent_twice_is_noted_once(browser, mo):
    visit = browser(mo)
    form = {"words": "Seen on 4/2", "kind": "DATE", "once": visit.page(WORDS).values("once")[0]}

    visit.post("/moderation/misses", form)
    visit.post("/moderation/misses", form)

    assert len(db.session.scalars(Miss.newest()).all()) == 1


@on_sqlite
@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("words", " ", "Paste the words from the message."),
        ("words", "x" * 121, "Make it 120 characters or shorter"),
        ("kind", "", "Choose what they are."),
        ("kind", "CAKE", "Not a valid choice"),
    ],
)
def test_a_miss_that_says_too_little_comes_back(browser, mo, field, value, why):
    form = {"words": "Seen on 4/2", "kind": "DATE"} | {field: value}

    answer = browser(mo).post("/moderation/misses", form)

    assert answer.status_code == 422
    assert why in Page(answer.text).text_in("main")
    assert db.session.scalars(Miss.newest()).all() == []


@on_sqlite
def test_what_somebody_looks_after_is_in_both_menus(browser, ana, mo):
    admin = a_person(role=Role.ADMIN, confirmed_at=now())
    places = {"/moderation/", "/letters/"}

    def duties(person):
        page = browser(person).page("/")
        links = [link.attributes for link in page.all("a")]
        return sorted(link["href"] for link in links if link.get("href") in places)

    assert duties(ana) == []
    assert duties(mo) == ["/moderation/"] * 2
    assert duties(admin) == ["/letters/"] * 2 + ["/moderation/"] * 2
    assert WORDS in browser(mo).page("/moderation/").links

"""The front page for strangers, the desk for members, and whether all is well."""

import re
from datetime import timedelta

import pytest

from forum.cases.coming_back import promise_to_come_back
from forum.core.clock import now
from forum.core.db import db
from forum.core.words import Words
from forum.home.desk import AT_MOST
from forum.people.vocabulary import Discipline
from forum.talk.vocabulary import Kind
from forum.trust.days import today
from tests.conftest import on_sqlite
from tests.factories import a_case, a_person, an_idea
from tests.page import names
from tests.visiting import Browser


def test_a_stranger_sees_the_front_page_and_nothing_of_members(browser, ana):
    case = a_case(author=ana, title="Stuck behind the door")

    for path in ("/", "/welcome"):
        answer = browser().get(path)
        assert answer.status_code == 200
        assert not names(answer.text, "Ana")
        assert case.title not in answer.text


@on_sqlite
def test_the_front_page_leads_in(browser):
    links = browser().page("/").links

    assert {"/join", "/sign-in"} <= links
    assert not {"/cases/", "/cases/new"} & links


@on_sqlite
def test_a_member_is_led_from_the_front_page_to_the_desk(browser, ana):
    answer = browser(ana).get("/welcome")

    assert (answer.status_code, answer.location) == (303, "/")


def test_the_desk_shows_ones_own_open_cases_and_who_waits_for_ones_discipline(browser, ana, ben):
    mine = a_case(author=ana, title="Mine and open")
    a_case(author=ana, title="Mine and settled").settle(by=ana)
    waiting = a_case(author=ben, title="Waits for an OT", asked=[Discipline.OT, Discipline.PT])
    a_case(author=ben, title="Waits for somebody else", asked=[Discipline.SLP])
    an_idea(a_case(author=ben, title="Has an answer", asked=[Discipline.OT]), by=ana)
    db.session.commit()

    page = browser(ana).page("/")

    assert {f"/cases/{mine.key}", f"/cases/{waiting.key}"} <= page.links
    said = page.text_in("main")
    assert "Mine and settled" not in said
    assert "Waits for somebody else" not in said


def test_the_desk_shows_a_few_and_leads_to_the_rest(browser, ana, ben):
    for _ in range(AT_MOST + 2):
        a_case(author=ana)
        a_case(author=ben, asked=[Discipline.OT])

    links = [e.attributes["href"] for e in browser(ana).page("/").all("a")]

    cases = {link for link in links if link.startswith("/cases/") and "?" not in link}
    assert len(cases - {"/cases/", "/cases/new"}) <= 3 * AT_MOST
    assert any("view=mine" in link for link in links)
    assert any("view=waiting" in link for link in links)


def test_who_has_waited_longest_comes_first(browser, ana, ben):
    for days in (1, 9, 4):
        case = a_case(author=ben, asked=[Discipline.OT], title=f"Waits for {days} days")
        case.opened_at = now() - timedelta(days=days)
        db.session.commit()

    headings = browser(ana).page("/").text_in("h3")

    assert re.findall(r"Waits for (\d)", headings) == ["9", "4", "1"]


@on_sqlite
def test_an_assistant_finds_what_asks_for_their_discipline(browser, ben):
    case = a_case(author=ben, asked=[Discipline.OT])
    a_case(author=ben, asked=[Discipline.PT], title="Asks for somebody else")
    assistant = a_person(discipline=Discipline.OTA)

    page = browser(assistant).page("/")

    assert f"/cases/{case.key}" in page.links
    assert "Asks for somebody else" not in page.text_in("main")


def test_the_desk_asks_how_a_case_turned_out_in_one_click(browser, ana, ben):
    case = a_case(author=ana, title="Tried and waited for")
    case.follow_up_at = now() - timedelta(hours=1)
    db.session.commit()

    page = browser(ana).page("/")

    assert "One thing needs you." in page.text_in("main")
    assert "How did it turn out?" in page.text_in("strong")
    assert f"/cases/{case.key}/outcome?result=helped" in page.links
    assert "How did it turn out?" not in browser(ben).page("/").text_in("main")


def test_three_things_need_one_at_most(browser, ana, ben):
    for _ in range(2):
        case = a_case(author=ana)
        case.reply(by=ben, kind=Kind.QUESTION, words=Words.of("Since when?"))
        case.follow_up_at = now() - timedelta(hours=1)
        promise_to_come_back(a_case(author=ben), "Think", today(ana), by=ana)
    db.session.commit()

    page = browser(ana).page("/")

    said = page.text_in("strong")
    assert "Three things need you." in page.text_in("main")
    assert (said.count("has a question"), said.count("You told Ben:")) == (2, 1)
    assert "How did it turn out?" not in said


def test_an_empty_desk_says_what_one_could_do(browser, ana):
    page = browser(ana).page("/")

    assert "/cases/new" in page.links
    assert "Ana" in page.text_in("h1")


def test_all_is_well_and_that_is_all_it_says(app):
    answer = app.test_client().get("/healthz")

    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    assert answer.json == {"database": "ok", "guard": "ok"}
    assert answer.headers["Cache-Control"] == "no-store"


@on_sqlite
@pytest.mark.parametrize("path", ["/", "/cases/", "/people/ana", "/people/me/edit", "/cases/new"])
def test_navigation_shows_what_is_built_and_leads_there(browser, ana, path):
    page = browser(ana).page(path)

    nav = [e for e in page.all("a") if "nav" in e.within]
    assert {"/", "/cases/"} <= {e.attributes["href"] for e in nav}
    assert not [e for e in page.all("a") if e.attributes.get("href") in ("#", "")]


@on_sqlite
def test_to_whom_cases_are_closed_no_case_is_offered(house):
    app = house(cases_for="verified")
    with app.app_context():
        reader, waits = a_person(), a_person(verified_at=None)

        shown, closed = (Browser(app, one).page("/").text_in("main") for one in (reader, waits))

    for said in ("No unanswered case asks for your view", "who is waiting for your view"):
        assert said in shown
        assert said not in closed
    assert "a moderator has looked up your registration" in closed

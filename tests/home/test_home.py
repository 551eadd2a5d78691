"""The front page for strangers, the desk for members, and whether all is well."""

import pytest

from forum.core.db import db
from forum.home.desk import AT_MOST
from forum.people.vocabulary import Discipline
from tests.conftest import on_sqlite
from tests.factories import a_case, an_idea


def test_a_stranger_sees_the_front_page_and_nothing_of_members(browser, ana):
    case = a_case(author=ana, title="Stuck behind the door")

    for path in ("/", "/welcome"):
        answer = browser().get(path)
        assert answer.status_code == 200
        assert "Ana" not in answer.text
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

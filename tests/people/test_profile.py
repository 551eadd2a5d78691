"""A member's page: discipline, scope, what they asked and helped with; one's own can be changed."""

import pytest

from forum.core.db import db
from forum.people.vocabulary import Discipline
from tests.conftest import on_sqlite
from tests.factories import a_case, an_idea
from tests.page import Page

SAID = {
    "name": "Ana Lima Costa",
    "discipline": "ota",
    "credentials": "COTA/L",
    "region": "Minho",
    "time_zone": "Atlantic/Azores",
    "settings": ["school", "home"],
    "scope": "Mornings · 4 yrs",
    "about": "I look at mornings.\n\nAnd at evenings.",
    "ask_me": "- Mornings\n• Stairs\n\n* Shoes",
    "opinions": "Handwriting",
    "not_mine": "Swallowing",
}


def test_a_profile_says_who_somebody_is(browser, ana, ben):
    ben.scope, ben.credentials, ben.region = "Voice · 9 yrs", "CCC-SLP", "Ohio"
    ben.settings, ben.ask_me = ["outpatient"], ["Hoarse teachers"]

    answer = browser(ana).get("/people/ben")

    for words in ("Ben Adeyemi", "SLP", "Voice · 9 yrs", "CCC-SLP", "Ohio", "Outpatient"):
        assert words in answer.text
    assert "Hoarse teachers" in answer.text
    assert "ben@weft.example" not in answer.text
    assert "/people/me/edit" not in Page(answer.text).text_in("main")


def test_a_profile_shows_what_somebody_asked_and_helped_with(browser, ana, ben):
    asked = a_case(author=ben, title="Stuck with a whisper")
    helped = a_case(author=ana, title="Stuck at the door")
    idea = an_idea(helped, by=ben)
    helped.talk.mark_helpful(idea, by=ana, yes=True)
    a_case(author=ana, title="Nothing to do with Ben")

    page = browser(ana).page("/people/ben")

    said = page.text_in("main")
    assert f"/cases/{asked.key}" in page.links
    assert f"/cases/{helped.key}" in page.links
    assert "Asked by Ben. No replies yet." in said
    assert "Ben thought along with Ana. One person found it helpful." in said
    assert "Nothing to do with Ben" not in said


@on_sqlite
def test_a_profile_without_deeds_says_so(browser, ana, ben):
    assert "Ben hasn’t asked or answered yet." in browser(ana).get("/people/ben").text
    assert "You haven’t asked or answered yet." in browser(ana).get("/people/ana").text


@on_sqlite
@pytest.mark.parametrize("name", ["nobody", "BEN", "ben%00", "..", "ben/../ana", "%", "a" * 2_000])
def test_nobody_is_found_by_a_name_that_is_not_theirs(browser, ana, ben, name):
    assert browser(ana).get(f"/people/{name}").status_code == 404


def test_ones_own_profile_can_be_changed(browser, ana):
    visit = browser(ana)
    filled_in = visit.page("/people/me/edit")

    answer = visit.post("/people/me/edit", SAID)

    assert filled_in.values("name") == ["Ana Lima"]
    assert filled_in.values("discipline") == ["ot"]
    assert (answer.status_code, answer.location) == (303, "/people/ana")
    assert (ana.name, ana.discipline) == ("Ana Lima Costa", Discipline.OTA)
    assert (ana.credentials, ana.region, ana.scope) == ("COTA/L", "Minho", "Mornings · 4 yrs")
    assert (ana.time_zone, ana.settings) == ("Atlantic/Azores", ["school", "home"])
    assert ana.about == "I look at mornings.\n\nAnd at evenings."
    assert ana.ask_me == ["Mornings", "Stairs", "Shoes"]
    assert (ana.opinions, ana.not_mine) == (["Handwriting"], ["Swallowing"])
    assert "Your profile is saved." in visit.get("/people/ana").text


def test_nobody_can_be_made_to_change_another_or_to_rise(browser, ana, ben):
    browser(ben).post("/people/me/edit", SAID | {"username": "ana", "role": "admin", "id": "1"})

    db.session.refresh(ana)
    assert (ana.name, ben.name) == ("Ana Lima", "Ana Lima Costa")
    assert not ben.is_moderator
    assert ben.username == "ben"


@on_sqlite
@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("name", "", "Say what to call you."),
        ("name", "x" * 61, "Make it 60 characters or shorter"),
        ("scope", "x" * 91, "Make it 90 characters or shorter"),
        ("about", "x" * 601, "Make it 600 characters or shorter"),
        ("ask_me", "x" * 601, "Make it 600 characters or shorter"),
        ("discipline", "", "Choose the one nearest"),
        ("discipline", "wizard", "Not a valid choice"),
        ("time_zone", "Mars/Olympus", "Not a valid choice"),
        ("settings", ["moon"], "not a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_changed(browser, ana, field, value, why):
    answer = browser(ana).post("/people/me/edit", SAID | {field: value})

    assert answer.status_code == 422
    assert why in answer.text
    assert f'href="#{field}"' in answer.text
    assert "Mornings" in answer.text
    assert ana.name == "Ana Lima"


@on_sqlite
def test_choosing_no_setting_is_an_answer_too(browser, ana):
    ana.settings = ["school"]
    browser(ana).post("/people/me/edit", {k: v for k, v in SAID.items() if k != "settings"})

    assert ana.settings == []


@on_sqlite
@pytest.mark.parametrize("field", ["scope", "about", "credentials", "ask_me", "opinions"])
def test_a_number_or_an_address_has_no_place_in_a_profile(browser, ana, field):
    answer = browser(ana).post("/people/me/edit", SAID | {field: "Call 617-555-0142."})

    page = Page(answer.text)
    assert answer.status_code == 422
    assert f"#{field}" in {e.attributes.get("href") for e in page.all("a")}
    assert "617-555-0142" in page.text_in("q")


@on_sqlite
def test_names_places_and_dates_are_for_members_to_say_of_themselves(browser, ana):
    about = "Ana Lima, at Santa Luzia hospital in Braga since 4 March 2011: https://ana.example/me"

    answer = browser(ana).post("/people/me/edit", SAID | {"about": about})

    assert answer.status_code == 303
    assert about in browser(ana).page("/people/ana").text_in("main")

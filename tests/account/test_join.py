"""Joining: say who you are, open the link in the letter, sit down."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from forum.account.models import LASTS, Link, Purpose
from forum.core.clock import now
from forum.core.db import db
from forum.notifications.models import Letter
from forum.people.models import Person
from forum.people.vocabulary import Discipline, Role
from tests.conftest import on_sqlite
from tests.factories import PASSWORD, a_person, joining
from tests.page import Page

LINK = re.compile(r"http://localhost(/\S+)")


def link_in_the_letter():
    """The path of the link in the newest letter."""
    db.session.rollback()
    newest = db.session.scalars(select(Letter).order_by(Letter.id.desc()).limit(1)).one()
    found = LINK.search(newest.body)
    assert found is not None
    return found[1]


def test_who_joins_confirms_and_signs_in(browser):
    visit = browser()
    joined = visit.post("/join", joining())
    person = db.session.scalars(select(Person)).one()
    assert (person.role, person.confirmed_at) == (Role.APPLICANT, None)

    asked = visit.get(link_in_the_letter())
    confirmed = visit.post(link_in_the_letter())
    signed_in = visit.post("/sign-in", {"who": "dana", "password": PASSWORD})

    assert (joined.status_code, joined.location) == (303, "/sent/confirm")
    assert "Is this you, Dana?" in asked.text
    assert (confirmed.status_code, confirmed.location) == (303, "/sign-in")
    assert (signed_in.status_code, signed_in.location) == (303, "/")
    assert "Dana" in visit.page("/").text_in("h1")
    assert person.role is Role.MEMBER
    assert person.confirmed_at is not None


def test_everything_said_at_the_door_is_kept(browser):
    browser().post("/join", joining())

    person = db.session.scalars(select(Person)).one()
    assert (person.name, person.username, person.email) == (
        "Dana Reyes",
        "dana",
        "dana@weft.example",
    )
    assert person.discipline is Discipline.SLP
    assert (person.credentials, person.region) == ("CCC-SLP", "Portugal")
    assert (person.time_zone, person.settings) == ("Europe/Lisbon", ["home", "online"])


@on_sqlite
def test_user_name_and_address_are_kept_in_small_letters(browser):
    browser().post("/join", joining(username=" Dana ", email="Dana@Weft.Example "))

    person = db.session.scalars(select(Person)).one()
    assert (person.username, person.email) == ("dana", "dana@weft.example")


@on_sqlite
def test_opening_the_link_confirms_nothing_until_it_is_said(browser):
    visit = browser()
    visit.post("/join", joining())

    for _ in range(2):
        visit.get(link_in_the_letter())

    assert db.session.scalars(select(Person)).one().confirmed_at is None


def test_a_link_confirms_once(browser):
    visit = browser()
    visit.post("/join", joining())
    visit.post(link_in_the_letter())

    again = [visit.get(link_in_the_letter()), visit.post(link_in_the_letter())]

    assert [answer.status_code for answer in again] == [409, 409]
    assert "used or has run out" in again[0].text


def test_a_link_confirms_for_three_days(browser):
    visit = browser()
    visit.post("/join", joining())
    late = now() + LASTS[Purpose.CONFIRM]

    with time_machine.travel(late + timedelta(minutes=1)):
        too_late = visit.post(link_in_the_letter())
    with time_machine.travel(late - timedelta(minutes=1)):
        in_time = visit.post(link_in_the_letter())

    assert LASTS[Purpose.CONFIRM] == timedelta(days=3)
    assert (too_late.status_code, in_time.status_code) == (409, 303)


@on_sqlite
def test_a_link_confirms_the_address_that_it_was_sent_to(browser):
    visit = browser()
    visit.post("/join", joining())
    db.session.scalars(select(Person)).one().email = "other@weft.example"
    db.session.commit()

    assert visit.post(link_in_the_letter()).status_code == 409


@on_sqlite
def test_a_link_of_one_purpose_serves_no_other(browser, ana):
    visit = browser()
    visit.post("/forgot", {"who": "ana"})
    token = link_in_the_letter().removeprefix("/reset/")

    assert visit.get(f"/confirm/{token}").status_code == 409


@on_sqlite
def test_only_the_letter_holds_the_token(browser):
    browser().post("/join", joining())

    token = link_in_the_letter().removeprefix("/confirm/")
    link = db.session.scalars(select(Link)).one()
    assert len(token) >= 43
    assert token not in (link.token_hash, link.bound_to)


@on_sqlite
def test_a_page_whose_address_holds_a_token_tells_nobody(browser, ana):
    visit = browser()
    visit.post("/join", joining())
    confirm = visit.get(link_in_the_letter())
    visit.post("/forgot", {"who": "ana"})
    reset = visit.get(link_in_the_letter())

    assert confirm.headers["Referrer-Policy"] == reset.headers["Referrer-Policy"] == "no-referrer"
    assert confirm.headers["Cache-Control"] == "no-store"


def test_a_known_address_gets_the_same_answer_and_another_letter(browser, ana):
    new = browser().post("/join", joining())
    known = browser().post("/join", joining(username="another", email="Ana@weft.example"))

    assert (known.status_code, known.location) == (new.status_code, new.location)
    assert db.session.scalar(select(Person).where(Person.username == "another")) is None
    letter = db.session.scalars(select(Letter).order_by(Letter.id.desc()).limit(1)).one()
    assert letter.recipient == "ana@weft.example"
    assert letter.subject == "You already have an account"
    assert "your user" in letter.body
    assert "ana" in letter.body


@on_sqlite
def test_the_first_letter_can_be_sent_again_by_signing_in(browser):
    visit = browser()
    visit.post("/join", joining())
    first = link_in_the_letter()

    answer = visit.post("/sign-in", {"who": "dana", "password": PASSWORD})

    assert "Confirm your address first" in answer.text
    assert link_in_the_letter() != first
    assert visit.get("/cases/").status_code == 303
    assert visit.post(link_in_the_letter()).status_code == 303


@on_sqlite
@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("name", "", "Say what to call you."),
        ("name", "   ", "Say what to call you."),
        ("name", "x" * 61, "Make it 60 characters or shorter; it has 61 now."),
        ("username", "", "Choose a user name."),
        ("username", "ab", "Use 3 to 30 letters"),
        ("username", "-dana", "Use 3 to 30 letters"),
        ("username", "da na", "Use 3 to 30 letters"),
        ("username", "dána", "Use 3 to 30 letters"),
        ("username", "dana@weft", "Use 3 to 30 letters"),
        ("username", "d" * 31, "Make it 30 characters or shorter"),
        ("username", "moderator", "taken for the people who run Weft"),
        ("username", "M0derator", "taken for the people who run Weft"),
        ("username", "rnoderator", "taken for the people who run Weft"),
        ("username", "ad-min", "taken for the people who run Weft"),
        ("username", "me", "Use 3 to 30 letters"),
        ("username", "ana", "Somebody has that user name."),
        ("username", "ANA", "Somebody has that user name."),
        ("email", "", "Say where the letter"),
        ("email", "dana", "doesn’t look like an email address"),
        ("email", "dana@weft", "doesn’t look like an email address"),
        ("email", "dána@weft.example", "doesn’t look like an email address"),
        ("email", "dаna@weft.example", "doesn’t look like an email address"),
        ("email", "a@b.example, c@d.example", "doesn’t look like an email address"),
        ("email", "dana@weft.example\r\nBcc: eve@evil.example", "doesn’t look like"),
        ("email", "d" * 250 + "@weft.example", "Make it 254 characters or shorter"),
        ("password", "", "Choose a password."),
        ("password", "short and quick", None),
        ("password", "short an quick", "Make it 15 characters or longer."),
        ("password", "aaaaaaaaaaaaaaaaaaaa", "more than one thing said again"),
        ("password", "abcabcabcabcabcabc", "more than one thing said again"),
        ("password", "hellohellohellohello", "more than one thing said again"),
        ("password", "dana" * 5, "more than one thing said again"),
        ("discipline", "", "Choose the one nearest"),
        ("discipline", "wizard", "Not a valid choice"),
        ("time_zone", "Mars/Olympus", "Not a valid choice"),
        ("settings", ["school", "moon"], "is not a valid choice"),
        ("agrees", "", "it needs your yes"),
        ("credentials", "x" * 121, "Make it 120 characters or shorter"),
        ("region", "x" * 61, "Make it 60 characters or shorter"),
    ],
)
def test_what_is_wrong_is_said_and_everything_else_comes_back(browser, ana, field, value, why):
    form = joining(**{field: value})

    answer = browser().post("/join", form)

    if why is None:
        assert answer.status_code == 303
        return
    page = Page(answer.text)
    assert answer.status_code == 422
    assert why in answer.text
    assert f'href="#{field}"' in answer.text
    assert page.text_in("title").startswith("Error:")
    for name in ("name", "username", "email", "credentials", "region"):
        if name != field:
            assert page.values(name) == [form[name]]
    if field not in ("discipline", "settings"):
        assert page.values("discipline") == ["slp"]
        assert page.values("settings") == ["home", "online"]
    assert PASSWORD not in answer.text
    assert db.session.scalars(select(Letter)).all() == []


@on_sqlite
def test_a_password_on_everyones_list_is_refused(browser):
    from forum.account.passwords import _common

    common = next(word for word in sorted(_common()) if len(word) >= 15 and len(set(word)) > 6)

    assert "everyone tries first" in browser().post("/join", joining(password=common)).text


@on_sqlite
def test_a_password_built_from_ones_own_name_is_refused(browser):
    answer = browser().post("/join", joining(username="danadanareyes", password="danadanareyes12"))

    assert "your own name or address" in answer.text


@on_sqlite
def test_an_unconfirmed_person_is_not_to_be_seen(browser, ana):
    dana = a_person(username="dana", confirmed_at=None, role=Role.APPLICANT)

    assert browser(ana).get(f"/people/{dana.username}").status_code == 404

"""Another address: wanted by who knows the password, confirmed there, taken back where it was."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from forum.account.models import LASTS, Purpose
from forum.account.passwords import is_password
from forum.core.clock import now
from forum.core.db import db
from forum.notifications.models import Letter
from forum.people.models import AddressIsTaken
from forum.people.session import SignIn
from tests.account.test_join import LINK
from tests.conftest import on_sqlite
from tests.factories import PASSWORD, a_person
from tests.page import Page
from tests.together import at_once

OLD, WANTED = "ana@weft.example", "ana@elsewhere.example"
WANTS = {"email": WANTED, "password": PASSWORD}
NEW = "another river, another tree"


def letters_to(address):
    """The letters to this address, the oldest first."""
    db.session.rollback()
    theirs = select(Letter).where(Letter.recipient == address).order_by(Letter.id)
    return list(db.session.scalars(theirs))


def link_to(address):
    """The path of the link in the newest letter to this address."""
    found = LINK.search(letters_to(address)[-1].body)
    assert found is not None
    return found[1]


def is_signed_in(visit):
    return visit.get("/cases/").status_code == 200


def test_a_new_address_is_confirmed_where_it_leads(browser, ana):
    visit = browser(ana)
    asked = visit.post("/account/address", WANTS)
    waiting = visit.get("/account/sign-in").text
    assert ana.email == OLD

    shown = browser().get(link_to(WANTED))
    confirmed = visit.post(link_to(WANTED))

    assert (asked.status_code, asked.location) == (303, "/account/sign-in")
    assert WANTED in waiting
    assert "Is this you, Ana?" in shown.text
    assert (confirmed.status_code, confirmed.location) == (303, "/account/sign-in")
    assert (ana.email, ana.new_email) == (WANTED, None)
    assert "Letters go there from now on" in visit.get("/account/sign-in").text
    assert browser().post("/sign-in", {"who": WANTED, "password": PASSWORD}).status_code == 303


def test_opening_the_link_alone_changes_nothing(browser, ana):
    browser(ana).post("/account/address", WANTS)

    for address in (WANTED, OLD):
        answer = browser().get(link_to(address))
        assert answer.headers["Referrer-Policy"] == "no-referrer"

    db.session.refresh(ana)
    assert (ana.email, ana.new_email) == (OLD, WANTED)


def test_the_old_address_is_told_at_once(browser, ana):
    browser(ana).post("/account/address", WANTS)

    told = letters_to(OLD)
    assert [letter.subject for letter in told] == ["Your address on Weft is being changed"]
    assert WANTED not in told[0].body
    assert [letter.subject for letter in letters_to(WANTED)] == ["Confirm your new address"]


@pytest.mark.parametrize("confirmed", [False, True], ids=["waiting", "confirmed"])
def test_it_was_not_me_takes_it_back_and_shuts_the_other_hand_out(browser, ana, confirmed):
    thief = browser(ana)
    thief.post("/account/address", WANTS)
    theirs, mine = link_to(WANTED), link_to(OLD)
    if confirmed:
        thief.post(theirs)
        thief.post("/account/password", {"password": PASSWORD, "password_new": NEW})
    visit = browser()

    kept = visit.post(mine)

    assert kept.status_code == 303
    assert kept.location.startswith("/reset/")
    db.session.refresh(ana)
    assert (ana.email, ana.new_email) == (OLD, None)
    assert not is_signed_in(thief)
    for password in (PASSWORD, NEW):
        assert browser().post("/sign-in", {"who": "ana", "password": password}).status_code == 422
    assert browser().post(theirs).status_code == 409
    visit.post(kept.location, {"password": "a third one, for myself alone"})
    db.session.refresh(ana)
    assert is_password("a third one, for myself alone", ana.password_hash)


def test_the_earliest_address_has_the_last_word(browser, ana):
    thief = browser(ana)
    thief.post("/account/address", WANTS)
    mine = link_to(OLD)
    thief.post(link_to(WANTED))
    thief.post("/account/address", WANTS | {"email": "third@elsewhere.example"})
    thief.post(link_to("third@elsewhere.example"))
    theirs = link_to(WANTED)

    browser().post(mine)
    too_late = browser().post(theirs)

    assert too_late.status_code == 409
    db.session.refresh(ana)
    assert ana.email == OLD


def test_a_later_link_used_first_leaves_the_earlier_one(browser, ana):
    thief = browser(ana)
    thief.post("/account/address", WANTS)
    mine = link_to(OLD)
    thief.post(link_to(WANTED))
    thief.post("/account/address", WANTS | {"email": "third@elsewhere.example"})
    browser().post(link_to(WANTED))

    answer = browser().post(mine)

    assert answer.status_code == 303
    db.session.refresh(ana)
    assert ana.email == OLD


def test_it_was_not_me_works_for_a_week(browser, ana):
    browser(ana).post("/account/address", WANTS)
    link = link_to(OLD)

    with time_machine.travel(now() + timedelta(days=7, minutes=1)):
        too_late = browser().post(link)
    with time_machine.travel(now() + timedelta(days=6, hours=23)):
        in_time = browser().post(link)

    assert (LASTS[Purpose.KEEP], LASTS[Purpose.EMAIL]) == (timedelta(days=7), timedelta(days=3))
    assert (too_late.status_code, in_time.status_code) == (409, 303)


def test_an_address_of_somebody_gets_the_same_answer_and_another_letter(browser, ana, ben):
    taken, free = browser(ana), browser(a_person(username="fay", email="fay@weft.example"))

    answers = [
        taken.post("/account/address", WANTS | {"email": "ben@weft.example"}),
        free.post("/account/address", WANTS | {"email": "far@weft.example"}),
    ]
    pages = [visit.get("/account/sign-in").text for visit in (taken, free)]

    assert answers[0].status_code == answers[1].status_code == 303
    assert answers[0].data == answers[1].data
    for page, address in zip(pages, ["ben@weft.example", "far@weft.example"], strict=True):
        assert f"Waiting for <strong>{address}</strong>" in page
    to_ben = letters_to("ben@weft.example")
    assert [letter.subject for letter in to_ben] == ["You already have an account"]
    assert "/new-address/" not in to_ben[0].body
    assert "Ana" not in to_ben[0].body
    assert len(letters_to(OLD)) == len(letters_to("fay@weft.example")) == 1


def test_an_address_that_somebody_took_meanwhile_is_theirs(browser, ana):
    visit = browser(ana)
    visit.post("/account/address", WANTS)
    a_person(username="quick", email=WANTED)

    answer = visit.post(link_to(WANTED))

    assert answer.status_code == 409
    assert "Somebody else here has this address by now." in answer.text
    db.session.refresh(ana)
    assert ana.email == OLD


def test_two_who_want_one_address_do_not_both_get_it(browser, ana, ben):
    links = []
    for person in (ana, ben):
        browser(person).post("/account/address", WANTS)
        links.append(link_to(WANTED))
    visits = [browser(), browser()]
    for visit in visits:
        visit.get("/sign-in")

    answers = at_once(
        *(lambda v=visit, p=link: v.post(p) for visit, link in zip(visits, links, strict=True))
    )

    db.session.expire_all()
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    assert [ana.email, ben.email].count(WANTED) == 1


def test_taking_an_address_that_is_taken_leaves_ones_own(ana, ben):
    with pytest.raises(AddressIsTaken):
        ana.take_address(ben.email)

    assert ana.email == OLD


def test_one_may_think_better_of_it(browser, ana):
    visit = browser(ana)
    visit.post("/account/address", WANTS)
    link = link_to(WANTED)

    visit.post("/account/address/keep")

    assert "Waiting for" not in visit.get("/account/sign-in").text
    assert visit.post(link).status_code == 409
    db.session.refresh(ana)
    assert (ana.email, ana.new_email) == (OLD, None)


def test_a_second_wish_ends_the_first(browser, ana):
    visit = browser(ana)
    visit.post("/account/address", WANTS)
    first = link_to(WANTED)
    visit.post("/account/address", WANTS | {"email": "third@elsewhere.example"})

    assert visit.post(first).status_code == 409
    assert visit.post(link_to("third@elsewhere.example")).status_code == 303


@on_sqlite
def test_a_new_password_calls_off_what_was_wanted_under_the_old_one(browser, ana):
    thief, visit = browser(ana), browser()
    thief.post("/account/address", WANTS)
    theirs = link_to(WANTED)
    visit.post("/forgot", {"who": "ana"})

    visit.post(link_to(OLD), {"password": NEW})

    assert visit.post(theirs).status_code == 409
    assert ana.email == OLD


@on_sqlite
@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"password": "not the one at all"}, "That isn’t your password."),
        ({"password": ""}, "Type your password."),
        ({"email": ""}, "Say where your letters should go."),
        ({"email": "elsewhere"}, "look like an email address"),
        ({"email": "ana@elsewhere.example\nBcc: all@weft.example"}, "look like an email address"),
        ({"email": "añа@elsewhere.example"}, "look like an email address"),
        ({"email": "x" * 260 + "@weft.example"}, "Make it 254 characters or shorter"),
        ({"email": OLD}, "where your letters go already"),
        ({"email": OLD.upper()}, "where your letters go already"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_written_to(browser, ana, wrong, why):
    answer = browser(ana).post("/account/address", WANTS | wrong)

    assert answer.status_code == 422
    assert why in answer.text
    assert Page(answer.text).values("password") == [""]
    assert ana.new_email is None
    assert list(db.session.scalars(select(Letter))) == []


@on_sqlite
def test_sent_twice_it_is_wanted_once(browser, ana):
    visit = browser(ana)
    once = visit.page("/account/address").values("once")[0]

    for _ in range(2):
        visit.post("/account/address", WANTS | {"once": once})

    assert len(letters_to(WANTED)) == len(letters_to(OLD)) == 1


@on_sqlite
@pytest.mark.parametrize("where", ["new-address", "keep-address"])
@pytest.mark.parametrize("token", ["made-up", "a" * 43, "%00", "..", "a" * 3_000])
def test_a_made_up_link_changes_nothing(browser, ana, where, token):
    visit = browser()

    answers = [visit.get(f"/{where}/{token}"), visit.post(f"/{where}/{token}")]

    assert all(answer.status_code in (404, 409) for answer in answers)
    assert ana.email == OLD
    assert db.session.scalars(select(SignIn)).all() == []


@on_sqlite
def test_a_link_for_one_purpose_serves_no_other(browser, ana):
    visit = browser(ana)
    visit.post("/account/address", WANTS)
    kept, wanted = (link_to(address).rpartition("/")[2] for address in (OLD, WANTED))

    tried = [
        f"/new-address/{kept}",
        f"/keep-address/{wanted}",
        f"/reset/{kept}",
        f"/confirm/{kept}",
    ]

    assert {browser().post(path, {"password": NEW}).status_code for path in tried} == {409}

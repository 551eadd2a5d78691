"""A new password by a link: by name or address, good once, for half an hour and this password."""

from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from sqlalchemy import func, select

from forum.account.models import LASTS, Link, LinkIsOver, Purpose
from forum.account.passwords import is_password
from forum.core.clock import now
from forum.core.db import db
from forum.notifications.models import Letter
from forum.people.session import SignIn
from forum.people.vocabulary import Role
from tests.account.test_join import link_in_the_letter
from tests.conftest import on_postgres, on_sqlite
from tests.factories import PASSWORD, a_person
from tests.page import Page
from tests.together import at_once, in_a_transaction

NEW = "another river, another tree"


@pytest.mark.parametrize("who", ["ana", "ana@weft.example", " ANA "])
def test_a_link_is_asked_for_by_user_name_or_address(browser, ana, who):
    visit = browser()
    asked = visit.post("/forgot", {"who": who})
    link = link_in_the_letter()

    shown = visit.get(link)
    changed = visit.post(link, {"password": NEW})

    assert (asked.status_code, asked.location) == (303, "/sent/reset")
    assert "Choose a new password" in shown.text
    assert (changed.status_code, changed.location) == (303, "/sign-in")
    assert is_password(NEW, ana.password_hash)
    assert not is_password(PASSWORD, ana.password_hash)


@on_sqlite
@pytest.mark.parametrize("who", ["nobody", "nobody@weft.example", "%", "' OR 1=1 --"])
def test_an_unknown_name_gets_the_same_answer_and_no_letter(browser, ana, who):
    known = browser().post("/forgot", {"who": "ana"})

    unknown = browser().post("/forgot", {"who": who})

    assert (unknown.status_code, unknown.location) == (known.status_code, known.location)
    assert unknown.data == known.data
    assert list(db.session.scalars(select(Letter.recipient))) == ["ana@weft.example"]


def test_a_new_password_ends_every_sign_in_and_says_so_by_letter(browser, ana):
    windows = [browser(ana), browser(ana)]
    visit = browser()
    visit.post("/forgot", {"who": "ana"})

    visit.post(link_in_the_letter(), {"password": NEW})

    assert [window.get("/cases/").status_code for window in windows] == [303, 303]
    assert db.session.scalar(select(func.count(SignIn.id))) == 0
    letters = db.session.scalars(select(Letter.subject).order_by(Letter.id))
    assert list(letters) == ["A new password", "Your password was changed"]
    assert visit.post("/sign-in", {"who": "ana", "password": NEW}).status_code == 303


def test_a_link_is_good_once(browser, ana):
    visit = browser()
    visit.post("/forgot", {"who": "ana"})
    link = link_in_the_letter()
    visit.post(link, {"password": NEW})

    again = visit.post(link, {"password": "a third one, for somebody else"})

    assert again.status_code == 409
    assert is_password(NEW, ana.password_hash)


def test_a_link_is_good_once_even_for_two_at_the_same_moment(browser, ana):
    visits = [browser(), browser(), browser()]
    visits[0].post("/forgot", {"who": "ana"})
    link = link_in_the_letter()
    for visit in visits:
        visit.get(link)
    chosen = [f"{NEW}, number {number}" for number in range(3)]

    answers = at_once(
        *(
            lambda v=visit, p=password: v.post(link, {"password": p})
            for visit, password in zip(visits, chosen, strict=True)
        )
    )

    assert sorted(answer.status_code for answer in answers) == [303, 409, 409]
    won = [answer.status_code for answer in answers].index(303)
    db.session.rollback()
    assert is_password(chosen[won], ana.password_hash)


@on_postgres
def test_a_link_that_two_hands_hold_is_good_for_the_quicker(app, browser, ana):
    browser().post("/forgot", {"who": "ana"})
    token = link_in_the_letter().removeprefix("/reset/")
    both_hold_it = Barrier(2)

    def use():
        link = Link.with_token(Purpose.RESET, token)
        both_hold_it.wait(30)
        try:
            return link.use().username
        except LinkIsOver:
            return "too late"

    used = at_once(*[in_a_transaction(app, use)] * 2)

    assert sorted(used) == ["ana", "too late"]


def test_a_link_is_good_for_half_an_hour(browser, ana):
    visit = browser()
    visit.post("/forgot", {"who": "ana"})
    link = link_in_the_letter()

    with time_machine.travel(now() + timedelta(minutes=31)):
        too_late = visit.post(link, {"password": NEW})
    with time_machine.travel(now() + timedelta(minutes=29)):
        in_time = visit.get(link)

    assert LASTS[Purpose.RESET] == timedelta(minutes=30)
    assert (too_late.status_code, in_time.status_code) == (409, 200)


def test_a_link_is_good_for_the_password_it_was_asked_for(browser, ana):
    visit = browser()
    visit.post("/forgot", {"who": "ana"})
    first = link_in_the_letter()
    visit.post("/forgot", {"who": "ana"})
    visit.post(link_in_the_letter(), {"password": NEW})

    answer = visit.post(first, {"password": "a third one, for somebody else"})

    assert answer.status_code == 409
    assert is_password(NEW, ana.password_hash)


@on_sqlite
@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("", "Choose a password."),
        ("too short", "Make it 15 characters or longer."),
        ("x" * 200, "Make it 128 characters or shorter."),
        ("abababababababab", "more than one thing"),
    ],
)
def test_an_easy_password_is_refused_and_the_link_stays_good(browser, ana, password, why):
    visit = browser()
    visit.post("/forgot", {"who": "ana"})
    link = link_in_the_letter()

    answer = visit.post(link, {"password": password})

    assert answer.status_code == 422
    assert why in answer.text
    assert Page(answer.text).values("password") == [""]
    assert visit.post(link, {"password": NEW}).status_code == 303


@on_sqlite
def test_whoever_resets_has_shown_that_the_address_is_theirs(browser):
    dana = a_person(username="dana", confirmed_at=None, role=Role.APPLICANT)
    visit = browser()
    visit.post("/forgot", {"who": "dana"})

    visit.post(link_in_the_letter(), {"password": NEW})

    assert dana.confirmed_at is not None
    assert dana.role is Role.MEMBER


@on_sqlite
def test_only_a_hash_of_the_link_is_kept(browser, ana):
    browser().post("/forgot", {"who": "ana"})

    token = link_in_the_letter().removeprefix("/reset/")
    link = db.session.scalars(select(Link)).one()
    assert token not in (link.token_hash, link.bound_to)
    assert ana.password_hash != link.bound_to


@on_sqlite
@pytest.mark.parametrize("token", ["made-up", "a" * 43, "%00", "..", "é", "a" * 3_000])
def test_a_made_up_link_opens_nothing(browser, ana, token):
    visit = browser()

    answers = [visit.get(f"/reset/{token}"), visit.post(f"/reset/{token}", {"password": NEW})]

    assert all(answer.status_code in (404, 409) for answer in answers)
    assert is_password(PASSWORD, ana.password_hash)

"""Where somebody is signed in: each device can be seen, and signed out with its streams."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.account.passwords import is_password
from forum.core.clock import now
from forum.core.db import db
from forum.live.bell import CLOSE, listening
from forum.live.closing import closing
from forum.notifications.models import Letter
from forum.people.models import Person
from forum.people.session import IDLE, SignIn
from tests.conftest import on_sqlite
from tests.factories import PASSWORD, a_person
from tests.together import at_once

NEW = "another river, another tree"
CHANGE = {"password": PASSWORD, "password_new": NEW}


def is_signed_in(visit):
    return visit.get("/cases/").status_code == 200


def token_of(visit):
    with visit.client.session_transaction() as cookie:
        return cookie.get("_user_id")


def keys_of(person):
    """The keys of a person's sign-ins, the oldest first."""
    theirs = select(SignIn.key).where(SignIn.person_id == person.id).order_by(SignIn.id)
    return list(db.session.scalars(theirs))


def test_every_device_is_shown_and_this_one_marked(browser, ana, ben):
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko Firefox/140.0"
    phone = browser()
    phone.post("/sign-in", {"who": "ana", "password": PASSWORD}, headers={"User-Agent": agent})
    browser(ben)

    shown = browser(ana).get("/account/sign-in").text

    assert "Firefox on Linux" in shown
    assert shown.count("Signed in <time") == 2
    assert shown.count("This one") == 1
    assert shown.count('type="submit" class="btn small">Sign out') == 1


@on_sqlite
def test_a_sign_in_that_is_over_is_not_shown(browser, ana):
    browser(ana)
    here = browser(ana)
    old = db.session.scalars(select(SignIn).where(SignIn.key == keys_of(ana)[0])).one()
    old.seen_at = now() - 2 * IDLE

    shown = here.get("/account/sign-in").text

    assert shown.count("Signed in <time") == 1
    assert "Sign out everywhere else" not in shown


def test_one_device_is_signed_out_and_its_streams_end(browser, ana):
    here, lost, kept = browser(ana), browser(ana), browser(ana)
    key = keys_of(ana)[1]

    with listening([closing(key)]) as ear:
        answer = here.post(f"/account/sign-in/{key}/end")
        heard = ear.wait(30)

    assert (answer.status_code, answer.location) == (303, "/account/sign-in")
    assert [is_signed_in(visit) for visit in (here, lost, kept)] == [True, False, True]
    assert heard is not None
    assert heard.version == CLOSE


def test_all_others_are_signed_out_with_their_streams(browser, ana, ben):
    here, *others = (browser(ana) for _ in range(3))
    somebody = browser(ben)
    mine, *theirs = keys_of(ana)

    with listening([closing(key) for key in theirs]) as ear, listening([closing(mine)]) as still:
        here.post("/account/sign-in/end-others")
        heard = {ear.wait(30), ear.wait(30)}
        stayed = still.wait(0.01)

    assert [is_signed_in(visit) for visit in (here, somebody, *others)] == [
        True,
        True,
        False,
        False,
    ]
    assert {ring.topic for ring in heard if ring} == {closing(key) for key in theirs}
    assert stayed is None


@on_sqlite
def test_ending_ones_own_is_signing_out(browser, ana):
    here, other = browser(ana), browser(ana)

    here.post(f"/account/sign-in/{keys_of(ana)[0]}/end")

    assert (is_signed_in(here), is_signed_in(other)) == (False, True)


def test_nobody_ends_anothers_sign_in(browser, ana, ben):
    hers, his = browser(ana), browser(ben)

    his.post(f"/account/sign-in/{keys_of(ana)[0]}/end")
    his.post("/account/sign-in/end-others")

    assert (is_signed_in(hers), is_signed_in(his)) == (True, True)


@on_sqlite
@pytest.mark.parametrize("key", ["made-up", "%", "%2e%2e", "a" * 2_000])
def test_a_sign_in_that_ended_already_is_no_fault(browser, ana, key):
    here = browser(ana)

    assert here.post(f"/account/sign-in/{key}/end").status_code == 303
    assert is_signed_in(here)


def test_a_new_password_ends_other_sign_ins_and_renews_this_one(browser, ana):
    here, there = browser(ana), browser(ana)
    before = token_of(here)
    stolen = here.another_window()
    mine, other = keys_of(ana)

    with listening([closing(other)]) as ear, listening([closing(mine)]) as still:
        answer = here.post("/account/password", CHANGE)
        heard, stayed = ear.wait(30), still.wait(0.01)

    assert (answer.status_code, answer.location) == (303, "/account/sign-in")
    assert is_password(NEW, ana.password_hash)
    assert [is_signed_in(visit) for visit in (here, there, stolen)] == [True, False, False]
    assert token_of(here) != before
    assert keys_of(ana) == [mine]
    assert (heard is not None, stayed) == (True, None)
    letter = db.session.scalars(select(Letter)).one()
    assert (letter.recipient, letter.subject) == (ana.email, "Your password was changed")


@on_sqlite
@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"password": "not the one at all"}, "That isn’t your password."),
        ({"password": ""}, "Type your password."),
        ({"password_new": ""}, "Choose a password."),
        ({"password_new": "too short"}, "Make it 15 characters or longer."),
        ({"password_new": PASSWORD}, "That’s the password you have."),
        ({"password_new": "ana ana ana ana ana"}, "more than one thing"),
    ],
)
def test_a_password_is_changed_by_who_knows_it_and_to_a_good_one(browser, ana, wrong, why):
    here, there = browser(ana), browser(ana)

    answer = here.post("/account/password", CHANGE | wrong)

    assert answer.status_code == 422
    assert why in answer.text
    assert PASSWORD not in answer.text
    assert is_password(PASSWORD, ana.password_hash)
    assert is_signed_in(there)
    assert list(db.session.scalars(select(Letter))) == []


@on_sqlite
def test_a_password_is_not_built_from_ones_own_name(browser):
    visit = browser(a_person(username="anamarialima"))

    answer = visit.post("/account/password", CHANGE | {"password_new": "AnaMariaLima 123"})

    assert answer.status_code == 422
    assert "Don’t build it from your own name" in answer.text


def test_two_windows_that_change_the_password_leave_one_of_the_two(browser, ana):
    here = browser(ana)
    here.get("/account/password")
    windows = [here, here.another_window()]
    chosen = [f"{NEW}, number {number}" for number in range(2)]

    answers = at_once(
        *(
            lambda v=visit, p=password: v.post("/account/password", CHANGE | {"password_new": p})
            for visit, password in zip(windows, chosen, strict=True)
        )
    )

    db.session.rollback()
    assert {answer.status_code for answer in answers} <= {303, 401, 422}
    assert sum(is_password(one, ana.password_hash) for one in chosen) == 1
    assert len(keys_of(ana)) == 1


@on_sqlite
def test_a_sign_in_with_a_new_password_lasts_no_longer_than_before(browser, ana):
    here = browser(ana)
    began = db.session.scalars(select(SignIn)).one()
    began.began_at = now() - timedelta(days=80)
    db.session.commit()

    here.post("/account/password", CHANGE)

    kept = db.session.scalars(select(SignIn)).one()
    assert now() - kept.began_at > timedelta(days=79)


@on_sqlite
def test_knowing_the_password_is_tried_so_often_and_no_more(house, ana):
    from tests.visiting import Browser

    visit = Browser(house(RATELIMIT_ENABLED=True), db.session.get_one(Person, ana.id))

    answers = [visit.post("/account/password", CHANGE | {"password": "no"}) for _ in range(11)]

    assert [answer.status_code for answer in answers] == [422] * 10 + [429]

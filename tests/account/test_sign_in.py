"""Signing in and out: a fresh token each time, kept as a hash, over when it is over."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from forum.core.clock import now
from forum.core.db import db
from forum.people.models import Person
from forum.people.session import AT_MOST, IDLE, IDLE_REMEMBERED, SEEN_EVERY, SignIn, hashed
from forum.people.vocabulary import Role
from tests.conftest import on_sqlite
from tests.factories import PASSWORD, a_case, a_person
from tests.page import Page
from tests.together import at_once

RIGHT = {"who": "ana", "password": PASSWORD}


def is_signed_in(visit):
    return visit.get("/cases/").status_code == 200


def token_of(visit):
    with visit.client.session_transaction() as cookie:
        return cookie.get("_user_id")


@pytest.mark.parametrize("who", ["ana", "ana@weft.example", " ANA ", "Ana@Weft.Example"])
def test_one_signs_in_by_user_name_or_address(browser, ana, who):
    visit = browser()

    answer = visit.post("/sign-in", {"who": who, "password": PASSWORD})

    assert (answer.status_code, answer.location) == (303, "/")
    assert is_signed_in(visit)


@on_sqlite
def test_htmx_is_led_home_too(browser, ana):
    answer = browser().post("/sign-in", RIGHT, htmx="form#sign-in")

    assert answer.headers["HX-Redirect"] == "/"


@on_sqlite
def test_whoever_is_signed_in_needs_no_door(browser, ana):
    answer = browser(ana).get("/sign-in?next=/cases/")

    assert (answer.status_code, answer.location) == (303, "/cases/")


@on_sqlite
@pytest.mark.parametrize(
    "wrong",
    [
        {"who": "ana", "password": "another " + PASSWORD},
        {"who": "ana@weft.example", "password": PASSWORD.upper()},
        {"who": "nobody", "password": PASSWORD},
        {"who": "nobody@weft.example", "password": PASSWORD},
        {"who": "%", "password": PASSWORD},
        {"who": "ana' OR '1'='1", "password": PASSWORD},
    ],
)
def test_what_does_not_go_together_is_answered_the_same_for_everybody(browser, ana, wrong):
    visit = browser()
    known = visit.post("/sign-in", {"who": "ana", "password": "not the one at all"})

    answer = visit.post("/sign-in", wrong)

    assert (answer.status_code, answer.content_length) == (known.status_code, answer.content_length)
    assert "don’t go together" in answer.text
    assert Page(answer.text).values("who") == [" ".join(wrong["who"].split())]
    assert wrong["password"] not in answer.text
    assert not is_signed_in(visit)


@on_sqlite
def test_the_answer_to_the_known_and_the_unknown_is_word_for_word_the_same(browser, ana):
    answers = []
    for who in ("ana", "ono"):
        text = browser().post("/sign-in", {"who": who, "password": "not the one at all"}).text
        page = Page(text)
        for changing in ("csrf_token", "once"):
            for value in page.values(changing):
                text = text.replace(value, changing)
        answers.append(text.replace(f'value="{who}"', "").replace(page.values("csrf_token")[0], ""))

    assert answers[0] == answers[1]


@on_sqlite
def test_as_much_is_computed_for_a_stranger(monkeypatch):
    from forum.account import passwords

    verified = []
    real = passwords._hasher.verify

    def verify(_, kept, said):
        verified.append(kept.split("$")[:4])
        return real(kept, said)

    monkeypatch.setattr(type(passwords._hasher), "verify", verify)
    kept = passwords.hash_password(PASSWORD)

    said = [
        passwords.is_password(word, kept_one) for word, kept_one in [(PASSWORD, ""), ("no", kept)]
    ]

    assert said == [False, False]
    assert verified[0] == verified[1]


def test_only_a_hash_of_the_token_is_kept(browser, ana):
    visit = browser()
    visit.post("/sign-in", RIGHT)

    token = token_of(visit)
    kept = db.session.scalars(select(SignIn)).one()
    assert kept.token_hash == hashed(token)
    assert len(token) >= 43
    assert token not in (kept.key, kept.device, kept.token_hash)


def test_signing_in_takes_a_fresh_token_and_forgets_the_visit_before(browser, ana):
    visit = browser()
    with visit.client.session_transaction() as cookie:
        cookie["_user_id"] = "planted by somebody else"
        cookie["planted"] = "too"
    visit.post("/sign-in", RIGHT)
    first = token_of(visit)

    visit.post("/sign-in", RIGHT)

    with visit.client.session_transaction() as cookie:
        assert "planted" not in cookie
    assert len({"planted by somebody else", first, token_of(visit)}) == 3


def test_a_made_up_token_opens_nothing(browser, ana):
    visit = browser()
    for token in ("made up", hashed("made up"), "", "\x00"):
        with visit.client.session_transaction() as cookie:
            cookie["_user_id"] = token

        assert not is_signed_in(visit)


def test_signing_out_ends_this_sign_in_and_no_other(browser, ana):
    here, there = browser(ana), browser(ana)
    kept_cookie = here.another_window()
    assert is_signed_in(here)

    answer = here.post("/sign-out")

    assert (answer.status_code, answer.location) == (303, "/")
    assert not is_signed_in(here)
    assert not is_signed_in(kept_cookie)
    assert is_signed_in(there)


def test_signing_out_in_two_windows_at_once_is_no_fault(browser, ana):
    here = browser(ana)
    here.get("/")
    windows = [here.another_window() for _ in range(4)]

    answers = at_once(*(lambda w=window: w.post("/sign-out") for window in windows))

    assert {answer.status_code for answer in answers} == {303}
    assert db.session.scalar(select(func.count(SignIn.id))) == 0


@on_sqlite
def test_a_stranger_who_signs_out_is_led_home(browser):
    assert browser().post("/sign-out").status_code == 303


@pytest.mark.parametrize(
    ("remembered", "idle"), [(False, IDLE), (True, IDLE_REMEMBERED)], ids=["usual", "remembered"]
)
def test_a_sign_in_ends_when_it_is_not_used(browser, ana, remembered, idle):
    visit = browser()
    visit.post("/sign-in", RIGHT | ({"remember": "y"} if remembered else {}))

    with time_machine.travel(now() + idle - timedelta(minutes=1)):
        in_time = is_signed_in(visit)
    with time_machine.travel(now() + 2 * idle):
        too_late = is_signed_in(visit)

    assert (in_time, too_late) == (True, False)
    assert (timedelta(hours=12), timedelta(days=30)) == (IDLE, IDLE_REMEMBERED)


@on_sqlite
def test_a_sign_in_ends_after_ninety_days_however_much_it_is_used(browser, ana):
    visit = browser()
    visit.post("/sign-in", RIGHT | {"remember": "y"})
    began = now()

    used = []
    for days in (20, 40, 60, 80, 89, 91):
        with time_machine.travel(began + timedelta(days=days)):
            used.append(is_signed_in(visit))

    assert used == [True] * 5 + [False]
    assert timedelta(days=90) == AT_MOST


@on_sqlite
def test_being_seen_is_written_at_most_every_five_minutes(browser, ana):
    visit = browser(ana)
    began = db.session.scalars(select(SignIn.seen_at)).one()
    seen = []
    for minutes in (4, 6, 10, 12):
        with time_machine.travel(began + timedelta(minutes=minutes), tick=False):
            visit.get("/cases/")
        seen.append(db.session.scalars(select(SignIn.seen_at)).one() - began)

    assert timedelta(minutes=5) == SEEN_EVERY
    assert seen == [timedelta(minutes=minutes) for minutes in (0, 6, 6, 12)]


@on_sqlite
def test_a_remembered_sign_in_outlives_the_window_and_a_usual_one_does_not(browser, ana):
    cookies = []
    for remember in ({}, {"remember": "y"}):
        answer = browser().post("/sign-in", RIGHT | remember)
        cookies.append(
            next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("sid="))
        )

    assert "Expires" not in cookies[0]
    assert "Expires" in cookies[1]


@on_sqlite
def test_a_password_kept_the_old_way_is_kept_the_new_way_from_now_on(browser, ana):
    from argon2 import PasswordHasher

    ana.password_hash = old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(
        PASSWORD
    )
    db.session.commit()

    browser().post("/sign-in", RIGHT)

    assert ana.password_hash != old
    assert ana.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert browser().post("/sign-in", RIGHT).status_code == 303


@on_sqlite
def test_a_password_may_be_typed_on_any_keyboard(browser):
    a_person(username="rene", password_hash=_hash("cafe\u0301 au lait, bien chaud"))

    answer = browser().post(
        "/sign-in", {"who": "rene", "password": "caf\u00e9 au lait, bien chaud"}
    )

    assert answer.status_code == 303


def _hash(password):
    from forum.account.passwords import hash_password

    return hash_password(password)


@on_sqlite
def test_whoever_is_removed_is_signed_out(app, browser):
    somebody = a_person()
    visit = browser(somebody)
    db.session.delete(db.session.get_one(Person, somebody.id))
    db.session.commit()

    assert not is_signed_in(visit)


@on_sqlite
def test_the_page_asked_for_is_there_after_signing_in(browser, ana):
    case = a_case()
    visit = browser()
    asked = visit.get(f"/cases/{case.key}?after=3")

    answer = visit.post(asked.location, RIGHT)

    assert asked.location.startswith("/sign-in?next=/cases/")
    assert answer.location == f"/cases/{case.key}?after=3"


@on_sqlite
@pytest.mark.parametrize("field", ["who", "password"])
def test_an_empty_field_is_asked_for(browser, ana, field):
    answer = browser().post("/sign-in", RIGHT | {field: ""})

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text


@on_sqlite
def test_devices_are_told_apart_by_the_names_of_their_browsers(browser, ana):
    agents = {
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1": "Safari on iPhone",
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko Firefox/140.0": "Firefox on Linux",
        "curl/8": "Browser",
    }
    for agent in agents:
        browser().post("/sign-in", RIGHT, headers={"User-Agent": agent})

    assert set(db.session.scalars(select(SignIn.device))) == set(agents.values())


@on_sqlite
def test_an_applicant_with_the_wrong_password_learns_nothing(browser):
    a_person(username="dana", confirmed_at=None, role=Role.APPLICANT)

    answer = browser().post("/sign-in", {"who": "dana", "password": "not the one at all"})

    assert "don’t go together" in answer.text

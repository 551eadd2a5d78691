"""Wrong passwords in a row are counted; after a hundred, only a new one by letter opens."""

import pytest
from sqlalchemy import select

from forum.account.passwords import is_password
from forum.account.proving import STOP
from forum.core.db import db
from forum.core.once import Submission
from forum.notifications.models import Letter
from tests.account.test_join import link_in_the_letter
from tests.conftest import on_sqlite
from tests.factories import PASSWORD
from tests.together import at_once

RIGHT = {"who": "ana", "password": PASSWORD}
WRONG = RIGHT | {"password": "not the one at all"}
NEW = "another river, another tree"


def is_signed_in(visit):
    return visit.get("/cases/").status_code == 200


def test_wrong_ones_in_a_row_are_counted_until_a_right_one(browser, ana):
    visit = browser()
    for _ in range(3):
        visit.post("/sign-in", WRONG)
    counted = ana.failed_sign_ins

    visit.post("/sign-in", RIGHT)

    db.session.refresh(ana)
    assert (counted, ana.failed_sign_ins) == (3, 0)


def test_wrong_ones_at_the_same_moment_are_all_counted(browser, ana):
    visits = [browser() for _ in range(4)]
    for visit in visits:
        visit.get("/sign-in")

    at_once(*(lambda v=visit: v.post("/sign-in", WRONG) for visit in visits))

    db.session.rollback()
    assert ana.failed_sign_ins == 4


def test_after_a_hundred_not_even_the_right_one_opens_and_nothing_tells(browser, ana):
    ana.failed_sign_ins = STOP
    visit = browser()

    answer = visit.post("/sign-in", RIGHT)

    usual = browser().post("/sign-in", WRONG | {"who": "nob"})
    assert STOP == 100
    assert (answer.status_code, answer.content_length) == (422, usual.content_length)
    assert "don’t go together" in answer.text
    assert not is_signed_in(visit)


def test_the_hundredth_is_told_by_letter_once(browser, ana):
    ana.failed_sign_ins = STOP - 2
    visit = browser()

    letters = []
    for _ in range(4):
        visit.post("/sign-in", WRONG)
        letters.append(len(db.session.scalars(select(Letter)).all()))

    assert letters == [0, 1, 1, 1]
    letter = db.session.scalars(select(Letter)).one()
    assert (letter.recipient, letter.subject) == (ana.email, "Your password opens nothing now")
    assert "/forgot" in letter.body


def test_a_new_password_by_letter_opens_again(browser, ana):
    ana.failed_sign_ins = STOP + 5
    visit = browser()
    visit.post("/forgot", {"who": "ana"})

    visit.post(link_in_the_letter(), {"password": NEW})
    visit.post("/sign-in", RIGHT | {"password": NEW})

    assert is_signed_in(visit)
    assert ana.failed_sign_ins == 0


def test_who_is_signed_in_stays_so_but_proves_nothing_either(browser, ana):
    ana.failed_sign_ins = STOP
    visit = browser(ana)

    answer = visit.post("/account/password", {"password": PASSWORD, "password_new": NEW})

    assert answer.status_code == 422
    assert is_signed_in(visit)
    assert is_password(PASSWORD, ana.password_hash)


@pytest.mark.parametrize("path", ["/account/password", "/account/address"])
def test_wrong_ones_inside_are_counted_too(browser, ana, path):
    said = {"password": "not the one at all", "password_new": NEW, "email": "new@weft.example"}

    browser(ana).post(path, said)

    assert ana.failed_sign_ins == 1


def test_as_much_is_written_for_a_stranger_as_for_a_member(browser, ana):
    written = []
    for who in ("ana", "nobody"):
        browser().post("/sign-in", WRONG | {"who": who})
        written.append(len(db.session.scalars(select(Submission)).all()))

    assert written == [1, 2]


@on_sqlite
def test_what_is_counted_for_one_is_not_counted_for_another(browser, ana, ben):
    browser().post("/sign-in", WRONG)

    assert (ana.failed_sign_ins, ben.failed_sign_ins) == (1, 0)

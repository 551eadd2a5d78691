"""A form sent twice is done once: one after the other, or both at the same moment."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from forum.cases.models import Case
from forum.core.clock import now
from forum.core.db import db, writing
from forum.core.once import REMEMBERED, Submission, forget_old_submissions
from forum.notifications.models import Letter
from forum.people.models import Person
from forum.talk.models import Message
from tests.factories import a_case, joining, told
from tests.together import at_once


def count(model):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def test_a_case_sent_twice_is_one_case(browser, ana):
    visit = browser(ana)
    first = visit.post("/cases/", told(once="one filling-in"))

    second = visit.post("/cases/", told(once="one filling-in", title="Changed on the way"))

    assert count(Case) == 1
    assert second.status_code == 303
    assert second.location == first.location


def test_a_reply_sent_twice_is_one_reply(browser, ana):
    case = a_case()
    url, said = f"/talks/{case.talk.key}/messages", {"kind": "idea", "body": "Start with the door."}
    visit = browser(ana)
    first = visit.post(url, said | {"once": "one filling-in"})

    second = visit.post(url, said | {"once": "one filling-in"})

    assert count(Message) == 1
    assert second.location == first.location == f"/cases/{case.key}#m1"


def test_htmx_is_led_to_what_was_done_before(browser, ana):
    case = a_case()
    url, said = f"/talks/{case.talk.key}/messages", {"kind": "idea", "body": "Start with the door."}
    visit = browser(ana)
    visit.post(url, said | {"once": "one filling-in"}, htmx="section#composer")

    answer = visit.post(url, said | {"once": "one filling-in"}, htmx="section#composer")

    assert count(Message) == 1
    assert answer.headers["HX-Redirect"] == f"/cases/{case.key}#m1"


@pytest.mark.parametrize("times", [2, 6])
def test_both_at_the_same_moment_are_one_case(browser, ana, times):
    visit = browser(ana)
    visit.get("/cases/new")
    windows = [visit.another_window() for _ in range(times)]

    answers = at_once(
        *(lambda w=window: w.post("/cases/", told(once="one filling-in")) for window in windows)
    )

    assert count(Case) == 1
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 1


def test_both_at_the_same_moment_are_one_reply(browser, ana):
    key = a_case().talk.key
    visit = browser(ana)
    visit.get("/cases/new")
    said = {"kind": "idea", "body": "Start with the door.", "once": "one filling-in"}
    windows = [visit.another_window() for _ in range(4)]

    answers = at_once(
        *(lambda w=window: w.post(f"/talks/{key}/messages", said) for window in windows)
    )

    assert count(Message) == 1
    assert len({answer.location for answer in answers}) == 1


def test_both_at_the_same_moment_are_one_person_and_one_letter(browser):
    visit = browser()
    visit.get("/join")
    windows = [visit.another_window() for _ in range(3)]

    answers = at_once(
        *(lambda w=window: w.post("/join", joining(once="one filling-in")) for window in windows)
    )

    assert (count(Person), count(Letter)) == (1, 1)
    assert {answer.location for answer in answers} == {"/sent/confirm"}


def test_who_joins_twice_one_after_the_other_is_not_told_that_the_name_is_taken(browser):
    visit = browser()
    visit.get("/join")
    visit.post("/join", joining(once="one filling-in"))

    again = visit.post("/join", joining(once="one filling-in"))
    other = visit.post("/join", joining(once="another filling-in"))

    assert (count(Person), count(Letter)) == (1, 1)
    assert (again.status_code, again.location) == (303, "/sent/confirm")
    assert other.status_code == 422


def test_a_link_asked_for_twice_is_one_letter(browser, ana):
    visit = browser()
    for _ in range(2):
        visit.post("/forgot", {"who": "ana", "once": "one filling-in"})

    assert count(Letter) == 1


def test_a_second_filling_in_is_a_second_case(browser, ana):
    visit = browser(ana)
    keys = [visit.page("/cases/new").values("once")[0] for _ in range(2)]
    for key in keys:
        visit.post("/cases/", told(once=key))

    assert count(Case) == 2


def test_two_people_may_happen_on_the_same_key(browser, ana, ben):
    for person in (ana, ben):
        browser(person).post("/cases/", told(once="one filling-in"))

    assert count(Case) == 2


def test_what_was_refused_may_be_sent_again(browser, ana):
    visit = browser(ana)
    refused = visit.post("/cases/", told(once="one filling-in", title=""))

    taken = visit.post("/cases/", told(once="one filling-in"))

    assert (refused.status_code, taken.status_code) == (422, 303)
    assert count(Case) == 1


def test_the_key_comes_back_with_a_refused_form(browser, ana):
    answer = browser(ana).post("/cases/", told(once="one filling-in", title=""))

    assert 'name="once" value="one filling-in"' in answer.text


def test_old_keys_are_forgotten_and_new_ones_kept(browser, ana):
    with time_machine.travel(now() - REMEMBERED - timedelta(minutes=1), tick=False):
        browser(ana).post("/cases/", told(once="long ago"))
    browser(ana).post("/cases/", told(once="today"))

    with writing():
        forget_old_submissions()

    assert list(db.session.scalars(select(Submission.key))) == ["today"]

"""Asked once how it went: on the day, by letter and at home, with one click to the form."""

from datetime import timedelta

import pytest
import time_machine

from forum.cases.follow_up import ask_how_it_went, due
from forum.core.clock import now
from forum.core.db import db
from forum.core.errors import NotAllowed
from forum.notifications.digests import write_news
from forum.notifications.models import Letter
from forum.notifications.notices import News
from tests.cases.test_alike import turned_out
from tests.cases.test_sealing import days, told_of
from tests.factories import a_case
from tests.together import at_once


def is_due(person):
    return list(db.session.scalars(due(person)))


def test_its_author_is_asked_once_after_three_weeks(app, ana):
    case = a_case(author=ana)

    with days(20):
        early, not_yet = ask_how_it_went(), is_due(ana)
    with days(22):
        asked, again, waiting = ask_how_it_went(), ask_how_it_went(), is_due(ana)

    assert (early, not_yet, asked, again, waiting) == (0, [], 1, 0, [case])
    assert told_of(ana) == [News.HOW_DID_IT_GO]


def test_it_stays_due_until_it_is_told_and_nobody_else_is_asked(app, ana, ben):
    case = a_case(author=ana)
    with days(30):
        before, of_ben = is_due(ana), is_due(ben)
        turned_out(case)

        assert (before, of_ben, is_due(ana)) == ([case], [], [])


def test_an_author_chooses_another_day_or_none(app, ana, ben):
    later, never = a_case(author=ana), a_case(author=ana)
    later.ask_me(now() + timedelta(days=60), by=ana)
    never.ask_me(None, by=ana)
    with pytest.raises(NotAllowed):
        later.ask_me(None, by=ben)
    db.session.commit()

    with days(22):
        early = ask_how_it_went()
    with days(61):
        asked = ask_how_it_went()

    assert (early, asked) == (0, 1)


def test_who_was_asked_may_put_it_off_and_is_asked_again_then(app, ana):
    case = a_case(author=ana)
    with days(22):
        ask_how_it_went()
        case.ask_me(now() + timedelta(days=10), by=ana)
        db.session.commit()
        at_home = is_due(ana)

    with days(33):
        assert (at_home, ask_how_it_went()) == ([], 1)


def test_what_is_not_out_is_not_asked_about_and_time_held_does_not_count(app, ana):
    held, hidden = a_case(author=ana), a_case(author=ana)
    held.hold()
    hidden.hide()
    db.session.commit()
    with days(22):
        asked = ask_how_it_went()
        held.go_out()
        db.session.commit()

    with days(42):
        early = ask_how_it_went()
    with days(44):
        assert (asked, early, ask_how_it_went()) == (0, 0, 1)


def test_two_workers_at_once_ask_once(app, ana):
    a_case(author=ana)

    def work():
        with app.app_context():
            return ask_how_it_went()

    with time_machine.travel(now() + timedelta(days=22), tick=True):
        db.session.remove()
        asked = at_once(work, work)

    assert sum(asked) == 1


def test_the_letter_leads_to_the_form_and_says_nothing_of_the_case(app, browser, ana):
    case = a_case(author=ana, title="Teapots at dawn")
    with days(22):
        ask_how_it_went()
    with days(22.5):
        write_news()
        letter = db.session.query(Letter).filter_by(recipient=ana.email).one()
        stranger = browser().get(f"/cases/{case.key}/outcome")

    assert f"/cases/{case.key}/outcome" in letter.body
    assert "Teapots" not in letter.body
    assert "Weft asks how a case of yours turned out" in letter.body
    assert stranger.status_code == 303
    assert "next=" in stranger.location


def test_opening_the_form_changes_nothing(app, browser, ana):
    case = a_case(author=ana)

    browser(ana).get(f"/cases/{case.key}/outcome?result=helped")

    db.session.expire_all()
    assert case.outcome is None
    assert case.settled_at is None


def test_home_asks_with_one_click_for_each_answer(app, browser, ana):
    case = a_case(author=ana)
    with days(22):
        page = browser(ana).page("/")

    assert "How did it turn out?" in page.text_in("main")
    assert {
        f"/cases/{case.key}/outcome?result={one}" for one in ("helped", "not_this_time")
    } <= page.links


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"remind": "y", "follow_up_on": "tomorrow"}, 303),
        ({}, 303),
        ({"remind": "y", "follow_up_on": "yesterday"}, 422),
        ({"remind": "y", "follow_up_on": "next year"}, 422),
        ({"remind": "y", "follow_up_on": "31/31/2026"}, 422),
        ({"remind": "y"}, 303),
    ],
)
def test_changing_the_day_through_the_web(app, browser, ana, sent, status):
    words = {"tomorrow": 1, "yesterday": -1, "next year": 400}
    case, visit = a_case(author=ana), browser(ana)
    before = case.follow_up_at
    day = sent.get("follow_up_on", "")
    if day in words:
        sent = sent | {"follow_up_on": (now() + timedelta(days=words[day])).date().isoformat()}

    form = visit.get(f"/cases/{case.key}/follow-up")
    answer = visit.post(f"/cases/{case.key}/follow-up", sent)

    db.session.expire_all()
    assert (form.status_code, answer.status_code) == (200, status)
    assert (case.follow_up_at == before) is (status == 422)


def test_the_case_says_when_it_will_ask_to_its_author_alone(app, browser, ana, ben):
    case = a_case(author=ana)

    said = [browser(who).page(f"/cases/{case.key}").text_in("main") for who in (ana, ben)]

    assert ["You’ll be asked how it went" in page for page in said] == [True, False]

"""“I’ll think and come back”: one click, another day where it is wanted, or let go."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.cases.coming_back import promise_to_come_back, think_it_over
from forum.cases.models import Case
from forum.core.clock import now
from forum.core.db import db
from forum.notifications.news import News
from forum.people.models import Person
from forum.trust.days import today
from forum.trust.models import THINKING, Promise
from tests.cases.test_sealing import seal, told_of
from tests.conftest import on_sqlite
from tests.factories import a_case
from tests.page import Page
from tests.together import at_once, in_a_transaction

PART = "div#coming"
SAID = "You said you’d come back by"
OFFERED = "I’ll think and come back"


@pytest.fixture
def case(ana):
    return a_case(author=ana, title="Stuck behind the door")


def promises():
    db.session.rollback()
    return db.session.scalars(select(Promise).order_by(Promise.id)).all()


def days_from(person, days):
    return today(person) + timedelta(days=days)


def coming(visit, case):
    """What stands beside the case of who comes back, and where its buttons and links lead."""
    page = visit.page(f"/cases/{case.key}")
    buttons = [e.attributes.get("formaction", "") for e in page.all("button")]
    return page.text_in("main"), {*buttons, *page.links}


def test_one_click_is_the_whole_promise_with_and_without_scripts(browser, case, ana, ben, cy):
    url = f"/cases/{case.key}/thinking"
    shown, leads = coming(browser(ben), case)

    plain = browser(ben).post(url)
    part = browser(cy).post(url, htmx=PART)

    assert OFFERED in shown
    assert url in leads
    assert (plain.status_code, plain.location) == (303, f"/cases/{case.key}#coming")
    assert part.text.strip().startswith('<div id="coming"')
    assert SAID in Page(part.text).text_in("p")
    assert [(one.maker, one.receiver, one.what) for one in promises()] == [
        (ben, ana, THINKING),
        (cy, ana, THINKING),
    ]
    assert {one.due_on for one in promises()} == {days_from(ben, 3)}
    assert told_of(ana) == [News.PROMISED, News.PROMISED]
    said = browser(ana).page(f"/cases/{case.key}").text_in("p")
    assert "Ben will come back by" in said
    assert "Cy will come back by" in said
    assert "Cy will" not in browser(ben).page(f"/cases/{case.key}").text_in("main")


def test_in_the_place_of_the_button_stand_the_day_another_day_and_letting_go(browser, case, ben):
    browser(ben).post(f"/cases/{case.key}/thinking")

    shown, leads = coming(browser(ben), case)

    assert SAID in shown
    assert OFFERED not in shown
    assert f"/cases/{case.key}/thinking" not in leads
    assert {f"/cases/{case.key}/promises", f"/cases/{case.key}/promises/let-go"} <= leads


def test_clicked_twice_is_promised_once(browser, case, ana, ben):
    answers = [browser(ben).post(f"/cases/{case.key}/thinking") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(promises()) == 1
    assert told_of(ana) == [News.PROMISED]


def test_two_windows_at_once_make_one_promise(app, case, ana, ben):
    case_id, ben_id = case.id, ben.id

    def deed():
        by = db.session.get_one(Person, ben_id)
        think_it_over(db.session.get_one(Case, case_id), by=by)

    at_once(*[in_a_transaction(app, deed)] * 3)

    assert len(promises()) == 1
    assert told_of(ana) == [News.PROMISED]


def test_a_click_in_an_old_window_moves_no_day_that_was_chosen_since(browser, case, ana, ben):
    old = browser(ben)
    old.get(f"/cases/{case.key}")
    promise_to_come_back(case, "The splint", days_from(ben, 9), by=ben)
    db.session.commit()

    answer = old.post(f"/cases/{case.key}/thinking", htmx=PART)

    (promise,) = promises()
    assert (promise.due_on, promise.what) == (days_from(ben, 9), "The splint")
    assert SAID in answer.text


def test_another_day_is_the_form_as_it_was_promised(browser, case, ana, ben):
    url = f"/cases/{case.key}/promises"
    browser(ben).post(f"/cases/{case.key}/thinking")
    own, part = browser(ben).page(url), Page(browser(ben).get(url, htmx=PART).text)
    day = days_from(ben, 6).isoformat()

    plain = browser(ben).post(url, {"due_on": day, "what": "Look up the splint"})
    htmx = browser(ben).post(url, {"due_on": day, "what": "Look up two splints"}, htmx=PART)

    for form in (own, part):
        assert form.values("due_on") == [days_from(ben, 3).isoformat()]
        assert form.values("what") == [""]
    assert (plain.status_code, plain.location) == (303, f"/cases/{case.key}#coming")
    assert SAID in htmx.text
    assert [(one.due_on.isoformat(), one.what) for one in promises()] == [
        (day, "Look up two splints")
    ]
    assert browser(ben).page(url).values("what") == ["Look up two splints"]
    assert told_of(ana) == [News.PROMISED, News.PROMISE_MOVED, News.PROMISE_MOVED]


def test_of_a_day_that_has_passed_the_form_offers_today(browser, case, ben):
    promise = think_it_over(case, by=ben)
    promise.due_on = days_from(ben, -4)
    db.session.commit()

    own = browser(ben).page(f"/cases/{case.key}/promises")

    assert own.values("due_on") == [today(ben).isoformat()]


@pytest.mark.parametrize("htmx", ["", PART])
def test_it_is_let_go_at_the_case_and_may_be_said_again(browser, case, ana, ben, htmx):
    url = f"/cases/{case.key}"
    browser(ben).post(f"{url}/thinking")

    answers = [browser(ben).post(f"{url}/promises/let-go", htmx=htmx) for _ in range(2)]
    between, _ = coming(browser(ben), case)
    browser(ben).post(f"{url}/thinking")

    if htmx:
        assert "Let go. Nobody waits for it any more." in answers[0].text
    else:
        assert {answer.location for answer in answers} == {f"{url}#coming"}
    assert OFFERED in between
    assert [bool(one.let_go_at) for one in promises()] == [True, False]
    assert told_of(ana) == [News.PROMISED, News.PROMISE_LET_GO, News.PROMISED]


def test_a_settled_case_takes_no_promise_and_says_so(browser, case, ana, ben):
    visit = browser(ben)
    visit.get(f"/cases/{case.key}")
    browser(ana).post(f"/cases/{case.key}/settle")

    answers = [visit.post(f"/cases/{case.key}/thinking", htmx=htmx) for htmx in ("", PART)]
    answers.append(visit.get(f"/cases/{case.key}/promises", htmx=PART))

    assert [answer.status_code for answer in answers] == [409] * 3
    assert all("This case is settled" in answer.text for answer in answers)
    assert answers[1].headers["HX-Retarget"] == "#notice"
    assert promises() == []
    assert OFFERED not in coming(visit, case)[0]


def test_a_sealed_case_takes_no_promise_and_says_so(app, browser, case, ben):
    seal(case)

    answer = browser(ben).post(f"/cases/{case.key}/thinking")

    assert answer.status_code == 409
    assert "This case is sealed" in answer.text
    assert promises() == []


@pytest.mark.parametrize("what", ["hidden_at", "held_at"])
def test_a_case_that_is_kept_back_takes_none_of_whoever_still_sees_it(browser, case, ben, mo, what):
    setattr(case, what, now())
    db.session.commit()

    gone = browser(ben).post(f"/cases/{case.key}/thinking", htmx=PART)
    kept_back = browser(mo).post(f"/cases/{case.key}/thinking")

    assert (gone.status_code, kept_back.status_code) == (404, 409)
    assert "taken down for someone’s privacy" in gone.text
    assert "kept back until a moderator has looked at it" in kept_back.text
    assert promises() == []
    assert OFFERED not in coming(browser(mo), case)[0]


def test_nobody_waits_for_whoever_asked(browser, case, ana):
    answers = [
        browser(ana).post(f"/cases/{case.key}/thinking"),
        browser(ana).get(f"/cases/{case.key}/promises"),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert OFFERED not in coming(browser(ana), case)[0]
    assert promises() == []


@on_sqlite
def test_who_stepped_out_meanwhile_promises_nothing(browser, case, ben):
    visit = browser(ben)
    visit.get(f"/cases/{case.key}")
    case.step_out(by=ben)
    db.session.commit()

    answers = [visit.post(f"/cases/{case.key}/{what}") for what in ("thinking", "promises/let-go")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert promises() == []


def test_what_was_kept_meanwhile_is_not_let_go(browser, case, ben):
    visit = browser(ben)
    visit.post(f"/cases/{case.key}/thinking")
    visit.post(f"/talks/{case.talk.key}/messages", {"kind": "idea", "body": "Open the door."})

    said = visit.post(f"/cases/{case.key}/promises/let-go", htmx=PART)

    assert "Let go" not in said.text
    assert OFFERED in said.text
    assert [one.let_go_at for one in promises()] == [None]


def test_another_day_for_what_was_kept_meanwhile_makes_no_second_promise(browser, case, ben):
    visit = browser(ben)
    visit.post(f"/cases/{case.key}/thinking")
    form = visit.page(f"/cases/{case.key}/promises")
    visit.post(f"/talks/{case.talk.key}/messages", {"kind": "idea", "body": "Open the door."})

    said = {"moves": form.values("moves")[0], "due_on": days_from(ben, 5).isoformat()}
    late = visit.post(f"/cases/{case.key}/promises", said | {"what": "A drawing of it"})

    assert late.status_code == 409
    assert "kept or let go by now" in late.text
    assert "A drawing of it" in late.text
    assert len(promises()) == 1


def test_other_words_for_the_same_day_are_told_too(app, case, ana, ben):
    day = days_from(ben, 3)
    promise = promise_to_come_back(case, "One idea", day, by=ben)

    promise_to_come_back(case, "A drawing", day, by=ben)
    db.session.commit()

    told = [News.PROMISED, News.PROMISE_MOVED]
    assert told_of(ana) == told
    assert (promise.what, promise.was_due_on) == ("A drawing", None)

"""Promises: made to somebody for a day; kept, moved or let go; for the two alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import delete, select

from forum.cases.coming_back import promise_to_come_back
from forum.cases.models import Case
from forum.core.clock import now
from forum.core.db import db
from forum.core.errors import NotAllowed
from forum.notifications.news import News
from forum.notifications.notices import Notice
from forum.people.models import Person
from forum.talk.models import Message
from forum.trust.days import NotThatDay, today
from forum.trust.models import IsOver, Promise
from forum.trust.nudging import remind_of_promises
from tests.conftest import on_sqlite
from tests.factories import a_case, a_person, an_idea, saved
from tests.notifications.letterbox import sweep, written
from tests.page import Page, names
from tests.together import at_once, in_a_transaction

WHAT = "Look up the splint and come back"


def a_promise(case, by, days=5, what=WHAT):
    return saved(promise_to_come_back(case, what, today(by) + timedelta(days=days), by=by))


def news_of(person):
    """What `person` was told about promises, the oldest first."""
    db.session.rollback()
    told = select(Notice.news).where(
        Notice.person_id == person.id, Notice.about.startswith("promise-")
    )
    return list(db.session.scalars(told.order_by(Notice.id)))


def remind(app, at=None, after=timedelta(0)):
    db.session.commit()
    with time_machine.travel(at or now() + after, tick=False), app.app_context():
        return remind_of_promises()


@pytest.fixture
def case(ana):
    return a_case(author=ana, title="Stuck behind the door")


def test_a_promise_is_told_to_whom_it_is_made(case, ana, ben):
    promise = a_promise(case, ben)

    assert (promise.maker, promise.receiver, promise.what) == (ben, ana, WHAT)
    assert news_of(ana) == [News.PROMISED]
    assert news_of(ben) == []


def test_only_the_two_see_it(browser, case, ana, ben, cy, mo):
    promise = a_promise(case, ben)
    urls = [f"/promises/{promise.key}/{what}" for what in ("kept", "day", "let-go")]

    seen = {
        person.username: WHAT in browser(person).get("/promises/").text
        for person in (ana, ben, cy, mo)
    }
    day = {"due_on": (today(ben) + timedelta(days=9)).isoformat()}
    answers = [browser(p).post(url, day).status_code for p in (cy, mo) for url in urls]

    assert seen == {"ana": True, "ben": True, "cy": False, "mo": False}
    assert answers == [404] * 6
    assert WHAT not in browser(mo).get(f"/cases/{case.key}").text


def test_coming_back_keeps_it(browser, case, ana, ben):
    promise = a_promise(case, ben)

    an_idea(case, by=ben)

    assert promise.kept_at
    assert news_of(ana) == [News.PROMISED]


def test_the_open_page_of_who_came_back_says_so_at_once(browser, case, ana, ben):
    a_promise(case, ben)
    an_idea(case, by=ana)
    said = {"kind": "idea", "body": "Try the lower step.", "last": "1", "seen": "1", "known": "1"}

    answer = browser(ben).post(f"/talks/{case.talk.key}/messages", said, htmx="section#composer")

    assert 'hx-target="#coming:not(:has(form), :focus-within)"' in answer.text
    assert "You said you’d come back" not in answer.text


def test_what_somebody_else_says_keeps_nothing(case, ben, cy):
    promise = a_promise(case, ben)

    an_idea(case, by=cy)

    assert promise.kept_at is None


def test_it_is_kept_by_saying_so_once(browser, case, ana, ben):
    promise = a_promise(case, ben)
    url = f"/promises/{promise.key}/kept"

    answers = [browser(ben).post(url).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert news_of(ana) == [News.PROMISED, News.PROMISE_KEPT]
    assert "Kept" in browser(ana).page("/promises/").text_in("main")


def test_another_day_is_told_and_shown_without_blame(browser, case, ana, ben):
    promise = a_promise(case, ben)
    day = today(ben) + timedelta(days=6)

    browser(ben).post(f"/promises/{promise.key}/day", {"due_on": day.isoformat()})

    db.session.rollback()
    assert (promise.due_on, promise.was_due_on) == (day, day - timedelta(days=1))
    assert news_of(ana) == [News.PROMISED, News.PROMISE_MOVED]
    assert "moved from" in browser(ana).page("/promises/").text_in("main")


def test_only_its_maker_moves_or_keeps_it_and_both_may_let_it_go(case, ana, ben):
    first, second = a_promise(case, ben), a_promise(a_case(author=ana), ben)

    for refused in (first.keep, lambda by: first.move(today(by), by=by)):
        with pytest.raises(NotAllowed):
            refused(by=ana)
    first.let_go(by=ana)
    second.let_go(by=ben)
    db.session.commit()

    assert first.let_go_at
    assert second.let_go_at
    assert news_of(ben) == [News.PROMISE_LET_GO]
    assert news_of(ana) == [News.PROMISED, News.PROMISED, News.PROMISE_LET_GO]


def test_what_is_over_stays_over(case, ben):
    promise = a_promise(case, ben)
    promise.let_go(by=ben)
    db.session.commit()

    promise.let_go(by=ben)
    with pytest.raises(IsOver):
        promise.keep(by=ben)
    with pytest.raises(IsOver):
        promise.move(today(ben), by=ben)


def test_kept_and_let_go_at_once_is_one_of_them(app, case, ana, ben):
    promise_id, ana_id, ben_id = a_promise(case, ben).id, ana.id, ben.id

    def end(verb, person_id):
        def deed():
            by = db.session.get_one(Person, person_id)
            try:
                getattr(db.session.get_one(Promise, promise_id), verb)(by=by)
            except IsOver:
                return 0
            return 1

        return in_a_transaction(app, deed)

    done = at_once(end("keep", ben_id), end("let_go", ana_id))

    db.session.rollback()
    promise = db.session.get_one(Promise, promise_id, populate_existing=True)
    assert sum(done) == 1
    assert bool(promise.kept_at) is not bool(promise.let_go_at)


def test_promised_twice_at_once_is_one_promise(app, case, ben):
    case_id, ben_id, day = case.id, ben.id, today(ben) + timedelta(days=3)

    def deed():
        by = db.session.get_one(Person, ben_id)
        promise_to_come_back(db.session.get_one(Case, case_id), WHAT, day, by=by)

    at_once(*[in_a_transaction(app, deed)] * 3)

    db.session.rollback()
    assert len(db.session.scalars(select(Promise)).all()) == 1


@pytest.mark.parametrize("days", [-1, 400])
def test_no_promise_is_for_a_day_that_has_passed_or_is_far_away(browser, case, ben, days):
    day = today(ben) + timedelta(days=days)

    with pytest.raises(NotThatDay):
        promise_to_come_back(case, WHAT, day, by=ben)
    answer = browser(ben).post(f"/cases/{case.key}/promises", {"due_on": day.isoformat()})

    assert answer.status_code == 422
    assert "Choose a day from today on" in answer.text


def test_whoever_asked_promises_nobody_and_a_settled_case_takes_none(browser, case, ana, ben):
    day = {"due_on": (today(ben) + timedelta(days=3)).isoformat()}

    own = browser(ana).post(f"/cases/{case.key}/promises", day)
    browser(ana).post(f"/cases/{case.key}/settle")
    settled = browser(ben).post(f"/cases/{case.key}/promises", day)

    assert (own.status_code, settled.status_code) == (403, 409)
    assert db.session.scalars(select(Promise)).all() == []


def test_settling_the_case_lets_its_promises_go(case, ana, ben):
    promise = a_promise(case, ben)

    case.settle(by=ana)
    db.session.commit()

    assert promise.let_go_at


@pytest.mark.parametrize(
    ("zone", "too_early", "time"),
    [
        ("Europe/Lisbon", "2026-06-10T06:59", "2026-06-10T07:01"),
        ("Pacific/Auckland", "2026-06-09T19:59", "2026-06-09T20:01"),
        ("America/Los_Angeles", "2026-06-10T14:59", "2026-06-10T15:01"),
    ],
)
def test_its_maker_is_reminded_on_the_morning_before_where_they_are(
    app, case, ana, ben, zone, too_early, time
):
    ben.change(time_zone=zone)
    with time_machine.travel(datetime(2026, 6, 5, 12, tzinfo=UTC), tick=False):
        saved(promise_to_come_back(case, WHAT, date(2026, 6, 11), by=ben))

    at = [datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (too_early, time)]
    reminded = [remind(app, one) for one in (at[0], at[1], at[1] + timedelta(hours=3))]

    assert reminded == [0, 1, 0]
    assert news_of(ben) == [News.PROMISE_DUE]
    assert news_of(ana) == [News.PROMISED]


def test_two_workers_remind_once(app, case, ben):
    a_promise(case, ben, days=3)
    soon = datetime.combine(today(ben) + timedelta(days=2), datetime.min.time(), UTC)

    def work():
        with app.app_context():
            return remind_of_promises()

    with time_machine.travel(soon + timedelta(hours=12), tick=False):
        done = at_once(work, work, work)

    assert sorted(done) == [0, 0, 1]
    assert news_of(ben) == [News.PROMISE_DUE]


def test_what_is_for_tomorrow_when_it_is_said_needs_no_reminder(app, case, ben):
    promise = a_promise(case, ben, days=1)
    again = a_promise(a_case(author=case.author), ben, days=5)
    again.move(today(ben) + timedelta(days=1), by=ben)

    assert promise.nudged_at
    assert remind(app, after=timedelta(hours=12)) == 0


def test_a_moved_promise_is_reminded_of_anew(app, case, ben):
    promise = a_promise(case, ben, days=3)
    remind(app, after=timedelta(days=2, hours=12))
    promise.move(today(ben) + timedelta(days=9), by=ben)

    assert remind(app, after=timedelta(days=8, hours=12)) == 1


@on_sqlite
def test_the_reminder_says_no_word_of_the_case_and_leads_to_the_promise(app, case, ben):
    promise = a_promise(case, ben, days=3)
    remind(app, after=timedelta(days=2, hours=12))

    sweep(app, after=timedelta(days=2, hours=15))

    letter = next(one for one in written() if one.recipient == ben.email)
    assert "You promised something for tomorrow." in letter.body
    assert f"/promises/#p-{promise.key}" in letter.body
    assert "door" not in letter.body
    assert "splint" not in letter.body


def test_who_stepped_out_is_not_reminded_and_nobody_can_tell(app, browser, case, ana, ben):
    a_promise(case, ben, days=3)
    before = browser(ana).page(f"/cases/{case.key}").text_in("p")

    case.step_out(by=ben)

    assert remind(app, after=timedelta(days=2, hours=12)) == 0
    assert WHAT not in browser(ben).get("/promises/").text
    assert WHAT not in browser(ben).get("/").text
    assert "Ben will come back by" in before
    assert "Ben will come back by" in browser(ana).page(f"/cases/{case.key}").text_in("p")


def test_who_stepped_out_hears_nothing_when_it_is_let_go(browser, case, ana, ben):
    promise = a_promise(case, ben)
    case.step_out(by=ben)
    db.session.commit()

    browser(ana).post(f"/promises/{promise.key}/let-go")

    assert news_of(ben) == []
    assert promise.let_go_at


def test_to_somebody_unnamed_it_is_made_to_their_other_name(browser, case, ana, ben):
    case.veil()
    promise = a_promise(case, ben)

    mine = browser(ben).get("/promises/").text
    browser(ana).post(f"/promises/{promise.key}/let-go")
    inbox = browser(ben).get("/notices/").text

    for page in (mine, inbox, browser(ben).get("/").text):
        assert not names(page, "Ana")
        assert "/people/ana" not in page
    assert case.talk.veil in mine
    assert f"{case.talk.veil}</strong> let a promise go" in inbox
    assert "Ben Adeyemi" in browser(ana).get("/promises/").text


@pytest.mark.parametrize("who", ["maker", "receiver"])
def test_when_one_has_left_it_is_let_go(browser, app, case, ana, ben, who):
    about = a_case(author=a_person())
    maker, receiver = a_person(), a_person()
    promise = saved(
        Promise(
            maker=maker,
            receiver=receiver,
            about=about.talk.topic,
            what=WHAT,
            due_on=today(maker) + timedelta(days=1),
        )
    )
    gone, left = (maker, receiver) if who == "maker" else (receiver, maker)

    db.session.execute(delete(Person).where(Person.id == gone.id))
    db.session.commit()

    page = browser(left).page("/promises/").text_in("main")
    assert "They have left; this is let go." in page
    assert promise.is_over
    assert remind(app, after=timedelta(hours=12)) == 0
    assert "You told" not in browser(left).page("/").text_in("main")


def test_what_could_name_somebody_is_not_promised(browser, case, ben):
    day = (today(ben) + timedelta(days=3)).isoformat()
    said = {"due_on": day, "what": "Call his mum on 555-010-9999"}
    url = f"/cases/{case.key}/promises"

    refused = browser(ben).post(url, said, htmx="div#coming")
    safer = browser(ben).post(url, said | {"use_all": "y"})
    long = browser(ben).post(url, said | {"what": "x" * 141})

    assert [refused.status_code, safer.status_code, long.status_code] == [422, 422, 422]
    assert refused.text.strip().startswith('<div id="coming"')
    assert "555-010-9999" not in Page(safer.text).values("what")[0]
    assert db.session.scalars(select(Promise)).all() == []


@on_sqlite
@pytest.mark.parametrize("day", ["", "someday", "2026-13-40", "31.12.2026"])
def test_a_day_that_is_none_is_asked_for_again(browser, case, ben, day):
    promise = a_promise(case, ben)

    moved = browser(ben).post(f"/promises/{promise.key}/day", {"due_on": day})
    made = browser(ben).post(f"/cases/{case.key}/promises", {"due_on": day})

    assert (moved.status_code, made.status_code) == (422, 422)
    assert "Choose a day" in moved.text
    assert promise.was_due_on is None


@on_sqlite
def test_a_promise_that_is_due_stands_on_the_desk_until_it_is_kept(browser, case, ben):
    a_promise(case, ben, days=1)
    a_promise(a_case(author=case.author, title="Later"), ben, days=4)
    desk = browser(ben).page("/")

    an_idea(case, by=ben)

    assert "One thing needs you." in desk.text_in("main")
    assert "You told Ana:" in desk.text_in("main")
    assert "Later" not in [text for within, text in desk.texts if "strong" in within]
    assert "Nothing needs you." in browser(ben).page("/").text_in("main")


@on_sqlite
def test_a_sealed_case_takes_its_promises_along(case, ana, ben):
    a_promise(case, ben)

    case.seal()
    db.session.commit()

    assert db.session.scalars(select(Promise)).all() == []
    assert news_of(ana) == []
    assert db.session.scalars(select(Message)).all() == []


@on_sqlite
def test_no_promises_yet_says_how_one_is_made(browser, ana):
    page = browser(ana).page("/promises/")

    assert "No promises yet" in page.text_in("h2")
    assert "/cases/" in page.links

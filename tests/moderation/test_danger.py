"""Words of crisis: moderators hear of each at once, find it first, and its author hears of it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from forum.core.db import db
from forum.core.words import Words
from forum.moderation.deciding import Word, decide
from forum.moderation.matters import alert, report
from forum.moderation.models import Matter
from forum.moderation.vocabulary import ASK_FIRST, Act, Reason
from forum.notifications.news import OF_CHOICE, News
from forum.notifications.notices import Notice
from forum.people.vocabulary import Letters, Role
from tests.conftest import on_sqlite
from tests.factories import a_case, a_person, an_idea
from tests.moderation.test_queue import at
from tests.notifications.letterbox import sweep, written
from tests.together import at_once, in_a_transaction

QUEUE = "/moderation/"
DANGER = f"{QUEUE}?view=danger"
STORY = "He says that he will not be here on Monday."


def in_danger(author, **told):
    """A case with words of crisis in it, and its matter."""
    case = a_case(author=author, story=Words.of(STORY), **told)
    matter = alert(about=case.talk.topic)
    assert matter is not None
    db.session.commit()
    return case, matter


def reported(author, by, reason=Reason.OTHER):
    matter = report(by=by, about=a_case(author=author).talk.topic, number=0, reason=reason)
    db.session.commit()
    return matter


def told(person):
    db.session.rollback()
    unread = select(Notice).where(Notice.person_id == person.id, Notice.read_at.is_(None))
    return [(one.news, one.about) for one in db.session.scalars(unread.order_by(Notice.id))]


def test_danger_is_told_of_each_case_whatever_else_lies_unread(ana, ben, mo):
    reported(ana, ben)
    (before,) = told(mo)

    _, first = in_danger(ana)
    _, second = in_danger(ben)

    assert before[0] is News.TO_LOOK_AT
    assert told(mo)[1:] == [(News.DANGER, first.danger), (News.DANGER, second.danger)]


def test_danger_said_twice_in_a_case_is_told_anew_only_to_who_has_read_of_it(ana, browser, mo):
    other = a_person(role=Role.ADMIN)
    case, matter = in_danger(ana)
    browser(mo).get(at(matter))
    read = told(mo)

    alert(about=case.talk.topic)
    db.session.commit()

    assert read == []
    assert told(mo) == told(other) == [(News.DANGER, matter.danger)]


def test_danger_told_at_the_same_moment_is_one_notice(app, ana, mo):
    topic = a_case(author=ana).talk.topic
    db.session.commit()

    at_once(*[in_a_transaction(app, lambda: alert(about=topic)) for _ in range(2)])

    assert [news for news, _ in told(mo)] == [News.DANGER]


def test_a_notice_of_danger_leads_to_its_matter_without_a_word_of_the_case(browser, ana, mo):
    case, matter = in_danger(ana)

    inbox = browser(mo).page("/notices/")

    shown = inbox.text_in("main")
    assert "something urgent to look at, as someone may be in danger, in “Moderation”" in shown
    assert at(matter) in inbox.links
    assert case.title not in shown
    assert STORY not in shown


def test_a_decision_ends_the_call_for_every_moderator(ana, mo):
    other = a_person(role=Role.ADMIN)
    _, matter = in_danger(ana)

    decide(matter, Act.DISMISSED, by=mo, seen=matter.version)
    db.session.commit()

    assert told(mo) == told(other) == []


@pytest.mark.parametrize("in_a_reply", [False, True])
def test_who_stepped_out_or_wrote_it_hears_of_no_danger(browser, ana, ben, mo, in_a_reply):
    author = a_person(role=Role.ADMIN)
    case = a_case(author=ana if in_a_reply else author)
    an_idea(case, by=author)
    case.step_out(by=mo)
    db.session.commit()
    before = told(author)

    matter = alert(about=case.talk.topic, number=int(in_a_reply))
    db.session.commit()

    assert matter is not None
    assert matter.danger not in [about for _, about in told(mo)]
    assert told(author) == before
    assert at(matter) not in browser(mo).page(DANGER).links


def test_who_steps_out_later_is_led_there_no_more(browser, ana, mo):
    case, matter = in_danger(ana)
    visit = browser(mo)
    before = visit.page("/notices/").links

    case.step_out(by=mo)
    db.session.commit()

    assert at(matter) in before
    assert at(matter) not in visit.page("/notices/").links


@on_sqlite
def test_nobody_chooses_not_to_hear_of_danger():
    assert News.DANGER not in OF_CHOICE


@pytest.mark.parametrize("letters", [Letters.STRAIGHT, Letters.DAILY, Letters.MONDAYS])
def test_danger_is_written_of_at_once_in_quiet_hours_too_and_alone(app, ana, ben, mo, letters):
    night = datetime(2026, 6, 2, 23, tzinfo=UTC)
    mo.change(letters=letters, quiet_from=22, quiet_until=7)
    with time_machine.travel(night, tick=False):
        reported(ana, ben)
        before = sweep(app)
        _, matter = in_danger(ana)
        after = [sweep(app), sweep(app, after=timedelta(minutes=1))]

    (letter,) = [one for one in written() if one.recipient == mo.email]
    assert before == 0
    assert after == [1, 0]
    assert "someone may be in danger" in letter.body
    assert at(matter) in letter.body
    assert "Something waits for a moderator" not in letter.body
    assert STORY not in letter.body
    waits = select(Notice.news).where(Notice.person_id == mo.id, Notice.mailed_at.is_(None))
    assert db.session.scalars(waits).all() == [News.TO_LOOK_AT]


def test_danger_comes_first_in_the_queue_and_is_said_on_its_other_pages(browser, ana, ben, cy, mo):
    identifying = reported(ana, ben, Reason.MAY_IDENTIFY)
    _, danger = in_danger(ana)
    feared = reported(ana, cy, Reason.SAFETY)
    visit = browser(mo)

    queue = visit.page(QUEUE)
    another = visit.page(f"{QUEUE}?view=identifying")

    assert [at(danger) in queue.links, at(feared) in queue.links] == [True, True]
    assert "Danger 2" in queue.text_in("main")
    assert at(identifying) not in visit.page(DANGER).links
    assert "Somebody may be in danger. Look at that first" in another.text_in("main")
    assert DANGER in another.links


def test_danger_names_a_matter_that_waits_for_another_reason_too(ana, ben):
    matter = reported(ana, ben, Reason.MAY_IDENTIFY)

    alert(about=matter.about)
    db.session.commit()

    assert db.session.get_one(Matter, matter.id).reason is Reason.CRISIS


def test_who_spoke_of_danger_hears_that_it_was_read_and_whom_to_ask_first(browser, ana, mo):
    _, matter = in_danger(ana)
    visit = browser(mo)
    form = visit.page(at(matter)).text_in("form")

    answer = visit.post(at(matter), {"act": "dismissed", "why": "", "seen": str(matter.version)})

    word = browser(ana).page(f"/matters/{matter.key}").text_in("main")
    assert f"“Leave it as it is” alone says: “{ASK_FIRST}”" in form
    assert answer.status_code == 303
    assert ASK_FIRST in word
    assert (News.DECIDED, matter.topic) not in told(ana)  # read by now


@on_sqlite
def test_a_moderators_own_words_stand_instead_of_the_ready_ones(ana, mo):
    _, matter = in_danger(ana)

    decide(matter, Act.DISMISSED, by=mo, seen=matter.version, word=Word("Call the line first."))
    db.session.commit()

    assert matter.said == "Call the line first."
    assert (News.DECIDED, matter.topic) in told(ana)

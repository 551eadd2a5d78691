"""What moderators decide on they have seen, and what they need not see any more they don't."""

import pytest
from sqlalchemy import select

from forum.cases.holding import say_again
from forum.cases.models import Case
from forum.core.db import db
from forum.core.words import Words
from forum.moderation.forms import WHYS
from forum.moderation.matters import alert, report
from forum.moderation.models import MoreToSee
from forum.moderation.vocabulary import Act, Reason
from forum.people.models import Person
from forum.talk.models import Message
from tests.conftest import on_sqlite
from tests.factories import a_case, a_circle, an_idea
from tests.moderation.test_queue import at, held_case, hidden_message, opened_again
from tests.page import Page
from tests.together import at_once, in_a_transaction

NAMED = "It was Liam, at Brook School."


def opened(moderator, matter):
    """What the page of a matter knew when `moderator` opened it."""
    [seen] = moderator.page(at(matter)).values("seen")
    return {"seen": seen, "why": WHYS[6]}


def told_again(case):
    say_again(case, told={"story": Words.of(NAMED)}, title="A door", question="What then?")
    db.session.commit()


def edited(message, words=NAMED):
    message.edit(Words.of(words), by=message.author, wording=message.wording)
    db.session.commit()


def reported(case, by, number=0, reason=Reason.OTHER):
    matter = report(by=by, about=case.talk.topic, number=number, reason=reason)
    db.session.commit()
    return matter


def test_a_held_case_that_is_told_again_meanwhile_stays_until_somebody_reads_it(browser, ana, mo):
    case, matter = held_case(ana)
    his = browser(mo)
    before = opened(his, matter)
    told_again(case)

    answer = his.post(at(matter), before | {"act": "let_out"})

    db.session.refresh(case)
    assert answer.status_code == 409
    assert "its author said it otherwise" in Page(answer.text).text_in("main")
    assert case.held_at is not None
    his.post(at(matter), opened(his, matter) | {"act": "let_out"})
    db.session.refresh(case)
    assert case.held_at is None


@pytest.mark.parametrize("reason", [Reason.MAY_IDENTIFY, Reason.DISRESPECT])
def test_a_reply_that_is_edited_meanwhile_is_not_decided_on_unread(
    browser, ana, ben, cy, mo, reason
):
    case = a_case(author=ana)
    message = an_idea(case, by=ben)
    matter = reported(case, cy, number=1, reason=reason)
    his = browser(mo)
    before = opened(his, matter)
    hidden_at = message.hidden_at
    edited(message)

    act = {"act": "restored" if hidden_at else "dismissed"}
    answers = [his.post(at(matter), before | act), his.post(at(matter), opened(his, matter) | act)]

    assert [answer.status_code for answer in answers] == [409, 303]


def test_a_second_report_meanwhile_is_not_closed_unread(browser, ana, ben, cy, mo):
    case = a_case(author=ana)
    matter = reported(case, cy)
    his = browser(mo)
    before = opened(his, matter)
    reported(case, ben, reason=Reason.SAFETY)

    answer = his.post(at(matter), before | {"act": "dismissed"})

    db.session.refresh(matter)
    assert answer.status_code == 409
    assert "somebody reported it too" in Page(answer.text).text_in("main")
    assert matter.is_open


@on_sqlite
def test_a_warning_about_words_of_crisis_counts_each_time(ana, mo):
    case = a_case(author=ana)
    alert(about=case.talk.topic)
    db.session.commit()
    matter = opened_again((case.talk.topic, 0))
    seen = matter.version
    alert(about=case.talk.topic)

    with pytest.raises(MoreToSee):
        matter.claim(Act.DISMISSED, seen=seen)

    assert matter.is_open


@on_sqlite
def test_a_report_that_was_made_twice_changes_nothing(ana, cy):
    case = a_case(author=ana)
    matter = reported(case, cy)
    before = matter.version

    reported(case, cy)

    assert matter.version == before


def test_an_edit_and_a_decision_at_the_same_moment_leave_nothing_out_unread(
    app, browser, ana, ben, cy, mo
):
    message, matter = hidden_message(ana, ben, cy)
    url, ids = at(matter), (message.id, ben.id)
    his = browser(mo)
    form = opened(his, matter) | {"act": "restored"}
    db.session.commit()

    def says_otherwise():
        said = db.session.get_one(Message, ids[0])
        said.edit(Words.of(NAMED), by=db.session.get_one(Person, ids[1]), wording=0)
        return said.hidden_at is None

    was_out, answer = at_once(
        in_a_transaction(app, says_otherwise), lambda: his.post(url, form).status_code
    )

    db.session.expire_all()
    assert (was_out, answer) in ((True, 303), (False, 409))
    assert (message.hidden_at is None) is was_out


def test_who_once_had_a_word_in_it_reads_no_title_of_a_case_that_is_hidden(
    browser, ana, ben, cy, mo
):
    message, matter = hidden_message(ana, ben, cy)
    case = db.session.scalars(select(Case).where(Case.talk_id == message.talk_id)).one()
    browser(mo).post(at(matter), opened(browser(mo), matter) | {"act": "restored"})
    url = f"/matters/{matter.key}"
    before = browser(ben).page(url).text_in("main")
    case.hide()
    db.session.commit()

    seen = browser(ben).page(url).text_in("main") + browser(ben).page("/notices/").text_in("main")

    assert case.title in before
    assert case.title not in seen
    assert "Something that isn’t here any more" in seen


@on_sqlite
def test_the_author_of_a_case_that_is_held_reads_its_title_beside_the_word(browser, ana, mo):
    case, matter = held_case(ana)
    browser(mo).post(at(matter), opened(browser(mo), matter) | {"act": "returned"})

    word = browser(ana).page(f"/matters/{matter.key}")

    assert case.title in word.text_in("main")
    assert f"/cases/{case.key}/again" in word.links
    assert case.title in browser(ana).page("/notices/").text_in("main")


def test_a_case_of_a_circle_is_a_moderators_to_read_until_that_is_decided(
    browser, ana, ben, cy, mo
):
    case = a_case(author=ana)
    case.keep_in(a_circle(ana, ben, cy), by=ana)
    matter = reported(case, ben)
    his, url = browser(mo), at(matter)
    sentence = his.page(f"/cases/{case.key}").text_in("main")
    once = his.page(url).values("once")[0]
    form = opened(his, matter) | {"act": "dismissed", "once": once}

    decided = [his.post(url, form).status_code for _ in range(2)]

    assert "but for moderators while something of it is held" in sentence
    assert decided == [303, 303]
    assert [his.get(page).status_code for page in (url, f"/cases/{case.key}")] == [404, 404]
    assert his.post(url, {"act": "hid", "why": WHYS[3], "seen": "1"}).status_code == 404
    assert his.post(url, {}).status_code == 404


@on_sqlite
def test_what_is_kept_hidden_in_a_circle_can_still_be_thought_over(browser, ana, ben, cy, mo):
    case = a_case(author=ana)
    case.keep_in(a_circle(ana, ben, cy), by=ana)
    an_idea(case, by=ben)
    matter = reported(case, ana, number=1, reason=Reason.MAY_IDENTIFY)
    his = browser(mo)
    his.post(at(matter), opened(his, matter) | {"act": "hid"})

    answer = his.post(at(matter), opened(his, matter) | {"act": "restored"})

    assert answer.status_code == 303


@on_sqlite
def test_a_moderator_who_stepped_out_is_told_no_number_of_what_waits_in_it(
    browser, ana, ben, cy, mo
):
    message, _ = hidden_message(ana, ben, cy)
    hidden_message(ana, ben, cy)
    case = db.session.scalars(select(Case).where(Case.talk_id == message.talk_id)).one()
    case.step_out(by=mo)
    db.session.commit()

    shown = browser(mo).page("/moderation/").text_in("main")

    assert "Identifying details 1" in shown

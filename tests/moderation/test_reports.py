"""Reports: two clicks, once for each; what may identify somebody is out of sight at once."""

from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from forum.core.clock import now
from forum.core.db import db, writing
from forum.core.words import Words
from forum.moderation.deciding import Word, decide
from forum.moderation.matters import MOST_A_DAY, EnoughForToday, IsGone, alert, report
from forum.moderation.models import Matter, Report
from forum.moderation.vocabulary import Act, Reason
from forum.notifications.news import OF_CHOICE, News
from forum.notifications.notices import Notice
from forum.people.models import Person
from forum.people.vocabulary import Role
from forum.talk.models import Message
from forum.talk.vocabulary import Kind
from tests.cases.test_sealing import seal
from tests.conftest import on_sqlite
from tests.factories import a_case, a_person, an_idea
from tests.page import Page, names
from tests.together import at_once, in_a_transaction

WORDS = "We had one just like this by the old lighthouse."


def said_in(case, by=None, body=WORDS):
    return an_idea(case, by=by, body=body)


def on(message):
    return f"/talks/{message.talk.key}/messages/{message.number}/report"


def of(case):
    return f"/talks/{case.talk.key}/report"


def unread(person):
    db.session.rollback()
    theirs = (Notice.person_id == person.id, Notice.read_at.is_(None))
    return db.session.scalar(select(func.count()).select_from(Notice).where(*theirs))


def matters():
    db.session.rollback()
    return db.session.scalars(select(Matter).order_by(Matter.id)).all()


def test_a_case_that_may_identify_someone_is_gone_at_once_but_for_author_and_moderators(
    browser, ana, ben, cy, mo
):
    case = a_case(author=ana)
    said_in(case, by=cy)
    url = f"/cases/{case.key}"

    answer = browser(ben).post(of(case), {"reason": "may_identify"})

    assert (answer.status_code, answer.location) == (303, "/")
    assert [browser(who).get(url).status_code for who in (ben, cy, ana, mo)] == [404, 404, 200, 200]
    assert url not in browser(ben).page("/cases/").links
    assert url in browser(ana).page("/cases/?view=mine").links
    shown = browser(ana).page(url).text_in("main")
    assert "Hidden while a moderator looks at it" in shown
    assert not names(shown, "Ben")


@pytest.mark.parametrize("kept", ["held_at", "hidden_at"])
def test_what_is_said_in_a_case_that_is_kept_back_calls_nobody_to_it(ana, ben, mo, kept):
    case = a_case(author=ana)
    idea = said_in(case, by=ben)
    case.talk.follow(mo)
    setattr(case, kept, now())

    said_in(case, by=ana)
    case.talk.try_out(idea, by=ana, owner=ana.id, yes=True)
    case.settle(by=ana)
    db.session.commit()

    assert (unread(ben), unread(mo)) == (0, 2)


def test_a_message_that_may_identify_someone_is_hidden_and_its_author_still_reads_it(
    browser, ana, ben, cy, mo
):
    case = a_case(author=ana)
    message = said_in(case, by=ben)
    url = f"/cases/{case.key}"

    answer = browser(cy).post(on(message), {"reason": "may_identify"})

    assert answer.location == f"{url}#m1"
    seen = {who: browser(who).page(url).text_in("main") for who in (ana, ben, cy, mo)}
    assert [WORDS in seen[who] for who in (ana, ben, cy, mo)] == [False, True, False, True]
    assert "Hidden while a moderator looks at it" in seen[ana]
    assert "You and moderators still read it." in seen[ben]
    assert "Look at it in the queue" in seen[mo]


@on_sqlite
@pytest.mark.parametrize("reason", ["safety", "disrespect", "scope", "promotion", "other"])
def test_for_any_other_reason_a_moderator_looks_first(browser, ana, ben, cy, reason):
    case = a_case(author=ana)
    message = said_in(case, by=ben)

    browser(cy).post(on(message), {"reason": reason, "note": "Second line."})

    assert WORDS in browser(ana).page(f"/cases/{case.key}").text_in("main")
    matter = matters()[0]
    assert (matter.reason, matter.place) == (Reason(reason), (case.talk.topic, 1))
    assert [(said.reporter_id, said.note) for said in matter.reports] == [(cy.id, "Second line.")]


def test_twice_is_once_and_several_are_one_matter_named_after_the_gravest(browser, ana, ben, cy):
    message = said_in(a_case(author=ana), by=ben)

    for _ in range(2):
        browser(cy).post(on(message), {"reason": "promotion"})
    browser(ana).post(on(message), {"reason": "safety"})

    [matter] = matters()
    assert matter.reason is Reason.SAFETY
    assert [said.reason for said in matter.reports] == [Reason.PROMOTION, Reason.SAFETY]


def test_two_at_the_same_moment_open_one_matter_and_each_moderator_has_one_notice(
    app, ana, ben, cy, mo
):
    message = said_in(a_case(author=ana), by=ben)
    said = {"about": message.talk.topic, "number": message.number}
    people = [a_person().id for _ in range(4)]
    db.session.commit()

    def reports(person_id):
        def deed():
            by = db.session.get_one(Person, person_id)
            return report(by=by, reason=Reason.MAY_IDENTIFY, **said).id

        return in_a_transaction(app, deed)

    ids = at_once(*(reports(person_id) for person_id in people))

    [matter] = matters()
    assert set(ids) == {matter.id}
    assert len(matter.reports) == 4
    assert message.talk.message_count == 0
    assert unread(mo) == 1


def test_one_person_in_several_windows_at_once_says_it_once(app, ana, ben, cy):
    message = said_in(a_case(author=ana), by=ben)
    about, number, cy_id = message.talk.topic, message.number, cy.id
    matter = report(by=ana, about=about, number=number, reason=Reason.OTHER).id
    db.session.commit()

    def deed():
        by = db.session.get_one(Person, cy_id)
        return report(by=by, about=about, number=number, reason=Reason.OTHER).id

    ids = at_once(*[in_a_transaction(app, deed)] * 4)

    assert set(ids) == {matter}
    assert [said.reporter_id for said in matters()[0].reports] == [ana.id, cy_id]


def test_what_is_taken_back_while_it_is_reported_waits_for_nobody(app, ana, ben, cy):
    message = said_in(a_case(author=ana), by=ben)
    about, number, key = message.talk.topic, message.number, message.id
    ben_id, cy_id = ben.id, cy.id
    db.session.remove()

    def take_back():
        db.session.get_one(Message, key).withdraw(by=db.session.get_one(Person, ben_id))

    def deed():
        by = db.session.get_one(Person, cy_id)
        with suppress(IsGone):
            report(by=by, about=about, number=number, reason=Reason.OTHER)

    at_once(in_a_transaction(app, take_back), in_a_transaction(app, deed))

    assert matters() == []


def test_moderators_have_one_unread_notice_however_much_waits(browser, ana, ben, cy, mo):
    case = a_case(author=ana)
    for message in (said_in(case, by=ben), said_in(case, by=ben)):
        browser(cy).post(on(message), {"reason": "other"})

    inbox = browser(mo).page("/notices/").text_in("main")
    before = unread(mo)
    browser(mo).page("/moderation/")

    assert inbox.count("Weft has something to look at") == 1
    assert (before, unread(mo)) == (1, 0)


def test_badges_counts_and_pills_are_right_once_a_message_is_hidden(browser, ana, ben, cy):
    case = a_case(author=ana)
    message = said_in(case, by=ben)
    db.session.refresh(case.talk)
    before = (unread(ana), case.talk.message_count)

    browser(cy).post(on(message), {"reason": "may_identify"})

    db.session.refresh(case.talk)
    pill = f"/talks/{case.talk.key}/pill?seen=0&last=0&known=1"
    assert (before, (unread(ana), case.talk.message_count)) == ((1, 1), (0, 0))
    assert "new repl" not in browser(ana).get(pill, htmx="div#pill").text
    assert "No replies yet" in browser(ana).page(f"/cases/{case.key}").text_in("main")


def test_an_open_page_loses_the_words_without_being_loaded_again(browser, ana, ben, cy):
    case = a_case(author=ana)
    message = said_in(case, by=ben)
    known = case.talk.version
    browser(cy).post(on(message), {"reason": "may_identify"})

    pill = f"/talks/{case.talk.key}/pill?seen={known}&last={known}&known={known}"
    part = browser(ana).get(pill, htmx="div#pill").text

    assert f'id="said{message.number}"' in part
    assert "Hidden while a moderator looks at it" in part
    assert WORDS not in part


def test_an_open_page_of_a_hidden_case_is_asked_for_anew(browser, ana, ben, cy):
    case = a_case(author=ana)
    browser(cy).post(of(case), {"reason": "may_identify"})

    pill = browser(ben).get(f"/talks/{case.talk.key}/pill?seen=0", htmx="div#pill")

    assert pill.headers["HX-Refresh"] == "true"
    assert pill.text == ""


def test_earlier_wordings_are_hidden_too_and_forgotten_when_it_is_said_otherwise(
    browser, ana, ben, cy
):
    case = a_case(author=ana)
    message = said_in(case, by=ben)
    at = f"/talks/{case.talk.key}/messages/1"
    browser(ben).post(f"{at}/edit", {"body": "By the sea, I mean.", "wording": "0"})
    browser(cy).post(on(message), {"reason": "may_identify"})

    seen = [browser(who).get(f"{at}/wordings").status_code for who in (ana, ben)]
    edited = browser(ben).post(f"{at}/edit", {"body": "Somewhere outside.", "wording": "1"})

    assert seen == [404, 200]
    assert edited.status_code == 303
    assert message.earlier == []
    assert {said.reason for said in matters()[0].reports} == {
        Reason.MAY_IDENTIFY,
        Reason.SAID_AGAIN,
    }


def test_what_quotes_it_is_hidden_with_it_and_comes_back_with_it(browser, ana, ben, cy):
    case = a_case(author=ana)
    message = said_in(case, by=ben)
    quoting = said_in(case, by=ana, body=f"> {WORDS}\n\nWas it the same there?")
    other = said_in(case, by=ana, body="> Yes, that.\n\nThank you.")

    browser(cy).post(on(message), {"reason": "may_identify"})
    db.session.refresh(quoting)
    hidden = [said.hidden_at is not None for said in (message, quoting, other)]
    message.restore()
    db.session.commit()

    assert hidden == [True, True, False]
    assert (message.hidden_at, quoting.hidden_at) == (None, None)
    assert case.talk.message_count == 3


@on_sqlite
def test_a_hidden_message_takes_no_answers_marks_or_quotes(browser, ana, ben, cy):
    case = a_case(author=ana)
    message = said_in(case, by=ben)
    browser(cy).post(on(message), {"reason": "may_identify"})
    talk = f"/talks/{case.talk.key}"
    visit = browser(ana)

    answer = visit.post(f"{talk}/messages", {"kind": "idea", "body": "Yes.", "to": "1"})
    marks = [visit.post(f"{talk}/messages/1/{mark}", {"yes": "1"}) for mark in ("helpful", "try")]
    quoted = visit.get(f"{talk}/messages/1/answer?quote=1").text

    assert [said.status_code for said in (answer, *marks)] == [409, 409, 409]
    assert "Yes." in answer.text
    assert WORDS not in quoted


@on_sqlite
def test_a_hidden_message_can_still_be_withdrawn_and_is_counted_once(ana, ben, cy):
    case = a_case(author=ana)
    message = said_in(case, by=ben)
    said_in(case, by=cy)
    message.hide()
    db.session.commit()

    message.withdraw(by=ben)
    message.restore()
    db.session.commit()

    db.session.refresh(case.talk)
    assert case.talk.message_count == 1


@on_sqlite
def test_nobody_reports_what_is_their_own_or_not_theirs_to_read(browser, ana, ben, cy):
    case = a_case(author=ana)
    message = said_in(case, by=ben)
    held = a_case(author=ana)
    held.hold()
    db.session.commit()

    own = [browser(ana).get(of(case)), browser(ben).get(on(message))]
    sent = [browser(ana).post(of(case), {"reason": "other"})]
    unseen = [browser(cy).get(of(held)), browser(cy).post(of(held), {"reason": "other"})]

    assert [said.status_code for said in own] == [404, 404]
    assert [said.status_code for said in sent] == [403]
    assert [said.status_code for said in unseen] == [404, 404]


@on_sqlite
@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({}, "Choose what it is."),
        ({"reason": "first_steps"}, "Not a valid choice"),
        ({"reason": "other", "note": "x" * 301}, "Make it 300 characters or shorter"),
    ],
)
@pytest.mark.parametrize("htmx", ["", "div#answer1"])
def test_a_report_that_says_too_little_or_too_much_comes_back(
    browser, ana, ben, cy, form, why, htmx
):
    message = said_in(a_case(author=ana), by=ben)

    answer = browser(cy).post(on(message), form, htmx=htmx)

    assert answer.status_code == 422
    assert why in Page(answer.text).text_in("form")
    assert matters() == []


@on_sqlite
def test_htmx_gets_a_thank_you_in_place_and_what_has_changed(browser, ana, ben, cy):
    message = said_in(a_case(author=ana), by=ben)
    form = browser(cy).get(on(message), htmx="div#answer1").text
    sent = {"reason": "may_identify", "last": "1", "seen": "1", "known": "1"}

    answer = browser(cy).post(on(message), sent, htmx="div#answer1")

    assert form.lstrip().startswith('<form class="stack panel tight report"')
    assert answer.text.lstrip().startswith('<p class="note is-good small"')
    assert "Hidden while a moderator looks at it" in answer.text


def test_ten_reports_a_day_are_enough(ana, ben, cy):
    case = a_case(author=ana)
    for _ in range(MOST_A_DAY):
        message = said_in(case, by=ben)
        report(by=cy, about=case.talk.topic, number=message.number, reason=Reason.OTHER)
    one_more = said_in(case, by=ben)
    again = {"by": cy, "about": case.talk.topic, "number": one_more.number, "reason": Reason.OTHER}

    with pytest.raises(EnoughForToday, match="can wait until tomorrow"):
        report(**again)
    for said in db.session.scalars(select(Report)):
        said.at = now() - timedelta(hours=25)
    db.session.commit()

    assert report(**again).reports


def test_whoever_reports_again_what_was_shown_again_does_not_hide_it(ana, ben, cy, mo):
    message = said_in(a_case(author=ana), by=ben)
    said = {"about": message.talk.topic, "number": 1, "reason": Reason.MAY_IDENTIFY}
    matter = report(by=cy, **said)
    matter.decided_at = now()
    message.restore()
    db.session.commit()

    second = report(by=cy, **said)
    shown = message.hidden_at is None
    third = report(by=ana, **said)

    assert shown
    assert second.id == third.id != matter.id
    assert message.hidden_at is not None


def test_an_alert_is_a_matter_without_a_reporter(ana, mo):
    case = a_case(author=ana)

    first = alert(about=case.talk.topic, why=Reason.CRISIS)
    second = alert(about=case.talk.topic, why=Reason.CRISIS)
    db.session.commit()

    assert first is not None
    assert first is second
    assert [(said.reason, said.reporter_id) for said in first.reports] == [(Reason.CRISIS, None)]
    news = db.session.scalars(select(Notice).where(Notice.person_id == mo.id)).one()
    assert (news.news, news.about, news.actor_id) == (News.DANGER, first.danger, None)


@on_sqlite
def test_an_alert_about_what_is_gone_is_none(ana):
    assert alert(about="talk-nothing-here") is None


@on_sqlite
def test_nobody_chooses_not_to_hear_what_moderators_decide(browser, ana):
    assert {News.DECIDED, News.TO_LOOK_AT, News.DANGER}.isdisjoint(OF_CHOICE)
    assert "Something waits for a moderator" not in browser(ana).get("/account/").text


@on_sqlite
def test_a_moderator_is_not_called_to_what_is_their_own(mo):
    other = a_person(role=Role.ADMIN)
    case = a_case(author=mo)

    with writing():
        alert(about=case.talk.topic)

    assert (unread(mo), unread(other)) == (0, 1)


@on_sqlite
def test_notices_of_a_hidden_case_call_nobody_but_its_author(browser, ana, ben, cy):
    case = a_case(author=ana)
    said_in(case, by=ben)
    case.reply(by=cy, kind=Kind.IDEA, words=Words.of("Another."))
    db.session.commit()
    before = [unread(ana), unread(ben)]

    case.hide()
    db.session.commit()

    assert before == [2, 1]
    assert [unread(ana), unread(ben)] == [2, 0]


@on_sqlite
def test_whoever_reported_a_case_is_thanked_once_however_many_of_their_pages_it_leaves(
    browser, ana, ben, cy
):
    case = a_case(author=ana)
    visit, open_page = browser(cy), f"/talks/{case.talk.key}/pill"
    visit.post(of(case), {"reason": "may_identify"}, htmx="div#answer")

    left = [visit.get(open_page, htmx="div#pill").headers.get("HX-Redirect") for _ in range(2)]
    desk = visit.page("/").text_in("body")
    another = browser(ben).get(open_page, htmx="div#pill")

    assert left == ["/", "/"]
    assert desk.count("Thank you. A moderator will look") == 1
    assert another.headers["HX-Refresh"] == "true"


def test_a_sealed_case_leaves_no_words_of_moderators_or_reports(ana, ben, cy, mo):
    case = a_case(author=ana)
    said_in(case, by=ben)
    about = case.talk.topic
    matter = report(by=cy, about=about, number=1, reason=Reason.OTHER, note="The lighthouse.")
    word = Word("Say it more widely.", "We had one, outdoors.")
    decide(matter, Act.RETURNED, by=mo, seen=matter.version, word=word)
    db.session.commit()
    before = (matter.rewording, matter.reports[0].note)

    seal(case)

    db.session.expire_all()
    assert before == ("We had one, outdoors.", "The lighthouse.")
    assert (matter.rewording, matter.reports[0].note) == ("", "")
    assert matter.said == "Say it more widely."

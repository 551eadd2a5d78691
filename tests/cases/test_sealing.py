"""Sealing: told in time, kept by one click, erased otherwise; what an insight leaves behind."""

from datetime import timedelta

import pytest
import time_machine

from forum.cases.expiry import seal_what_rests, tell_of_sealing
from forum.cases.holding import say_again
from forum.cases.insights import Lesson
from forum.cases.outcome import Telling
from forum.cases.sealing import LASTS, CaseIsSealed
from forum.cases.vocabulary import Result
from forum.core.clock import now
from forum.core.db import db
from forum.core.errors import NotAllowed
from forum.core.words import Words
from forum.moderation.deciding import Word, decide
from forum.moderation.matters import report
from forum.moderation.models import Matter, Report
from forum.moderation.vocabulary import Act, Reason
from forum.notifications.notices import News, Notice
from forum.people.vocabulary import Discipline
from forum.talk.drafts import Draft
from tests.databases import everything
from tests.factories import a_case, an_idea
from tests.together import at_once


def days(count):
    return time_machine.travel(now() + timedelta(days=count), tick=False)


def told_of(person):
    return [n.news for n in db.session.query(Notice).filter_by(person_id=person.id)]


def seal(case):
    """Have the half year pass, as it does."""
    with days(167):
        tell_of_sealing()
    with days(182):
        seal_what_rests()
    db.session.refresh(case)


def test_a_quiet_case_is_sealed_two_weeks_after_its_author_was_told(app, ana, ben):
    case = a_case(author=ana)

    with days(165):
        early = tell_of_sealing()
    with days(167):
        told, again = tell_of_sealing(), tell_of_sealing()
        too_soon = seal_what_rests()
    with days(182):
        sealed, once_more = seal_what_rests(), seal_what_rests()

    assert (early, told, again, too_soon, sealed, once_more) == (0, 1, 0, 0, 1, 0)
    db.session.refresh(case)
    assert case.sealed_at


def test_nobody_loses_time_where_the_worker_slept(app, ana):
    case = a_case(author=ana)

    with days(400):
        before, told = seal_what_rests(), tell_of_sealing()
        still = seal_what_rests()
    with days(415):
        after = seal_what_rests()

    assert (before, told, still, after) == (0, 1, 0, 1)
    assert case.id


def test_its_words_are_nowhere_afterwards(app, ana, ben):
    case = a_case(
        author=ana,
        title="Teapotting at dawn",
        question="Who brews the oolong?",
        story=Words.of("The samovar sings."),
        tried=Words.of("A strainer."),
        matters=Words.of("The rosewater."),
    )
    idea = an_idea(case, by=ben, body="Warm the cardamom first.")
    idea.edit(Words.of("Warm the cardamom slowly."), by=ben, wording=0)
    case.talk.try_out(idea, by=ana, owner=ana.id, yes=True)
    said = Words.of("Lukewarm marzipan.")
    lesson = Lesson("Unapproved turmeric", "Saffron", is_for_all=False)
    case.tell_outcome(Telling(Result.A_BIT, said, lesson=lesson), by=ana, known=0)
    db.session.commit()

    seal(case)

    kept = everything().casefold()
    words = "teapot oolong samovar strainer rosewater cardamom marzipan turmeric saffron".split()
    assert [word for word in words if word in kept] == []
    assert case.outcome
    assert case.outcome.result is Result.A_BIT


def test_an_approved_insight_stays(app, ana):
    case = a_case(author=ana)
    lesson = Lesson("Ask about the door", "Before the room.", is_for_all=True)
    told = Telling(Result.HELPED, Words.of("It helped."), lesson=lesson)
    case.tell_outcome(told, by=ana, known=0)
    db.session.commit()

    seal(case)

    assert case.insight
    assert (case.insight.title, case.insight.body) == ("Ask about the door", "Before the room.")


def test_whatever_happens_in_it_begins_the_half_year_anew(app, ana, ben):
    case = a_case(author=ana)
    with days(167):
        tell_of_sealing()
        an_idea(case, by=ben)
    with days(182):
        sealed = seal_what_rests()

    with days(167 + 167):
        told_again = tell_of_sealing()

    assert (sealed, told_again) == (0, 1)
    assert told_of(ana).count(News.SEALS_SOON) == 2


def test_its_author_keeps_it_by_one_click(app, ana, ben):
    case = a_case(author=ana)
    with days(167):
        tell_of_sealing()
        with pytest.raises(NotAllowed):
            case.keep_open(by=ben)
        case.keep_open(by=ana)
        db.session.commit()
        lasts_until = case.seals_at

    with days(182):
        sealed = seal_what_rests()

    assert sealed == 0
    assert lasts_until - now() > LASTS + timedelta(days=160)


def test_a_case_that_a_moderator_is_to_look_at_waits_for_that(app, ana, ben, cy):
    held, reported = a_case(author=ana), a_case(author=ana)
    held.hold()
    message = an_idea(reported, by=ben)
    about = reported.talk.topic
    report(by=cy, about=about, number=message.number, reason=Reason.OTHER)
    db.session.commit()

    seal(held)

    assert (held.sealed_at, reported.sealed_at) == (None, None)


def test_what_moderators_keep_hidden_or_sent_back_is_sealed_like_any_other(app, ana, mo):
    held, hidden = a_case(author=ana), a_case(author=ana)
    held.hold()
    hidden.hide()
    sent_back = Matter.open_at((held.talk.topic, 0))
    assert sent_back
    decide(sent_back, Act.RETURNED, by=mo, seen=sent_back.version, word=Word("Say less."))
    db.session.commit()

    seal(held)

    assert held.sealed_at
    assert hidden.sealed_at


def reopen(case):
    case.reopen(by=case.author)


def ask_for_one_more_view(case):
    case.ask(Discipline.PT, by=case.author)


def tell_it_again(case):
    say_again(case, told={"story": Words.of("It goes well until noon.")})


@pytest.mark.parametrize("use_it", [reopen, ask_for_one_more_view, tell_it_again])
def test_a_use_that_somebody_has_for_it_begins_the_half_year_anew(app, ana, use_it):
    case = a_case(author=ana, advised_at=now())
    with days(167):
        tell_of_sealing()
    with days(181):
        use_it(case)
        db.session.commit()

    with days(182):
        sealed = seal_what_rests()
    with days(181 + 167):
        told_again = tell_of_sealing()

    assert (sealed, told_again) == (0, 1)


def test_nothing_of_it_waits_for_a_moderator_once_it_is_sealed(app, ana, ben, cy):
    case, other = a_case(author=ana), a_case(author=ana)
    for one in (case, other):
        message = an_idea(one, by=ben)
        report(by=cy, about=one.talk.topic, number=message.number, reason=Reason.OTHER)
    db.session.commit()

    case.seal()
    db.session.commit()

    assert [matter.about for matter in db.session.query(Matter)] == [other.talk.topic]
    assert db.session.query(Report).count() == 1


def test_a_sealed_case_takes_nothing_any_more(app, ana, ben):
    case = a_case(author=ana)
    seal(case)

    for deed in (
        lambda: an_idea(case, by=ben),
        lambda: case.settle(by=ana),
        lambda: case.reopen(by=ana),
        lambda: case.keep_open(by=ana),
        lambda: case.ask_me(None, by=ana),
        lambda: case.tell_outcome(Telling(Result.HELPED, Words.of("So.")), by=ana, known=0),
    ):
        with pytest.raises(CaseIsSealed):
            deed()
        db.session.rollback()


def test_what_was_being_written_there_goes_a_week_later(app, ana, ben):
    case = a_case(author=ana)
    place = case.talk.topic
    with days(181):
        Draft.keep(place, {"body": ["Half a thought"]}, by=ben, known=0, once="x")
        Draft.keep("case", {"title": ["Mine"]}, by=ben, known=0, once="y")
        db.session.commit()
    seal(case)
    kept = Draft.at(place, ben)

    with days(190):
        seal_what_rests()

    assert kept
    assert Draft.at(place, ben) is None
    assert Draft.at("case", ben)


def test_it_stands_in_no_list_and_its_address_says_that_it_is_sealed(app, browser, ana, ben):
    case = a_case(author=ana, title="Teapotting")
    seal(case)

    listed = [
        browser(person).get("/cases/?view=" + view).text
        for person in (ana, ben)
        for view in ("open", "mine")
    ]
    shown = browser(ben).page(f"/cases/{case.key}").text_in("main")

    assert not [page for page in listed if "Teapotting" in page or case.key in page]
    assert "This case is sealed" in shown


def test_a_reply_to_a_case_sealed_meanwhile_is_refused_and_comes_back(app, browser, ana, ben):
    case = a_case(author=ana)
    url, visit = f"/talks/{case.talk.key}/messages", browser(ben)
    visit.get(f"/cases/{case.key}")
    seal(case)

    plain = visit.post(url, {"kind": "idea", "body": "Half an hour of typing."})
    htmx = visit.post(url, {"kind": "idea", "body": "Half an hour."}, htmx="section#composer")

    assert (plain.status_code, htmx.status_code) == (409, 409)
    assert "This case is sealed" in plain.text
    assert "Half an hour of typing." in plain.text
    assert htmx.headers["HX-Retarget"] == "#notice"


def test_what_was_drafted_there_is_shown_for_a_week_to_whoever_typed_it(app, browser, ana, ben, cy):
    case = a_case(author=ana)
    with days(181):
        typed = {"kind": ["idea"], "body": ["Half a thought"]}
        Draft.keep(case.talk.topic, typed, by=ben, known=0, once="x")
        db.session.commit()
    seal(case)

    shown = [browser(who).page(f"/cases/{case.key}").text_in("main") for who in (ben, cy)]

    assert ["Half a thought" in page for page in shown] == [True, False]


def test_an_open_page_is_told_and_goes_dark(app, browser, ana, ben):
    case = a_case(author=ana)
    an_idea(case, by=ana, body="Warm the cardamom.")
    visit = browser(ben)
    visit.get(f"/cases/{case.key}")
    seal(case)

    told = visit.get(f"/talks/{case.talk.key}/pill?last=1&seen=1&known=1", htmx="div#pill")
    since = visit.get(f"/talks/{case.talk.key}/since?last=0&seen=0&known=0", htmx="div#pill")
    message = visit.get(f"/talks/{case.talk.key}/messages/1")

    assert "This case was sealed meanwhile" in told.text
    assert 'hx-target="#thread"' in told.text
    assert "cardamom" not in since.text
    assert message.status_code == 404


def test_keeping_it_open_through_the_web(app, browser, ana, ben):
    case = a_case(author=ana)
    with days(167):
        tell_of_sealing()
        visit, url = browser(ana), f"/cases/{case.key}"
        offered = visit.page(url).text_in("main")
        to_ben = browser(ben).page(url).text_in("main")
        refused = browser(ben).post(f"{url}/lasting")
        answer = visit.post(f"{url}/lasting")
        after = visit.page(url).text_in("main")

    assert "Keep it open another 180 days" in offered
    assert "another 180 days" not in to_ben
    assert refused.status_code == 403
    assert (answer.status_code, answer.location) == (303, f"{url}#settling")
    assert "another 180 days" not in after


def test_nothing_of_it_is_left_in_inboxes(app, browser, ana, ben):
    case = a_case(author=ana, title="Teapotting")
    an_idea(case, by=ben)
    before = browser(ana).page("/notices/").text_in("main")
    seal(case)

    assert "Teapotting" in before
    assert "Teapotting" not in browser(ana).page("/notices/").text_in("main")
    assert told_of(ana) == []


def test_two_workers_at_once_seal_once(app, ana):
    a_case(author=ana)
    with days(167):
        tell_of_sealing()

    def work():
        with app.app_context():
            return seal_what_rests()

    with time_machine.travel(now() + timedelta(days=182), tick=True):
        db.session.remove()
        sealed = at_once(work, work)

    assert sum(sealed) == 1

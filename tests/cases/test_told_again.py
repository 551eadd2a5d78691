"""Telling a case again: all of it is judged, nothing of before is found, none once it is over."""

import pytest
from sqlalchemy import select

from forum.cases.holding import say_again
from forum.cases.insights import Lesson
from forum.cases.models import Case
from forum.cases.sealing import CaseIsSealed
from forum.core.db import db
from forum.core.errors import Refused
from forum.core.words import Words
from forum.moderation.models import Matter
from forum.moderation.vocabulary import Reason
from tests.cases.test_alike import titles, turned_out, words
from tests.cases.test_case_page import counted
from tests.conftest import on_postgres, on_sqlite
from tests.databases import everything
from tests.factories import a_case
from tests.together import at_once, in_a_transaction

SENT = {
    "title": "Stuck at the door",
    "age_band": "adult",
    "setting": "home",
    "since": "over_a_year",
    "story": "It began at school.",
    "matters": "That he chooses for himself.",
    "question": "What would you try first?",
    "nobody_would_know": "y",
}


def told_to_its_end(ana, **given):
    lesson = Lesson("Ask what the door meant", "Before the room.", is_for_all=True)
    return turned_out(author=ana, lesson=lesson, **given)


def reported(case, browser, ben):
    """The matter of this case once `ben` reported it."""
    browser(ben).post(f"/talks/{case.talk.key}/report", {"reason": "may_identify"})
    db.session.rollback()
    return db.session.scalars(select(Matter)).one()


@on_sqlite
def test_a_moderator_judges_how_it_turned_out_and_what_it_taught(browser, ana, ben, mo):
    matter = reported(told_to_its_end(ana), browser, ben)

    judged = browser(mo).page(f"/moderation/matters/{matter.key}").text_in("main")

    assert "How it turned out So it went." in judged
    assert "Ask what the door meant Before the room." in judged


@on_sqlite
def test_a_matter_about_what_turned_out_takes_no_more_statements(browser, ana, ben, mo):
    plain, told = turned_out(author=ana), told_to_its_end(ana)
    for case in (plain, told):
        browser(ben).post(f"/talks/{case.talk.key}/report", {"reason": "may_identify"})
    of_plain, of_told = db.session.scalars(select(Matter.key).order_by(Matter.id))

    at = "/moderation/matters/"
    assert counted(browser(mo), at + of_told) == counted(browser(mo), at + of_plain)


def test_how_it_turned_out_is_corrected_while_it_is_hidden_and_looked_at_again(browser, ana, ben):
    case = told_to_its_end(ana)
    matter = reported(case, browser, ben)
    outcome = f"/cases/{case.key}/outcome"
    linked = outcome in browser(ana).page(f"/cases/{case.key}/again").links
    sent = {"result": "helped", "body": "It went well.", "wording": "1", "nobody_would_know": "y"}

    answer = browser(ana).post(outcome, sent)

    db.session.rollback()
    assert linked
    assert answer.status_code == 303
    assert case.hidden_at
    assert case.outcome.body_md == "It went well."
    assert {said.reason for said in matter.reports} == {Reason.MAY_IDENTIFY, Reason.SAID_AGAIN}


def test_it_is_found_by_what_it_says_now_and_by_nothing_of_before(browser, ana, ben):
    case = told_to_its_end(ana, title="The lighthouse keeper")
    before = titles(words("lighthouse keepers"), ben)
    reported(case, browser, ben)

    browser(ana).post(f"/cases/{case.key}/again", SENT)

    case.restore()
    db.session.commit()
    assert before == ["The lighthouse keeper"]
    assert titles(words("lighthouse keepers"), ben) == []
    assert titles(words("stuck at the door"), ben) == ["Stuck at the door"]
    assert "lighthouse" not in everything().casefold()


@on_postgres
@pytest.mark.parametrize(("ends", "refusal"), [(Case.seal, CaseIsSealed), (Case.restore, Refused)])
def test_what_ended_meanwhile_gets_no_words_back(app, ana, ends, refusal):
    case = told_to_its_end(ana)
    case.hide()
    db.session.commit()
    case_id = case.id
    assert case.hidden_at
    assert case.sealed_at is None

    def end():
        ends(db.session.get_one(Case, case_id))

    at_once(in_a_transaction(app, end))
    with pytest.raises(refusal):
        say_again(case, told={"story": Words.of("The lighthouse again.")})
    db.session.rollback()

    assert "lighthouse" not in everything().casefold()


def test_whoever_asked_without_a_name_works_in_the_setting_that_is_told_now(browser, ana):
    case = a_case(author=ana)
    case.veil()
    case.hold()
    db.session.commit()

    answer = browser(ana).post(f"/cases/{case.key}/again", SENT)

    db.session.expire_all()
    assert answer.status_code == 303
    assert case.asker.scope == "An OT, home visits"

"""Somebody may be in danger: an edit, an outcome and a case told again stop as a first text."""

import pytest
from sqlalchemy import select

from forum.core.db import db
from forum.moderation.models import Matter, Report
from forum.moderation.vocabulary import Reason
from tests.cases.test_outcome import telling
from tests.cases.test_urgent import STOPPED, STORY
from tests.conftest import on_sqlite
from tests.databases import everything
from tests.factories import a_case, an_idea, told
from tests.page import Page

EDIT, OUTCOME, AGAIN = "form#said1", "form#telling", "form#ask"
BOXES = pytest.mark.parametrize("box", [EDIT, OUTCOME, AGAIN])


@pytest.fixture
def case(ana):
    """A case of Ana’s with an idea of hers."""
    case = a_case(author=ana)
    an_idea(case, by=ana)
    return case


def box_of(case, box, words):
    """Where this box of the case is sent, and what it holds with these words in it."""
    if box == EDIT:
        return f"/talks/{case.talk.key}/messages/1/edit", {"body": words, "wording": "0"}
    if box == OUTCOME:
        return f"/cases/{case.key}/outcome", telling(body=words)
    case.hold()
    db.session.commit()
    return f"/cases/{case.key}/again", told(story=words)


def alerted():
    """The places that moderators are to look at because of words of crisis."""
    db.session.rollback()
    crisis = select(Report.matter_id).where(Report.reason == Reason.CRISIS)
    looked_at = db.session.scalars(select(Matter).where(Matter.id.in_(crisis)))
    return [(matter.about, matter.number) for matter in looked_at]


@BOXES
@pytest.mark.parametrize("is_htmx", [False, True])
def test_words_of_crisis_stop_it_and_nothing_typed_is_lost(browser, ana, case, box, is_htmx):
    url, sent = box_of(case, box, STORY)

    answer = browser(ana).post(url, sent, htmx=box if is_htmx else "")

    page = Page(answer.text)
    assert answer.status_code == 422
    assert STOPPED in page.text_in("h2")
    assert "988" in page.text_in("ul")
    assert ("kept as your draft" if box == OUTCOME else "still here") in page.text_in("p")
    assert page.values("faced") == []
    assert STORY in page.text_in("textarea")
    assert (STORY in everything()) is (box == OUTCOME)
    assert alerted() == []


@BOXES
def test_it_is_posted_once_one_has_looked_and_moderators_are_told(browser, ana, mo, case, box):
    url, sent = box_of(case, box, STORY)

    answer = browser(ana).post(url, sent | {"faced": "y"})

    assert answer.status_code == 303
    assert alerted() == [(case.talk.topic, 1 if box == EDIT else 0)]
    assert STORY in everything()
    assert "wants to die" not in browser(mo).page("/notices/").text_in("main")


@on_sqlite
@BOXES
def test_calm_words_alert_nobody(browser, ana, mo, case, box):
    url, sent = box_of(case, box, "After supper she sang.")

    plain = browser(ana).post(url, sent)

    assert plain.status_code == 303
    assert alerted() == []


@on_sqlite
@pytest.mark.parametrize("box", ["lesson", "more"])
def test_every_box_of_an_outcome_is_read(browser, ana, case, box):
    sent = telling(**{"lesson": "Ask first.", "for_all": "y", box: "Is he suicidal?"})

    answer = browser(ana).post(f"/cases/{case.key}/outcome", sent)

    assert STOPPED in answer.text
    assert case.outcome is None


@on_sqlite
@pytest.mark.parametrize("box", [EDIT, OUTCOME])
@pytest.mark.parametrize("is_htmx", [False, True])
def test_where_another_tab_was_first_the_tick_stays(browser, ana, case, box, is_htmx):
    visit = browser(ana)
    visit.post(*box_of(case, box, "From one tab."))
    url, sent = box_of(case, box, STORY)

    answer = visit.post(url, sent | {"faced": "y"}, htmx=box if is_htmx else "")

    page = Page(answer.text)
    assert answer.status_code == 409
    assert page.values("faced") == ["y"]
    assert STORY in page.text_in("textarea")
    assert "From one tab." in page.text_in("blockquote")
    assert alerted() == []


@on_sqlite
def test_several_edits_on_one_page_have_ticks_of_their_own(browser, ana, case):
    url, sent = box_of(case, EDIT, STORY)

    answer = browser(ana).post(url, sent, htmx=EDIT)

    for told_apart in ('id="urgent-of-1"', 'id="faced-of-1"'):
        assert told_apart in answer.text

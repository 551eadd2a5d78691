"""Consent before a case is told; without it one asks about the work, and loses nothing."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from forum.cases.models import Case
from forum.cases.vocabulary import Consent
from forum.core.db import db
from forum.talk.drafts import Draft
from tests.conftest import on_sqlite
from tests.factories import a_case, told
from tests.page import Page

CLIENTS = ("story", "matters", "age_band", "setting", "since")


def cases():
    db.session.rollback()
    return db.session.scalars(select(Case).order_by(Case.id)).all()


def general(**given):
    """What is sent with the button that turns a case into a general question."""
    return told(tried="A door.", need="A way in.") | {"general": ["", "y"]} | given


def as_shown(page):
    """What that page would send, as a browser does."""
    names = {e.attributes.get("name", "") for e in page.all("input")} - {"csrf_token", ""}
    sent = {name: values for name in names if (values := page.values(name))}
    boxes = [e.attributes["name"] for e in page.all("textarea")]
    texts = [text for within, text in page.texts if within[-1:] == ("textarea",)]
    chosen = [e.attributes["value"] for e in page.all("option") if "selected" in e.attributes]
    return sent | dict(zip(boxes, texts, strict=False)) | {"need_by": chosen[-1:]}


@pytest.mark.parametrize("consent", [Consent.GIVEN, Consent.INTAKE, Consent.COMPOSITE])
def test_what_stands_behind_a_case_is_kept_and_nothing_more(browser, ana, consent):
    answer = browser(ana).post("/cases/", told(consent=consent.value))

    assert answer.status_code == 303
    assert cases()[0].consent is consent


@pytest.mark.parametrize("htmx", ["", "form#ask"])
@on_sqlite
def test_without_consent_there_is_no_case_and_a_kind_way_on(browser, ana, htmx):
    answer = browser(ana).post("/cases/", told(consent="none"), htmx=htmx)

    page = Page(answer.text)
    assert answer.status_code == 422
    assert "You can ask it as a general question instead" in answer.text
    assert "Ask it as a general question" in page.text_in("button")
    assert told()["story"] in page.text_in("textarea")
    assert cases() == []


@pytest.mark.parametrize("htmx", ["", "form#ask"])
@on_sqlite
def test_turning_it_into_a_general_question_asks_nothing_of_a_client(browser, ana, htmx):
    answer = browser(ana).post("/cases/", general(consent="none"), htmx=htmx)

    page = Page(answer.text)
    shown = {e.attributes.get("name") for e in page.all("input", "select", "textarea")}
    assert answer.status_code == 422
    assert 'id="errors"' not in answer.text
    assert shown >= {"title", "asked", "question", "tried"}
    assert page.values("question") == [told()["question"]]
    assert "A door." in page.text_in("textarea")
    assert told()["story"] not in page.text_in("textarea")
    for name in CLIENTS:
        held = [e for e in page.all("input") if e.attributes.get("name") == name]
        assert [e.attributes["type"] for e in held] == ["hidden"]


@on_sqlite
def test_and_turning_it_back_brings_everything_back(browser, ana):
    visit = browser(ana)
    turned = as_shown(Page(visit.post("/cases/", general()).text))

    answer = visit.post("/cases/", turned | {"general": ["y", ""]})

    page = Page(answer.text)
    assert told()["story"] in page.text_in("textarea")
    assert told()["matters"] in page.text_in("textarea")
    assert page.values("age_band") == ["school_age"]
    assert page.values("consent") == ["given"]
    chosen = [e.attributes["value"] for e in page.all("option") if "selected" in e.attributes]
    assert chosen == ["school", "one_to_three_months", "no_rush"]


@on_sqlite
def test_ones_word_is_given_anew_of_what_it_became(browser, ana):
    visit = browser(ana)

    turned = Page(visit.post("/cases/", general(nobody_would_know="y")).text)
    back = as_shown(turned) | {"nobody_would_know": "y", "general": ["y", ""]}
    turned_back = Page(visit.post("/cases/", back).text)

    for page in (turned, turned_back):
        tick = next(e for e in page.all("input") if e.attributes.get("name") == "nobody_would_know")
        assert "checked" not in tick.attributes


def test_a_general_question_goes_out_without_a_client(browser, ana, ben):
    visit = browser(ana)
    turned = as_shown(Page(visit.post("/cases/", general()).text))

    answer = visit.post("/cases/", turned | {"nobody_would_know": "y"})

    case = cases()[0]
    assert answer.status_code == 303
    assert case.is_general
    assert (case.age_band, case.setting, case.since, case.consent) == (None, None, None, None)
    assert case.excerpt == told()["question"]
    assert case.attested_at is not None
    said = browser(ben).page(answer.location).text_in("main")
    assert "A general question, no client" in said
    assert "A door." in said
    assert told()["story"] not in said
    assert told()["matters"] not in said


def test_what_was_told_of_the_client_stays_as_a_draft(browser, ana):
    visit = browser(ana)
    turned = as_shown(Page(visit.post("/cases/", general()).text))
    visit.post("/talks/drafts/case", turned)

    visit.post("/cases/", turned | {"nobody_would_know": "y"})

    page = visit.page("/cases/new")
    assert told()["story"] in page.text_in("textarea")
    assert told()["matters"] in page.text_in("textarea")
    assert page.values("age_band") == ["school_age"]
    assert page.values("title") == page.values("question") == [""]
    assert page.values("remind") == ["y"]


@on_sqlite
def test_nothing_told_of_a_client_leaves_no_draft_behind(browser, ana):
    bare = general(story="", matters="", general="y")

    browser(ana).post("/cases/", bare)

    assert len(cases()) == 1
    assert db.session.scalars(select(Draft)).all() == []


@on_sqlite
def test_a_draft_remembers_that_it_is_a_general_question(browser, ana):
    visit = browser(ana)

    visit.post("/talks/drafts/case", general(general="y", title="", question="", tried="", need=""))

    page = visit.page("/cases/new")
    assert page.values("general") == ["y"]
    assert page.values("story") == [told()["story"]]


@on_sqlite
def test_the_guard_reads_a_general_question_and_leaves_the_rest_aside(browser, ana):
    visit = browser(ana)
    told_of = general(general="y", story="Call 617-555-0142.")

    stopped = visit.post("/cases/", told_of | {"tried": "Call 617-555-0199."})

    assert stopped.status_code == 422
    assert "617-555-0199" in Page(stopped.text).text_in("q")
    assert "617-555-0142" not in Page(stopped.text).text_in("q")
    assert visit.post("/cases/", told_of).status_code == 303


@on_sqlite
def test_one_gives_their_word_that_no_client_is_in_it(browser, ana):
    answer = browser(ana).post("/cases/", general(general="y", nobody_would_know=""))

    assert answer.status_code == 422
    assert "There is no client in this" in answer.text
    assert cases() == []


@on_sqlite
@pytest.mark.parametrize("field", ["title", "asked", "question", "help", "need_by"])
def test_a_general_question_needs_the_rest(browser, ana, field):
    answer = browser(ana).post("/cases/", general(general="y") | {field: ""})

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text


@on_sqlite
def test_lists_show_it_as_what_it_is_and_filters_of_clients_leave_it_out(browser, ana, ben):
    visit = browser(ana)
    visit.post("/cases/", general(general="y", title="How do you chart a quiet week?"))
    a_case(author=ana)
    reader = browser(ben)

    everything = reader.page("/cases/").text_in("main")
    of_schools = reader.page("/cases/?setting=school").text_in("main")
    of_children = reader.page("/cases/?age_band=school_age").text_in("main")

    assert "How do you chart a quiet week?" in everything
    assert "A general question" in everything
    for narrowed in (of_schools, of_children):
        assert "quiet week" not in narrowed
        assert "Stuck at the second session" in narrowed
    assert "quiet week" in reader.page("/cases/?asked=ot").text_in("main")


def test_an_outline_is_there_as_a_whole_or_not_at_all(ana):
    case = a_case(author=ana)
    case.setting = None

    with pytest.raises(IntegrityError):
        db.session.flush()

"""Asking about a case: the composer, refusals in words, and the guard that stops identifiers."""

from datetime import UTC, datetime

import pytest
import time_machine
from sqlalchemy import func, select

from forum.cases.models import Case
from forum.cases.vocabulary import Consent, Help, NeedBy, Since
from forum.core.db import db
from forum.people.vocabulary import AgeBand, Discipline, Setting
from tests.conftest import on_sqlite
from tests.factories import told
from tests.page import Page, names


def how_many():
    db.session.rollback()
    return db.session.scalar(select(func.count(Case.id)))


@pytest.mark.parametrize("htmx", ["", "form#ask"])
def test_a_case_is_asked(browser, ana, htmx):
    visit = browser(ana)

    answer = visit.post("/cases/", told(tried="A *door*.", need="An idea."), htmx=htmx)

    case = db.session.scalars(select(Case)).one()
    address = f"/cases/{case.key}"
    assert (answer.headers["HX-Redirect"] if htmx else answer.location) == address
    assert (case.author_id, case.title) == (ana.id, "Stuck at the second session")
    assert (case.age_band, case.setting) == (AgeBand.SCHOOL_AGE, Setting.SCHOOL)
    assert (case.since, case.help) == (Since.ONE_TO_THREE_MONTHS, Help.IDEAS)
    assert (case.need_by, case.asked) == (NeedBy.NO_RUSH, [Discipline.OT, Discipline.SLP])
    page = visit.page(address)
    said = page.text_in("main")
    for words in ("School age", "One to three months", "OT, SLP", "Ana Lima", "What would you try"):
        assert words in said
    assert "Paediatric OT · schools" in said
    assert page.all("em")


@on_sqlite
def test_the_composer_starts_empty_and_with_usual_choices(browser, ana):
    page = browser(ana).page("/cases/new")

    assert page.values("title") == [""]
    assert page.values("help") == ["ideas"]
    assert page.values("age_band") == page.values("asked") == []
    assert page.text_in("textarea") == ""


@on_sqlite
@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("title", "", "Say in one line what’s stuck."),
        ("title", " \u200b ", "Say in one line what’s stuck."),
        ("title", "x" * 91, "Make it 90 characters or shorter; it has 91 now."),
        ("age_band", "", "Choose an age band"),
        ("age_band", "seven", "Not a valid choice"),
        ("asked", [], "Choose at least one discipline."),
        ("asked", ["ot", "wizard"], "is not a valid choice"),
        ("asked", ["student"], "is not a valid choice"),
        ("setting", "", "Choose where you see them."),
        ("setting", "moon", "Not a valid choice"),
        ("since", "", "Choose for how long."),
        ("since", "2024", "Not a valid choice"),
        ("help", "", "Choose what would help."),
        ("help", "cake", "Not a valid choice"),
        ("need_by", "", "Choose when."),
        ("need_by", "tomorrow", "Not a valid choice"),
        ("story", "", "Tell what’s happening."),
        ("story", "x" * 5_001, "Make it 5,000 characters or shorter; it has 5,001 now."),
        ("story", "- a\n" * 1_200, "more formatting than can be laid out"),
        ("tried", "x" * 3_001, "Make it 3,000 characters or shorter"),
        ("need", "x" * 1_001, "Make it 1,000 characters or shorter"),
        ("matters", "", "Say what matters most to them."),
        ("matters", "x" * 241, "Make it 240 characters or shorter; it has 241 now."),
        ("consent", "", "Say what stands behind it"),
        ("consent", "none", "can’t be told as a case"),
        ("consent", "maybe", "Not a valid choice"),
        ("question", "", "Ask one question."),
        ("question", "x" * 161, "Make it 160 characters or shorter"),
        ("nobody_would_know", "", "Read it once more with the family’s eyes"),
    ],
)
def test_what_is_wrong_is_said_and_everything_else_comes_back(browser, ana, field, value, why):
    form = told(tried="A door.", need="An idea.") | {field: value}

    whole = browser(ana).post("/cases/", form)
    part = browser(ana).post("/cases/", form, htmx="form#ask")

    assert (whole.status_code, part.status_code) == (422, 422)
    for answer in (whole, part):
        page = Page(answer.text)
        assert why in answer.text
        assert f'href="#{field}"' in answer.text
        assert 'id="errors"' in answer.text
        for name in ("title", "question"):
            assert page.values(name) == [" ".join(form[name].split()).replace("\u200b", "\u200b")]
        if field not in ("asked", "age_band", "help"):
            assert page.values("asked") == ["ot", "slp"]
            assert page.values("age_band") == ["school_age"]
            assert page.values("help") == ["ideas"]
        if field not in ("setting", "since"):
            chosen = [
                e.attributes["value"] for e in page.all("option") if "selected" in e.attributes
            ]
            assert chosen[:2] == ["school", "one_to_three_months"]
        for name in ("story", "tried", "need"):
            assert form[name].strip() in page.text_in("textarea")
    assert how_many() == 0


@on_sqlite
def test_everything_missing_is_said_at_once(browser, ana):
    answer = browser(ana).post("/cases/", {})

    page = Page(answer.text)
    assert answer.status_code == 422
    assert "10 things to fix" in page.text_in("h2")
    wrong = ("title", "age_band", "asked", "setting", "since", "story", "matters", "question")
    for field in (*wrong, "consent", "nobody_would_know"):
        assert f'href="#{field}"' in answer.text


IDENTIFIERS = [
    ("Write to kim.sommer@school.example about it.", "kim.sommer@school.example"),
    ("Call the mother on 617-555-0142.", "617-555-0142"),
    ("The card says 078-05-1120.", "078-05-1120"),
    ("It is all on https://family.example/blog now.", "https://family.example/blog"),
    ("Logged in from 192.168.12.14 at home.", "192.168.12.14"),
    ("It began on 14 March 2024.", "14 March 2024"),
    ("A woman of 93, living alone.", "93"),
    ("See MRN 00482913 for the rest.", "00482913"),
    ("They live in ZIP code 02139 now.", "02139"),
]


@on_sqlite
@pytest.mark.parametrize(("story", "found"), IDENTIFIERS)
def test_an_identifier_stops_a_case_and_is_named_with_safer_words(browser, ana, story, found):
    whole = browser(ana).post("/cases/", told(story=story))
    part = browser(ana).post("/cases/", told(story=story), htmx="form#ask")

    for answer in (whole, part):
        page = Page(answer.text)
        assert answer.status_code == 422
        assert 'href="#story"' in answer.text
        assert any(found in text or text in found for text in quoted(page))
        assert "Use “" in page.text_in("ol")
        assert story in page.text_in("textarea")
    assert how_many() == 0


@on_sqlite
@pytest.mark.parametrize("field", ["title", "story", "tried", "matters", "need", "question"])
def test_the_guard_reads_every_box(browser, ana, field):
    answer = browser(ana).post("/cases/", told(**{field: "Call 617-555-0142 about it."}))

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert "617-555-0142" in " ".join(quoted(Page(answer.text)))
    assert how_many() == 0


@on_sqlite
def test_every_finding_is_named_in_the_order_of_the_form(browser, ana):
    answer = browser(ana).post(
        "/cases/",
        told(
            title="Call 617-555-0142",
            story="Write to kim@school.example, or see MRN 00482913.",
            question="Is 192.168.12.14 hers?",
        ),
    )

    found = quoted(Page(answer.text))
    assert [word for word in found if "@" in word or "." in word or "-" in word] == [
        "617-555-0142",
        "kim@school.example",
        "192.168.12.14",
    ]


@on_sqlite
def test_the_guard_stops_a_case_however_its_digits_are_written(browser, ana):
    for story in (
        "Call ６１７-５５５-０１４２.",
        "Call 617\u2011555\u20110142.",
        "Call 6\u200b17-555-0142.",
    ):
        assert browser(ana).post("/cases/", told(story=story)).status_code == 422
    assert how_many() == 0


@on_sqlite
def test_safe_words_pass_the_guard(browser, ana):
    story = "Seven years old, three sessions, twice a week for ten minutes; 4 of 5 trials."

    assert browser(ana).post("/cases/", told(story=story)).status_code == 303


@on_sqlite
def test_what_the_guard_found_may_be_mended_and_sent_again(browser, ana):
    visit = browser(ana)
    stopped = Page(visit.post("/cases/", told(story="Call 617-555-0142.")).text)

    answer = visit.post("/cases/", told(story="Call a parent.", once=stopped.values("once")[0]))

    assert answer.status_code == 303
    assert how_many() == 1


def test_what_matters_and_what_stands_behind_it_are_kept(browser, ana):
    visit = browser(ana)

    address = visit.post("/cases/", told(matters="One *calm* supper.", consent="intake")).location

    case = db.session.scalars(select(Case)).one()
    assert case.consent is Consent.INTAKE
    assert case.matters_md == "One *calm* supper."
    said = visit.page(address)
    assert "What matters most to this family" in said.text_in("h2")
    assert said.all("em")


@on_sqlite
def test_the_composer_has_four_parts(browser, ana):
    page = browser(ana).page("/cases/new")

    parts = page.text_in("h2")
    for part in ("Facts that can’t identify", "The story so far", "The one question"):
        assert part in parts
    assert "The privacy check" in parts
    assert "not supervision" in page.text_in("p")


IN_LISBON = "2026-03-10T23:30+00:00"
"""Half past eleven in the evening there too, before clocks change on the 29th."""


def test_an_author_is_reminded_after_three_weeks_or_when_they_say(browser, ana):
    with time_machine.travel(IN_LISBON, tick=False):
        visit = browser(ana)
        page = visit.page("/cases/new")
        usual = page.values("follow_up_on")[0]
        visit.post("/cases/", told(title="Usual", remind="y", follow_up_on=usual))
        visit.post("/cases/", told(title="Soon", remind="y", follow_up_on="2026-03-11"))
        visit.post("/cases/", told(title="Never", follow_up_on="2026-03-11"))

    db.session.rollback()
    found = {case.title: case.follow_up_at for case in db.session.scalars(select(Case))}
    assert page.values("remind") == ["y"]
    assert found == {
        "Usual": datetime(2026, 3, 31, 8, tzinfo=UTC),
        "Soon": datetime(2026, 3, 11, 9, tzinfo=UTC),
        "Never": None,
    }


@on_sqlite
@pytest.mark.parametrize("day", ["", "2026-03-10", "2026-09-07", "soon", "2026-02-30", "1-1-1"])
def test_a_reminder_needs_a_day_within_half_a_year(browser, ana, day):
    with time_machine.travel(IN_LISBON, tick=False):
        answer = browser(ana).post("/cases/", told(remind="y", follow_up_on=day))

    assert answer.status_code == 422
    assert "Choose a day from tomorrow on, within the next 180 days." in answer.text
    assert Page(answer.text).values("follow_up_on") == [day]
    assert how_many() == 0


@on_sqlite
def test_no_reminder_needs_no_day(browser, ana):
    assert browser(ana).post("/cases/", told(follow_up_on="soon")).status_code == 303


@on_sqlite
def test_a_draft_keeps_every_tick_but_ones_word(browser, ana):
    visit = browser(ana)

    visit.post("/talks/drafts/case", told(anonymous="y", follow_up_on="2026-12-24", faced="y"))

    page = visit.page("/cases/new")
    assert page.values("anonymous") == ["y"]
    assert page.values("remind") == page.values("nobody_would_know") == []
    assert page.values("follow_up_on") == ["2026-12-24"]
    assert page.values("consent") == ["given"]


def test_a_case_may_be_asked_without_a_name(browser, ana, ben):
    answer = browser(ana).post("/cases/", told(anonymous="y"))

    page = browser(ben).get(answer.location).text
    assert "An OT, school" in page
    assert not names(page, "Ana")


@on_sqlite
def test_the_composer_says_how_one_is_named_without_a_name(browser, ana):
    visit = browser(ana)

    assert "Colleagues see “An OT”" in visit.get("/cases/new").text
    visit.post("/talks/drafts/case", told())
    assert "Colleagues see “An OT, school”" in visit.get("/cases/new").text


def quoted(page):
    return [text for within, text in page.texts if "q" in within]

"""The check while somebody types: what it finds, where, and what to write; it keeps none of it."""

import json
import logging

import pytest
from sqlalchemy import func, select

from forum.cases.models import Case
from forum.core.db import db
from forum.deid import Severity
from forum.talk.drafts import Draft
from forum.talk.models import Message
from tests.conftest import on_sqlite
from tests.factories import a_case, an_idea, told
from tests.page import Page

CALL = "Call the mother on 617-555-0142."


def look(visit, place="case", **typed):
    return visit.post(f"/talks/check/{place}", typed, htmx="div#found")


def marks(answer):
    found = [e.attributes["data-marks"] for e in Page(answer.text).all("li")]
    return [json.loads(one) for one in found]


def about(answer, name):
    return Page(answer.text).all("div")[0].attributes[f"data-{name}"]


@on_sqlite
def test_a_detail_is_listed_with_its_place_and_its_safer_words(browser, ana):
    answer = look(browser(ana), story=CALL)

    (((box, start, end, begin, stop, words),),) = marks(answer)
    assert box == "story"
    assert CALL[start:end] == "617-555-0142"
    assert "617" not in CALL[:begin] + words + CALL[stop:]
    assert about(answer, "first") == "1 detail to look at."
    assert about(answer, "left") == "1 detail still needs changing before this can be posted."


@on_sqlite
def test_places_are_those_of_the_browser_and_of_what_was_typed(browser, ana):
    typed = f"\r\n  So 🙂🙂 then.\r\n{CALL}"
    as_held = typed.replace("\r\n", "\n").encode("utf-16-le")

    (((_, start, end, *_),),) = marks(look(browser(ana), story=typed))

    assert as_held[2 * start : 2 * end].decode("utf-16-le") == "617-555-0142"


@on_sqlite
def test_all_mentions_of_a_name_are_one_detail_over_all_boxes(browser, ana):
    answer = look(
        browser(ana), title="Jonah and the stairs", story="I saw Jonah. Jonah’s mum asked me."
    )

    (mentions,) = marks(answer)
    assert [mark[0] for mark in mentions] == ["title", "story", "story"]
    assert "3 times" in answer.text


@on_sqlite
def test_what_must_change_comes_first(browser, ana):
    story = f"He is 7 years and 4 months. {CALL}"

    page = Page(look(browser(ana), story=story, age_band="school_age").text)

    assert [words for within, words in page.texts if "q" in within] == [
        "617-555-0142",
        "7 years and 4 months",
    ]
    assert page.values("kept") == []
    assert "Use “school age”" in page.text_in("button")


@on_sqlite
def test_what_one_keeps_is_no_longer_listed_but_can_be_taken_back(browser, ana):
    kept = "7 years and 4 months"

    answer = look(browser(ana), story=f"He is {kept}.", kept=kept)

    assert marks(answer) == []
    assert Page(answer.text).values("kept") == [kept]
    assert about(answer, "first") == "Nothing stands out."


@on_sqlite
def test_what_must_change_cannot_be_kept(browser, ana):
    answer = look(browser(ana), story=CALL, kept="617-555-0142")

    assert len(marks(answer)) == 1


@on_sqlite
@pytest.mark.parametrize("typed", [{}, {"story": ""}, {"story": " \r\n "}])
def test_an_empty_form_says_what_will_happen(browser, ana, typed):
    answer = look(browser(ana), **typed)

    assert about(answer, "first") == ""
    assert "As you write" in about(answer, "more")


@on_sqlite
def test_what_is_longer_than_its_box_is_read_as_far_as_it_goes(browser, ana):
    answer = look(browser(ana), story=f"{CALL} {'x ' * 2_500}{CALL}")

    assert len(marks(answer)) == 1
    assert len(marks(answer)[0]) == 1


@on_sqlite
@pytest.mark.parametrize(
    "typed", ["\0\x1b[2J", "\u202e\u2066 x", "👩‍👩‍👧 " * 50, "a\ud83d", "ß" * 9]
)
def test_any_text_is_taken(browser, ana, typed):
    answer = look(browser(ana), story=typed.encode("utf-8", "replace").decode())

    assert answer.status_code == 200


@on_sqlite
def test_what_is_quoted_is_text_and_nothing_else(browser, ana):
    hostile = "Jonah writes from \"x'><b onclick=alert(1)>\"@example.org and 617-555-0142<i>'"

    page = Page(look(browser(ana), story=hostile, kept="'><u>").text)

    assert not page.all("b", "i", "u")
    assert not [e for e in page.elements if "onclick" in e.attributes]


@on_sqlite
def test_another_language_is_said_to_be_beyond_it(browser, ana):
    answer = look(
        browser(ana),
        story="Der Junge ist mit seiner Mutter da, und er will nicht in den Raum, aber sie wartet.",
    )

    assert "isn’t in English" in answer.text


def test_nothing_is_kept_or_logged(browser, ana, caplog):
    caplog.set_level(logging.DEBUG)

    look(browser(ana), story=CALL)

    for kept in (Case, Message, Draft):
        assert db.session.scalar(select(func.count()).select_from(kept)) == 0
    assert "617-555" not in caplog.text


@on_sqlite
def test_answers_and_edits_have_boxes_of_their_own(browser, ana):
    case = a_case()
    idea = an_idea(case, by=ana)
    visit = browser(ana)

    reply = look(visit, case.talk.topic, body=CALL)
    answer = look(visit, f"{case.talk.topic}-{idea.number}", body=CALL, to=str(idea.number))
    edit = visit.post(f"/talks/{case.talk.key}/messages/{idea.number}/edit/check", {"body": CALL})

    assert [marks(one)[0][0][0] for one in (reply, answer, edit)] == ["body", "body-1", "body-of-1"]


@on_sqlite
def test_only_the_author_may_check_an_edit(browser, ana, ben):
    case = a_case()
    idea = an_idea(case, by=ana)

    answer = browser(ben).post(f"/talks/{case.talk.key}/messages/{idea.number}/edit/check")

    assert answer.status_code == 403


@on_sqlite
@pytest.mark.parametrize("place", ["nowhere", "talk-made-up", "case-7"])
def test_there_is_no_check_where_there_is_no_box(browser, ana, place):
    assert look(browser(ana), place, story=CALL).status_code == 404


@on_sqlite
def test_who_asks_too_often_is_told(house, ana):
    from tests.visiting import Browser

    visit = Browser(house(RATELIMIT_ENABLED=True), ana)

    answers = {look(visit).status_code for _ in range(121)}

    assert answers == {200, 429}


@on_sqlite
def test_a_name_may_be_said_to_be_none_and_a_number_not(browser, ana):
    page = Page(look(browser(ana), story=f"Jonah came. {CALL}").text)

    said = [e.attributes for e in page.all("button") if e.attributes.get("name") == "term"]
    assert [(one["value"], one["formaction"]) for one in said] == [("Jonah", "/guard/terms/NAME")]


@on_sqlite
def test_safer_words_are_put_in_at_the_press_of_a_button(browser, ana):
    story = f"I saw Jonah on 14 March. {CALL} Jonah’s mum asked."

    answer = browser(ana).post("/cases/", told(story=story, use="Jonah", generalised="2"))

    page = Page(answer.text)
    assert answer.status_code == 422
    assert "Jonah" not in page.text_in("textarea")
    assert "14 March" in page.text_in("textarea")
    assert page.values("generalised") == ["3"]
    assert page.values("nobody_would_know") == ["y"]
    assert page.values("asked") == ["ot", "slp"]


@on_sqlite
def test_all_of_them_at_once_leave_nothing_that_must_change(browser, ana):
    story = f"I saw Jonah on 14 March. {CALL}"

    answer = browser(ana).post("/cases/", told(story=story, use_all="y"))

    page = Page(answer.text)
    assert "Nothing stands out." in page.text_in("strong")
    assert not page.all("li") or "must change" not in answer.text
    assert page.values("generalised") == ["3"]


@on_sqlite
def test_words_that_are_not_there_change_nothing(browser, ana):
    answer = browser(ana).post("/cases/", told(story=CALL, use="Nobody"))

    assert answer.status_code == 422
    assert CALL in Page(answer.text).text_in("textarea")


@on_sqlite
def test_a_reply_and_an_edit_are_mended_in_their_boxes(browser, ana):
    case = a_case()
    idea = an_idea(case, by=ana)
    visit = browser(ana)
    said = {"kind": "idea", "body": CALL, "use_all": "y"}

    reply = visit.post(f"/talks/{case.talk.key}/messages", said)
    edit = visit.post(f"/talks/{case.talk.key}/messages/{idea.number}/edit", said)

    for answer in (reply, edit):
        assert answer.status_code == 422
        assert "617" not in Page(answer.text).text_in("textarea")
    db.session.rollback()
    assert db.session.scalar(select(func.count(Message.id))) == 1


@pytest.mark.parametrize(
    ("sent", "counted"), [("", 0), ("4", 4), ("-3", 0), ("many", 0), ("100", 99), ("9" * 30, 0)]
)
@on_sqlite
def test_how_many_were_generalised_is_kept_with_the_case_and_never_more(
    browser, ana, sent, counted
):
    browser(ana).post("/cases/", told(generalised=sent))

    assert db.session.scalars(select(Case)).one().generalised == counted


@on_sqlite
def test_only_what_is_posted_counts_against_the_hour(house, ana):
    from tests.visiting import Browser

    visit = Browser(house(RATELIMIT_ENABLED=True), ana)

    for _ in range(25):
        assert visit.post("/cases/", told(story=CALL)).status_code == 422
    assert visit.post("/cases/", told()).status_code == 303


@on_sqlite
def test_doubtful_words_have_to_be_kept_or_changed(browser, ana):
    case = a_case()
    said = {"kind": "resource", "body": "Read https://dressing.example/stairs for more."}
    visit = browser(ana)

    stopped = visit.post(f"/talks/{case.talk.key}/messages", said)
    link = Page(stopped.text).all("li")
    kept = [
        e.attributes["value"]
        for e in Page(stopped.text).all("input")
        if e.attributes.get("name") == "kept"
    ]
    posted = visit.post(f"/talks/{case.talk.key}/messages", said | {"kept": kept})

    assert stopped.status_code == 422
    assert "1 detail is still up to you" in Page(stopped.text).text_in("h2")
    assert link
    assert posted.status_code == 303


def test_the_firmest_comes_first():
    assert list(Severity) == [Severity.RED, Severity.AMBER, Severity.SOFT]

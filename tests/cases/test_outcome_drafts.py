"""How it turned out is kept as a draft while it is written, for its author alone."""

import re

import pytest
from sqlalchemy import select

from forum.cases.expiry import seal_what_rests
from forum.cases.insights import Lesson
from forum.core.db import db
from forum.talk.drafts import Draft
from tests.cases.test_alike import turned_out
from tests.cases.test_outcome import telling, trying
from tests.cases.test_sealing import days, seal
from tests.conftest import on_sqlite
from tests.factories import a_case, an_idea
from tests.page import Page
from tests.together import at_once

ONCE = re.compile(r'name="once" value="([^"]+)"')
VERSION = re.compile(r'name="draft" value="([0-9]+)"')
WORDING = re.compile(r'name="wording" value="([0-9]+)"')
SAVED = re.compile(r"Draft saved \d\d:\d\d")


def drafts():
    db.session.rollback()
    return db.session.scalars(select(Draft).order_by(Draft.id)).all()


class Tab:
    """One open page of the form; `type` is what it sends as one types, `share` what ends it."""

    def __init__(self, visit, case, query=""):
        self.visit, self.url = visit, f"/cases/{case.key}/outcome"
        self.place = f"/talks/drafts/outcome-{case.key}"
        self.answer = visit.get(self.url + query)
        self.page = Page(self.answer.text)
        self.once = ONCE.findall(self.answer.text)[-1]
        self.version = VERSION.findall(self.answer.text)[-1]
        self.wording = WORDING.findall(self.answer.text)[0]

    def _said(self, **given):
        said = telling(wording=self.wording, once=self.once, draft=self.version)
        return said | given

    def type(self, body, htmx="div#draft", **more):
        answer = self.visit.post(self.place, self._said(body=body, **more), htmx=htmx)
        if found := VERSION.findall(answer.text):
            self.version = found[0]
        return answer

    def share(self, body, **more):
        return self.visit.post(self.url, self._said(body=body, **more))


@pytest.fixture
def case(ana):
    return a_case(author=ana)


@pytest.fixture
def a_tab(browser, case, ana):
    """A tab in which Ana says how her case turned out."""
    return lambda query="", of=case: Tab(browser(ana), of, query)


def test_words_and_choices_are_there_on_the_next_device(a_tab, case, ben):
    trying(case, *(an_idea(case, by=ben) for _ in range(2)))
    chosen = {"result": "not_this_time", "made": ["1"], "not_made": ["2"]}
    words = {"lesson": "Ask about the door", "more": "Then walk."}

    saved = a_tab().type("It stays", for_all="y", **chosen, **words)
    other = a_tab()

    assert SAVED.search(saved.text)
    assert SAVED.search(other.answer.text)
    assert [other.page.values(name) for name in chosen] == [["not_this_time"], ["1"], ["2"]]
    assert other.page.values("lesson") == ["Ask about the door"]
    assert "It stays" in other.page.text_in("textarea")
    assert "Then walk." in other.page.text_in("textarea")
    assert other.page.values("for_all") == []
    assert len(drafts()) == 1


def test_choices_alone_are_kept_and_nothing_at_all_puts_it_away(a_tab):
    tab = a_tab()
    tab.type("", result="a_bit")
    chosen = a_tab().page.values("result")

    tab.type(" ", result="")

    assert chosen == ["a_bit"]
    assert drafts() == []


def test_what_was_chosen_on_the_way_here_goes_before_the_draft(a_tab):
    a_tab().type("Half a sentence", result="a_bit")

    tab = a_tab("?result=helped")

    assert tab.page.values("result") == ["helped"]
    assert "Half a sentence" in tab.page.text_in("textarea")


def test_sharing_it_puts_the_draft_away(a_tab):
    tab = a_tab()
    tab.type("Half a sentence")

    answer = tab.share("A whole sentence.")
    tab.type("A whole sent")

    assert answer.status_code == 303
    assert drafts() == []


def test_a_form_that_comes_back_leaves_the_draft(a_tab):
    tab = a_tab()
    tab.type("Half a sentence")

    answer = tab.share("Half a sentence", result="")

    assert answer.status_code == 422
    assert [draft.typed["body"] for draft in drafts()] == [["Half a sentence"]]


def test_without_scripts_a_button_keeps_it(a_tab, case):
    tab = a_tab()
    offered = {e.attributes.get("formaction") for e in tab.page.all("button")}

    answer = tab.type("By hand", htmx="")
    again = a_tab()

    assert tab.place in offered
    assert (answer.status_code, answer.location) == (303, tab.url)
    assert "By hand" in again.page.text_in("textarea")
    assert SAVED.search(again.answer.text)


def test_nobody_else_has_or_sees_one(browser, a_tab, case, ben, mo):
    tab = a_tab()
    tab.type("Only mine yet")

    said = telling(body="Not mine", once="made-here", draft="0")
    answers = [browser(who).post(tab.place, said).status_code for who in (ben, mo)]
    checks = [browser(who).post(tab.place.replace("drafts", "check")) for who in (ben, mo)]

    assert answers == [404, 404]
    assert [answer.status_code for answer in checks] == [404, 404]
    assert [draft.typed["body"] for draft in drafts()] == [["Only mine yet"]]
    for who in (ben, mo):
        assert "Only mine yet" not in browser(who).get(f"/cases/{case.key}").text


def test_of_two_tabs_both_texts_are_shown_and_nothing_is_overwritten(a_tab):
    first, second = a_tab(), a_tab()
    first.type("From the first")

    answer, plain = second.type("From the second"), second.type("From the second", htmx="")

    assert "Another tab saved this" in answer.text
    assert "From the first" in answer.text
    assert plain.status_code == 409
    assert "There are two drafts" in Page(plain.text).text_in("h1")
    assert [draft.typed["body"] for draft in drafts()] == [["From the first"]]


def test_two_devices_begin_at_the_same_moment_and_one_is_told_of_the_other(a_tab):
    first, second = a_tab(), a_tab()

    said = at_once(lambda: first.type("One").text, lambda: second.type("Two").text)

    assert sorted("Another tab" in text for text in said) == [False, True]
    assert len(drafts()) == 1


def test_told_in_another_tab_meanwhile_the_draft_stays_and_both_are_shown(a_tab):
    first, second = a_tab(), a_tab()
    first.type("From the first")
    told = second.share("From the second.")

    late = first.share("From the first")
    again = a_tab()
    meant = again.share("From the first")

    assert (told.status_code, late.status_code) == (303, 409)
    for shown in (late, again.answer):
        page = Page(shown.text)
        assert "You told this in another tab" in page.text_in("strong")
        assert "From the second." in page.text_in("blockquote")
        assert "From the first" in page.text_in("textarea")
        assert page.values("wording") == ["1"]
    assert meant.status_code == 303
    assert drafts() == []


def test_an_insight_told_in_another_tab_meanwhile_is_taken_along(a_tab, case):
    lesson = {"lesson": "Ask about the door", "more": "Then walk.", "for_all": "y"}
    first, second = a_tab(), a_tab()
    first.type("From the first")
    second.share("From the second.", **lesson)

    late = Page(first.share("From the first").text)

    for page in (late, a_tab().page):
        assert page.values("lesson") == ["Ask about the door"]
        assert page.values("for_all") == ["y"]
        assert "Then walk." in page.text_in("textarea")


def test_sharing_the_late_page_as_it_stands_keeps_what_others_may_find(a_tab, case):
    first, second = a_tab(), a_tab()
    first.type("From the first")
    second.share("From the second.", lesson="Ask about the door", for_all="y")

    again = a_tab()
    given = {name: again.page.values(name)[0] for name in ("lesson", "for_all")}
    shared = again.share("From the first", **given)

    db.session.expire_all()
    assert shared.status_code == 303
    assert case.outcome.body_md == "From the first"
    assert case.insight.title == "Ask about the door"
    assert case.insight.approved_at


def test_a_correction_is_a_draft_too_and_takes_no_insight_back_unasked(a_tab, ana):
    lesson = Lesson("Ask about the door", "", is_for_all=True)
    case = turned_out(author=ana, lesson=lesson)
    words = {"lesson": lesson.title}

    a_tab(of=case).type("It went so, and on.", for_all="y", **words)
    ticked = a_tab(of=case)
    ticked.type("It went so, and on and on.", **words)
    unticked = a_tab(of=case)

    assert "It went so, and on." in ticked.page.text_in("textarea")
    assert ticked.page.values("for_all") == ["y"]
    assert unticked.page.values("for_all") == []
    assert "You told this in another tab" not in unticked.answer.text
    db.session.expire_all()
    assert case.outcome.body_md == "So it went."
    assert case.insight.approved_at


def test_words_of_crisis_stop_it_and_are_kept(a_tab):
    answer = a_tab().share("She wants to die, she says.")

    assert answer.status_code == 422
    assert "kept as your draft" in Page(answer.text).text_in("p")
    assert "She wants to die" in a_tab().page.text_in("textarea")


def test_the_check_reads_it_as_it_is_typed(a_tab, case):
    tab = a_tab()
    url = tab.place.replace("drafts", "check")

    answer = tab.visit.post(url, telling(body="Ring her on 617-555-0142."), htmx="div#found")

    assert url in tab.answer.text
    assert answer.status_code == 200
    assert "617-555-0142" in answer.text
    assert drafts() == []


def test_a_case_sealed_meanwhile_takes_no_draft_and_what_was_typed_stays_for_a_week(
    app, browser, a_tab, case, ben
):
    with days(181):
        tab = a_tab()
        tab.type("Half a sentence", lesson="Ask about the door")
    seal(case)

    with days(183):
        visit = browser(case.author)
        refused = visit.post(tab.place, telling(body="Half a sentence, and on"), htmx="div#draft")
        mine = visit.page(f"/cases/{case.key}").text_in("main")
        to_ben = browser(ben).page(f"/cases/{case.key}").text_in("main")
        seal_what_rests()
        kept = len(drafts())
    with days(190):
        seal_what_rests()

    assert refused.status_code == 409
    assert "This case is sealed" in refused.text
    assert "Half a sentence" in mine
    assert "Ask about the door" in mine
    assert "Half a sentence" not in to_ben
    assert (kept, drafts()) == (1, [])


def test_drafts_of_open_cases_stay_when_another_is_sealed(app, a_tab, ana):
    rests = a_case(author=ana)
    with days(181):
        lively = a_case(author=ana)
        a_tab(of=lively).type("Still open")
    seal(rests)

    with days(199):
        seal_what_rests()

    assert [draft.typed["body"] for draft in drafts()] == [["Still open"]]


@on_sqlite
@pytest.mark.parametrize("place", ["outcome", "outcome-", "outcome-none", "outcome-%00"])
def test_there_is_no_draft_where_there_is_no_case(browser, ana, place):
    answer = browser(ana).post(f"/talks/drafts/{place}", telling())

    assert answer.status_code == 404
    assert drafts() == []

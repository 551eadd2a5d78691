"""Drafts: kept as one types, on every device, for their author alone; two texts are never one."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.core.clock import now
from forum.core.db import db
from forum.talk.drafts import KEPT, LONGEST, Draft, forget_old_drafts
from tests.conftest import on_sqlite
from tests.factories import an_idea, told
from tests.page import Page
from tests.together import at_once

ONCE = re.compile(r'name="once" value="([^"]+)"')
VERSION = re.compile(r'name="draft" value="([0-9]+)"')


def drafts():
    db.session.rollback()
    return db.session.scalars(select(Draft).order_by(Draft.id)).all()


class Tab:
    """One open page with a form that is drafted; `type` is what the page sends as one types."""

    def __init__(self, visit, url, place):
        self.visit, self.place = visit, place
        shown = visit.get(url).text
        self.once = ONCE.findall(shown)[-1]
        self.version = VERSION.findall(shown)[-1]
        self.typed = Page(shown).text_in("textarea")

    def type(self, body, htmx="div#draft", **more):
        said = {"kind": "idea", "body": body, "once": self.once, "draft": self.version} | more
        answer = self.visit.post(f"/talks/drafts/{self.place}", said, htmx=htmx)
        if found := VERSION.findall(answer.text):
            self.version = found[0]
        return answer


@pytest.fixture
def a_tab(browser, case, ben):
    """A tab in which Ben has Ana's case open."""

    def opened(person=ben, url=f"/cases/{case.key}", place=case.talk.topic):
        return Tab(browser(person), url, place)

    return opened


def test_what_is_typed_is_kept_and_there_on_the_next_device(a_tab):
    answer = a_tab().type("Half a thought", kind="question")

    other = a_tab()

    assert re.search(r"Draft saved \d\d:\d\d", answer.text)
    assert other.typed == "Half a thought"
    assert (other.version, len(drafts())) == ("1", 1)
    assert drafts()[0].typed["kind"] == ["question"]


def test_a_draft_is_said_to_be_saved_by_the_readers_own_clock(browser, case, ben):
    ben.time_zone = "Asia/Kolkata"
    tab = Tab(browser(ben), f"/cases/{case.key}", case.talk.topic)

    said = tab.type("Half a thought").text

    (draft,) = drafts()
    minutes = (draft.saved_at.hour * 60 + draft.saved_at.minute + 330) % 1440
    assert f"Draft saved {minutes // 60:02}:{minutes % 60:02}" in said


def test_a_draft_is_nobody_elses(a_tab, ana, cy):
    a_tab().type("Only mine yet")

    for person in (ana, cy):
        assert a_tab(person).typed == ""


def test_what_a_draft_may_hold_includes_what_must_still_change(a_tab):
    a_tab().type("Call 617-555-0142. " + "x" * 6_000)

    assert "617-555-0142" in a_tab().typed


def test_the_same_tab_goes_on_typing(a_tab):
    tab = a_tab()

    for words in ("One", "One two", "One two three"):
        tab.type(words)

    assert [draft.typed["body"] for draft in drafts()] == [["One two three"]]


def test_an_answer_that_never_came_does_not_put_a_tab_in_its_own_way(a_tab):
    tab = a_tab()
    tab.type("One")
    tab.version = "0"

    tab.type("One two")

    assert drafts()[0].typed["body"] == ["One two"]


def test_clearing_the_box_puts_the_draft_away(a_tab):
    tab = a_tab()
    tab.type("Half a thought")

    answer = tab.type("  ")

    assert drafts() == []
    assert "Draft saved" not in answer.text


def test_of_two_tabs_both_texts_are_shown_and_nothing_is_overwritten(a_tab):
    first, second = a_tab(), a_tab()
    first.type("From the first")

    answer = second.type("From the second")

    assert answer.status_code == 200
    assert re.search(r"Another tab saved this at \d\d:\d\d", answer.text)
    assert "From the first" in answer.text
    assert [draft.typed["body"] for draft in drafts()] == [["From the first"]]


def test_of_two_tabs_the_reader_keeps_the_one_they_choose(a_tab):
    first, second = a_tab(), a_tab()
    first.type("From the first")
    shown = second.type("From the second").text

    (theirs,) = re.findall(r'<button[^>]*name="draft" value="(\d+)"', shown)
    second.type("From the second", draft=["0", theirs])

    assert [draft.typed["body"] for draft in drafts()] == [["From the second"]]
    assert "Another tab" in first.type("From the first, on and on").text


def test_the_same_text_from_two_tabs_is_one_draft(a_tab):
    first, second = a_tab(), a_tab()
    first.type("The same")

    answer = second.type("The same")

    assert "Another tab" not in answer.text
    assert len(drafts()) == 1


def test_without_scripts_a_button_keeps_the_draft(a_tab, case):
    answer = a_tab().type("By hand", htmx="")

    assert (answer.status_code, answer.location) == (303, f"/cases/{case.key}#composer")
    assert a_tab().typed == "By hand"


def test_without_scripts_both_texts_are_a_page(a_tab):
    first, second = a_tab(), a_tab()
    first.type("From the first")

    answer = second.type("From the second", htmx="")

    page = Page(answer.text)
    assert answer.status_code == 409
    assert "There are two drafts" in page.text_in("h1")
    assert "From the first" in page.text_in("blockquote")
    assert page.values("body") == ["From the second"]

    version = page.values("draft")[0]
    second.type("From the second", htmx="", draft=version, once=page.values("once")[0])
    assert [draft.typed["body"] for draft in drafts()] == [["From the second"]]


def test_posting_puts_the_draft_away(a_tab, case):
    tab = a_tab()
    tab.type("Half a thought")

    said = {"kind": "idea", "body": "A whole thought", "once": tab.once, "draft": tab.version}
    answer = tab.visit.post(f"/talks/{case.talk.key}/messages", said)

    assert answer.status_code == 303
    assert drafts() == []


def test_posting_leaves_what_another_tab_has_written_since(a_tab, case):
    first, second = a_tab(), a_tab()
    second.type("Something else entirely")

    said = {"kind": "idea", "body": "A whole thought", "once": first.once, "draft": first.version}
    first.visit.post(f"/talks/{case.talk.key}/messages", said)

    assert a_tab().typed == "Something else entirely"


def test_one_device_is_told_that_the_draft_was_posted_on_another(a_tab, case):
    laptop = a_tab()
    laptop.type("Begun on the laptop")
    phone = a_tab()
    said = {"kind": "idea", "body": phone.typed, "once": phone.once, "draft": phone.version}
    phone.visit.post(f"/talks/{case.talk.key}/messages", said)

    answer = laptop.type("Begun on the laptop, and on")

    assert answer.status_code == 200
    assert "This draft was posted or emptied in another tab" in answer.text
    assert drafts() == []
    laptop.type("Begun on the laptop, and on", draft=[laptop.version, "0"])
    assert [draft.typed["body"] for draft in drafts()] == [["Begun on the laptop, and on"]]


def test_without_scripts_a_page_says_that_the_draft_was_put_away(a_tab):
    laptop = a_tab()
    laptop.type("Begun on the laptop")
    a_tab().type(" ")

    answer = laptop.type("Begun on the laptop, and on", htmx="")

    assert answer.status_code == 409
    page = Page(answer.text)
    assert page.text_in("h1") == "This draft was put away"
    assert "Begun on the laptop, and on" in page.text_in("blockquote")
    assert page.values("draft") == ["0"]


def test_a_post_that_is_refused_leaves_the_draft(a_tab, browser, case, ana):
    tab = a_tab()
    tab.type("Half a thought")
    browser(ana).post(f"/cases/{case.key}/settle")

    said = {"kind": "idea", "body": "A whole thought", "once": tab.once, "draft": tab.version}
    answer = tab.visit.post(f"/talks/{case.talk.key}/messages", said)

    assert answer.status_code == 409
    assert "A whole thought" in answer.text
    assert drafts()[0].typed["body"] == ["Half a thought"]


def test_what_arrives_after_the_form_was_posted_begins_no_draft(a_tab, case):
    tab = a_tab()
    said = {"kind": "idea", "body": "A whole thought", "once": tab.once, "draft": tab.version}
    tab.visit.post(f"/talks/{case.talk.key}/messages", said)

    tab.type("A whole thou")

    assert drafts() == []


def test_an_answer_has_a_draft_of_its_own(a_tab, case, ana):
    an_idea(case, by=ana)
    url, place = f"/talks/{case.talk.key}/messages/1/answer", f"{case.talk.topic}-1"
    a_tab(url=url, place=place).type("To the first")

    again = a_tab(url=url, place=place)

    assert again.typed == "To the first"
    assert a_tab().typed == ""


def test_the_composer_keeps_everything_but_ones_word(browser, ana, ben):
    visit = browser(ana)
    form = told(nobody_would_know="y", title="Half a title", question="")
    visit.post("/talks/drafts/case", form | {"once": "made-here", "draft": "0"})

    page = visit.page("/cases/new")

    assert page.values("title") == ["Half a title"]
    assert page.values("asked") == ["ot", "slp"]
    assert page.values("age_band") == ["school_age"]
    assert page.values("nobody_would_know") == []
    assert "It goes well until we change rooms." in page.text_in("textarea")
    assert browser(ben).page("/cases/new").values("title") == [""]


def test_asking_puts_the_composers_draft_away(browser, ana):
    visit = browser(ana)
    visit.post("/talks/drafts/case", told() | {"once": "made-here", "draft": "0"})

    visit.post("/cases/", told() | {"once": "made-here", "draft": "1"})

    assert drafts() == []


def test_two_devices_begin_at_the_same_moment_and_one_is_told_of_the_other(browser, case, ben):
    first, second = (Tab(browser(ben), f"/cases/{case.key}", case.talk.topic) for _ in range(2))

    said = at_once(lambda: first.type("One").text, lambda: second.type("Two").text)

    assert sorted("Another tab" in text for text in said) == [False, True]
    assert len(drafts()) == 1


def test_a_draft_that_nobody_came_back_to_is_forgotten(a_tab):
    a_tab().type("Half a thought")
    (draft,) = drafts()
    forget_old_drafts()
    kept = len(drafts())
    draft.saved_at = now() - KEPT - timedelta(hours=1)
    db.session.commit()

    forget_old_drafts()
    db.session.commit()

    assert (kept, drafts()) == (1, [])


@on_sqlite
@pytest.mark.parametrize(
    "place",
    ["case-1", "talk", "talk-", "talk-none", "talk-aaaaaaaaaaaa", "lounge", "x" * 500, "talk-%00"],
)
def test_there_is_no_draft_where_there_is_no_box(browser, ben, place):
    answer = browser(ben).post(f"/talks/drafts/{place}", {"body": "x", "kind": "idea"})

    assert answer.status_code == 404
    assert drafts() == []


@on_sqlite
def test_an_answer_to_nothing_has_no_draft(browser, case, ben):
    answer = browser(ben).post(f"/talks/drafts/{case.talk.topic}-99", {"body": "x"})

    assert answer.status_code == 404


@on_sqlite
def test_a_draft_has_an_end(a_tab):
    answer = a_tab().type("x" * (LONGEST + 1), htmx="")

    assert answer.status_code == 413
    assert "Shorten it" in answer.text
    assert drafts() == []


@on_sqlite
@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40])
def test_a_made_up_version_overwrites_nothing(a_tab, version):
    first, second = a_tab(), a_tab()
    first.type("From the first")

    second.type("From the second", draft=version)

    assert drafts()[0].typed["body"] == ["From the first"]


def test_a_draft_keeps_no_letter_that_a_database_cannot(a_tab):
    a_tab().type(
        "Half\0 a\ud800 thought".encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    )

    assert "Half a" in a_tab().typed

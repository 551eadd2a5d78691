"""The page of a case says what is: held, due to be told of, without a name, one's own."""

from datetime import timedelta

import pytest

from forum.cases.vocabulary import Help
from forum.core.clock import now
from forum.core.db import db
from forum.core.words import Words
from forum.people.vocabulary import Discipline
from forum.talk.vocabulary import Kind
from tests.conftest import on_sqlite
from tests.factories import a_case


def kinds_offered(page):
    return [e.attributes["value"] for e in page.all("input") if e.attributes.get("name") == "kind"]


@on_sqlite
@pytest.mark.parametrize(
    ("days", "said"),
    [(-6, "You wanted to be asked on"), (6, "You’ll be asked how it went on")],
)
def test_a_day_that_has_passed_is_not_announced_as_coming(browser, ana, days, said):
    case = a_case(author=ana, follow_up_at=now() + timedelta(days=days))

    page = browser(ana).page(f"/cases/{case.key}")

    sentences = ("You wanted to be asked on", "You’ll be asked how it went on")
    assert [words for words in sentences if words in page.text_in("main")] == [said]
    assert ("How did it turn out?" in page.text_in("a")) is (days < 0)
    assert f"/cases/{case.key}/outcome" in page.links


@on_sqlite
def test_it_is_answered_where_others_have_said_what_may_be_read(browser, ana, ben):
    case = a_case(author=ana)
    case.reply(by=ben, kind=Kind.IDEA, words=Words.of("Start with the door."))
    db.session.commit()
    visit = browser(ana)

    answered = visit.page(f"/cases/{case.key}").text_in("aside")
    case.talk.message(1).withdraw(by=ben)
    db.session.commit()
    waiting = visit.page(f"/cases/{case.key}").text_in("aside")

    assert "Ideas are coming in" in answered
    assert "Waiting for a first idea" in waiting


@on_sqlite
def test_who_asks_without_name_and_discipline_has_no_badge(browser, ana, ben):
    ana.discipline = Discipline.SLP
    case = a_case(author=ana)
    case.veil(with_discipline=False)
    case.reply(by=ana, kind=Kind.EXPERIENCE, words=Words.of("It goes on."))
    db.session.commit()

    page = browser(ben).page(f"/cases/{case.key}").text_in("main")

    assert case.asker.name in page
    assert "Other" not in page.replace("Others", "")


@on_sqlite
def test_a_member_whose_discipline_is_another_keeps_the_badge(browser, ana, ben):
    ana.discipline = Discipline.OTHER
    case = a_case(author=ana)

    assert "Ana Lima Other" in browser(ben).page(f"/cases/{case.key}").text_in("main")


@on_sqlite
@pytest.mark.parametrize("wanted", [Help.IDEAS, Help.LISTENING])
def test_the_authors_own_box_is_a_plain_one(browser, ana, wanted):
    case = a_case(author=ana, help=wanted)

    page = browser(ana).page(f"/cases/{case.key}")

    box = page.text_in("form")
    assert "Add something, or answer" in page.text_in("h2")
    assert "What you’d like to add, or to answer." in box
    assert kinds_offered(page) == ["experience", "question", "resource", "support"]
    assert page.values("kind") == ["experience"]
    for words in ("How sure are you?", "outside my scope", "Say what you’d do", "An idea"):
        assert words not in box


@on_sqlite
def test_so_is_the_box_for_the_authors_answer(browser, ana, ben):
    case = a_case(author=ana)
    case.reply(by=ben, kind=Kind.QUESTION, words=Words.of("Since when?"))
    db.session.commit()
    url = f"/talks/{case.talk.key}/messages"

    mine, theirs = (browser(who).page(f"{url}/1/answer") for who in (ana, ben))
    turned = browser(ana).post(url, {"kind": "experience", "body": "", "to": "1"})

    assert "idea" not in kinds_offered(mine)
    assert "idea" in kinds_offered(theirs)
    assert "outside my scope" not in mine.text_in("main") + turned.text
    assert "outside my scope" in theirs.text_in("main")


@on_sqlite
def test_a_draft_of_an_idea_of_ones_own_opens_with_a_kind_that_is_offered(browser, ana):
    case, visit = a_case(author=ana), browser(ana)
    visit.post(f"/talks/drafts/{case.talk.topic}", {"kind": "idea", "body": "Half a thought"})

    page = visit.page(f"/cases/{case.key}")

    assert page.values("kind") == ["experience"]
    assert "Half a thought" in page.text_in("textarea")


@on_sqlite
@pytest.mark.parametrize("wanted", [Help.IDEAS, Help.LISTENING])
@pytest.mark.parametrize("who", ["ana", "mo"])
def test_a_held_case_says_that_it_waits_for_a_moderator(request, browser, ana, mo, wanted, who):
    case = a_case(author=ana, help=wanted)
    case.hold()
    db.session.commit()

    page = browser(request.getfixturevalue(who)).page(f"/cases/{case.key}")

    main, steps = page.text_in("main"), page.text_in("li")
    assert "Waiting for a moderator" in steps
    assert "Waiting for a moderator" in page.text_in("dd")
    assert "asked once it goes out" in steps
    for words in (
        "within a day",
        "no reply yet",
        "first idea",
        "Waiting to be heard",
        "When Ana has",
        "Ask another discipline",
    ):
        assert words not in main


@on_sqlite
def test_once_it_is_out_it_waits_for_ideas(browser, ana):
    case = a_case(author=ana)
    case.hold()
    case.go_out()
    db.session.commit()

    main = browser(ana).page(f"/cases/{case.key}").text_in("main")

    assert "Waiting for a first idea" in main
    assert "Waiting for a moderator" not in main

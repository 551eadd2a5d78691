"""A settled case takes no replies, and offers none: as it is loaded, and on pages that are open."""

import pytest

from forum.cases.vocabulary import Help
from forum.core.db import db
from forum.core.words import Words
from forum.talk.vocabulary import Kind
from tests.conftest import on_sqlite
from tests.factories import a_case, an_idea

OFFERED = ("Reply to", "Quote", "I’ll try this")


@pytest.fixture
def talk(case, idea, ana, ben):
    """Ana's case with an idea of Ben's, Ana's own words, and an answer of Ben's to these."""
    own = an_idea(case, by=ana, body="Two more things.")
    case.reply(by=ben, kind=Kind.IDEA, words=Words.of("And then?"), to=own.number)
    db.session.commit()
    return f"/talks/{case.talk.key}"


def settle(case, by):
    case.settle(by=by)
    db.session.commit()


def reopen(case, by):
    case.reopen(by=by)
    db.session.commit()


def offered(page):
    said = page.text_in("ol")
    return [words for words in OFFERED if words in said]


@pytest.mark.parametrize(
    ("who", "before"),
    [("ana", list(OFFERED)), ("ben", ["Reply to", "Quote"]), ("cy", ["Reply to", "Quote"])],
)
def test_a_settled_case_offers_no_replies_until_it_is_opened_again(
    request, browser, case, talk, ana, who, before
):
    visit, url = browser(request.getfixturevalue(who)), f"/cases/{case.key}"

    said = [offered(visit.page(url))]
    settle(case, ana)
    said += [offered(visit.page(url))]
    reopen(case, ana)
    said += [offered(visit.page(url))]

    assert said == [before, [], before]


@on_sqlite
def test_what_stands_may_still_be_edited_withdrawn_and_reported(browser, case, talk, ana, ben):
    settle(case, ana)

    page = browser(ben).page(f"/cases/{case.key}").text_in("ol")

    assert all(words in page for words in ("Edit", "Withdraw", "Report", "Helpful"))


def known(page):
    """What an open page says of itself when it asks what is new."""
    names = ("last", "seen", "known", "closed")
    return "&".join(f"{name}={value}" for name in names for value in page.values(name))


@pytest.mark.parametrize("ask", ["pill", "since"])
def test_an_open_page_takes_them_away_and_gives_them_back(browser, case, talk, ana, cy, ask):
    visit = browser(cy)
    while_open = known(visit.page(f"/cases/{case.key}"))
    settle(case, ana)
    taken = visit.get(f"{talk}/{ask}?{while_open}", htmx="div#pill").text
    while_settled = known(visit.page(f"/cases/{case.key}"))
    reopen(case, ana)
    given = visit.get(f"{talk}/{ask}?{while_settled}", htmx="div#pill").text

    assert "closed=1" in while_settled
    for part in (taken, given):
        assert [f'hx-target="div#said{number}"' in part for number in (1, 2, 3)] == [True] * 3
    assert ("Reply<span" in taken, "Quote<span" in taken) == (False, False)
    assert ("Reply<span" in given, "Quote<span" in given) == (True, True)
    assert ('name="closed"' in taken, 'name="closed"' in given) == (True, False)


@on_sqlite
def test_a_page_that_knows_it_is_settled_gets_no_message_twice(browser, case, talk, ana, cy):
    settle(case, ana)
    visit = browser(cy)
    where = known(visit.page(f"/cases/{case.key}"))

    assert "hx-target" not in visit.get(f"{talk}/pill?{where}", htmx="div#pill").text


@on_sqlite
def test_what_was_tried_is_told_as_past_once_it_is_settled(browser, case, idea, ana, ben):
    case.talk.try_out(idea, by=ana, owner=ana.id, yes=True)
    settle(case, ana)

    to_ana = browser(ana).page(f"/cases/{case.key}").text_in("li")
    to_ben = browser(ben).page(f"/cases/{case.key}").text_in("li")

    assert "You tried this" in to_ana
    assert "Ana tried this" in to_ben
    assert "trying this" not in to_ana + to_ben


@on_sqlite
@pytest.mark.parametrize("kind", list(Kind))
def test_ideas_and_what_is_like_them_are_offered_to_be_tried(browser, ana, ben, kind):
    case = a_case(author=ana)
    case.reply(by=ben, kind=kind, words=Words.of("That sounds hard."))
    db.session.commit()

    page = browser(ana).page(f"/cases/{case.key}")

    can_be_tried = kind not in (Kind.QUESTION, Kind.SUPPORT)
    assert ("I’ll try this" in page.text_in("button")) is can_be_tried


@on_sqlite
@pytest.mark.parametrize("wanted", [Help.LISTENING, *list(Help)[:1]])
def test_what_is_being_tried_says_so_and_may_be_let_go(browser, ana, ben, wanted):
    case = a_case(author=ana, help=wanted)
    case.reply(by=ben, kind=Kind.SUPPORT, words=Words.of("That sounds hard."))
    case.talk.try_out(case.talk.message(1), by=ana, owner=ana.id, yes=True)
    db.session.commit()

    page = browser(ana).page(f"/cases/{case.key}")

    pressed = [e for e in page.all("button") if e.attributes.get("aria-pressed") == "true"]
    assert any(e.attributes["formaction"].endswith("/messages/1/try") for e in pressed[-1:])
    assert "Trying it" in page.text_in("button")
    assert "I’ll try this" not in page.text_in("button")

"""Second thoughts: a message is said otherwise, with its history, or withdrawn without a trace."""

import pytest
from sqlalchemy import func, select

from forum.core.db import db
from forum.core.errors import NotAllowed
from forum.core.words import Words
from forum.talk.marks import WasWithdrawn
from forum.talk.reading import Eyes, count_since, read
from forum.talk.versions import EditedElsewhere, Version
from forum.talk.vocabulary import Kind
from tests.conftest import on_sqlite
from tests.databases import everything
from tests.factories import an_idea
from tests.page import Page

FIRST, SECOND = "Start with the door.", "Start with the *window*."


@pytest.fixture
def idea(case, ben):
    return an_idea(case, by=ben, body=FIRST)


@pytest.fixture
def url(case, idea):
    return f"/talks/{case.talk.key}/messages/{idea.number}"


def test_an_edit_keeps_the_earlier_wording(case, idea, ben):
    idea.edit(Words.of(SECOND), by=ben, wording=0)
    db.session.commit()

    assert "<em>window</em>" in idea.body_html
    assert [version.body_md for version in idea.earlier] == [FIRST]
    assert idea.edited_at is not None
    assert read(case.talk, Eyes(ben)).said[0].is_edited


def test_earlier_wordings_are_kept_in_order(idea, ben):
    for wording, body in enumerate(("Two", "Three", "Four")):
        idea.edit(Words.of(body), by=ben, wording=wording)
    db.session.commit()

    assert [version.body_md for version in idea.earlier] == ["Three", "Two", FIRST]


def test_saying_the_same_again_is_no_edit(idea, ben):
    idea.edit(Words.of(FIRST), by=ben, wording=0)

    assert (idea.edited_at, idea.wording) == (None, 0)


def test_an_edit_that_knows_of_no_other_overwrites_nothing(idea, ben):
    idea.edit(Words.of(SECOND), by=ben, wording=0)
    db.session.commit()

    with pytest.raises(EditedElsewhere):
        idea.edit(Words.of("From another tab"), by=ben, wording=0)

    assert idea.body_md == SECOND
    assert idea.wording == 1


def test_the_same_edit_sent_twice_is_one(idea, ben):
    for _ in range(2):
        idea.edit(Words.of(SECOND), by=ben, wording=0)
        db.session.commit()

    assert idea.wording == 1


def test_only_its_author_changes_a_message(idea, ana, mo):
    for person in (ana, mo):
        with pytest.raises(NotAllowed):
            idea.edit(Words.of(SECOND), by=person, wording=0)
        with pytest.raises(NotAllowed):
            idea.withdraw(by=person)


def test_an_edit_is_no_news(case, idea, ana, ben):
    seen = case.talk.version
    idea.edit(Words.of(SECOND), by=ben, wording=0)

    assert count_since(case.talk, ana, since=seen) == 0


def test_withdrawn_words_are_nowhere(case, idea, ana, ben):
    idea.edit(Words.of("Pineapple on the ceiling"), by=ben, wording=0)
    idea.edit(Words.of("Coconuts under the carpet"), by=ben, wording=1)
    case.talk.mark_helpful(idea, by=ana, yes=True)
    case.talk.try_out(idea, by=ana, owner=ana.id, yes=True)
    db.session.commit()

    idea.withdraw(by=ben)
    db.session.commit()

    kept = everything()
    for word in ("Pineapple", "Coconuts", FIRST):
        assert word not in kept
    assert (idea.helpful_count, idea.tried_at, idea.edited_at) == (0, None, None)
    assert case.talk.message_count == 0


def test_answers_to_what_was_withdrawn_keep_their_place(browser, case, idea, ana, ben, url):
    case.reply(by=ana, kind=Kind.IDEA, words=Words.of("An answer"), to=idea.number)
    db.session.commit()
    browser(ben).post(f"{url}/withdraw")

    page = browser(ana).page(f"/cases/{case.key}")

    assert "Withdrawn by its author" in page.text_in("ol")
    assert "An answer" in page.text_in("ol")
    assert FIRST not in page.text_in("main")


def test_what_was_withdrawn_is_not_answered_marked_tried_or_edited(case, idea, ana, ben):
    idea.withdraw(by=ben)
    db.session.commit()

    for deed in (
        lambda: case.reply(by=ana, kind=Kind.IDEA, words=Words.of("To nothing"), to=1),
        lambda: case.talk.mark_helpful(idea, by=ana, yes=True),
        lambda: case.talk.try_out(idea, by=ana, owner=ana.id, yes=True),
        lambda: idea.edit(Words.of(SECOND), by=ben, wording=0),
        lambda: idea.withdraw(by=ben),
    ):
        with pytest.raises(WasWithdrawn):
            deed()
        db.session.rollback()

    assert case.talk.message_count == 0


def test_whoever_withdrew_everything_has_not_helped(browser, case, idea, ana, url, ben):
    browser(ben).post(f"{url}/withdraw")

    assert "Ben Adeyemi" not in browser(ana).page(f"/cases/{case.key}").text_in("aside")
    assert "thought along" not in browser(ana).get("/people/ben").text


def test_an_answer_to_what_was_withdrawn_meanwhile_comes_back(browser, case, idea, ana, ben, url):
    visit = browser(ana)
    visit.get(f"{url}/answer")
    browser(ben).post(f"{url}/withdraw")

    said = {"kind": "idea", "body": "Which door?", "to": "1"}
    answer = visit.post(f"/talks/{case.talk.key}/messages", said)

    assert answer.status_code == 409
    assert "withdrawn" in answer.text
    assert "Which door?" in answer.text


def test_an_edit_by_a_plain_page(browser, case, idea, ben, url):
    visit = browser(ben)

    page = visit.page(f"{url}/edit")
    answer = visit.post(f"{url}/edit", {"body": SECOND, "wording": page.values("wording")[0]})

    assert page.text_in("textarea") == FIRST
    assert (answer.status_code, answer.location) == (303, f"/cases/{case.key}#m1")
    shown = visit.get(answer.location)
    assert "<em>window</em>" in shown.text
    assert "edited" in Page(shown.text).text_in("li")


def test_an_edit_in_its_place(browser, idea, ben, url):
    visit = browser(ben)

    form = visit.get(f"{url}/edit", htmx="div#said1")
    answer = visit.post(f"{url}/edit", {"body": SECOND, "wording": "0"}, htmx="form#said1")

    assert form.text.strip().startswith("<form")
    assert FIRST in form.text
    assert answer.text.strip().startswith('<div id="said1"')
    assert "<em>window</em>" in answer.text
    assert visit.get(url, htmx="form#said1").text.strip().startswith('<div id="said1"')


def test_readers_see_how_it_read_before(browser, case, idea, ana, ben, url):
    browser(ben).post(f"{url}/edit", {"body": SECOND, "wording": "0"})

    whole = browser(ana).page(f"{url}/wordings")
    part = browser(ana).get(f"{url}/wordings", htmx="div#before1")

    assert FIRST in whole.text_in("main")
    assert "window" in whole.text_in("main")
    assert FIRST in part.text
    assert "window" not in part.text


@pytest.mark.parametrize("htmx", ["", "form#said1"])
def test_of_two_tabs_both_wordings_are_shown(browser, idea, ben, url, htmx):
    visit = browser(ben)
    visit.post(f"{url}/edit", {"body": "From one tab", "wording": "0"})

    answer = visit.post(f"{url}/edit", {"body": "From the other", "wording": "0"}, htmx=htmx)

    page = Page(answer.text)
    assert answer.status_code == 409
    assert answer.headers.get("HX-Retarget") == ("#said1" if htmx else None)
    assert "From one tab" in page.text_in("blockquote")
    assert page.text_in("textarea") == "From the other"
    db.session.refresh(idea)
    assert idea.body_md == "From one tab"

    again = visit.post(
        f"{url}/edit", {"body": "From the other", "wording": page.values("wording")[0]}
    )
    db.session.refresh(idea)
    assert (again.status_code, idea.body_md) == (303, "From the other")
    assert [version.body_md for version in idea.earlier] == ["From one tab", FIRST]


@on_sqlite
@pytest.mark.parametrize(
    ("body", "why"),
    [
        (" ", "Write something, or withdraw it."),
        ("x" * 5_001, "Make it 5,000 characters or shorter"),
        ("Call me on 617-555-0142.", "could point to a person"),
    ],
)
@pytest.mark.parametrize("htmx", ["", "form#said1"])
def test_an_edit_is_held_to_what_a_reply_is(browser, idea, ben, url, body, why, htmx):
    answer = browser(ben).post(f"{url}/edit", {"body": body, "wording": "0"}, htmx=htmx)

    assert answer.status_code == 422
    assert why in answer.text
    assert 'id="errors-of-1"' in answer.text
    db.session.refresh(idea)
    assert idea.body_md == FIRST


@on_sqlite
def test_others_are_not_offered_to_change_it_and_may_not(browser, case, idea, ana, url):
    visit = browser(ana)

    assert f"{url}/edit" not in visit.get(f"/cases/{case.key}").text
    for what in ("edit", "withdraw"):
        assert visit.get(f"{url}/{what}").status_code == 403
        assert visit.post(f"{url}/{what}", {"body": SECOND, "wording": "0"}).status_code == 403
    assert db.session.scalar(select(func.count(Version.id))) == 0


def test_withdrawing_asks_first_and_says_what_goes(browser, case, idea, ben, url):
    visit = browser(ben)

    page = visit.page(f"{url}/withdraw")
    part = visit.post(f"{url}/withdraw", htmx="form#said1")

    assert "can’t be undone" in page.text_in("form")
    assert FIRST in page.text_in("form")
    assert "Withdrawn by its author" in part.text
    assert "No replies yet" in part.text


@on_sqlite
@pytest.mark.parametrize("what", ["edit", "withdraw", "wordings"])
def test_what_is_not_there_is_not_changed(browser, case, ben, what):
    assert browser(ben).get(f"/talks/{case.talk.key}/messages/9/{what}").status_code == 404
    assert browser(ben).get(f"/talks/none-such/messages/1/{what}").status_code == 404


def test_a_quotation_is_ready_in_the_box(browser, case, ana, ben):
    an_idea(case, by=ben, body="First line\n\nSecond line")
    visit, url = browser(ana), f"/talks/{case.talk.key}/messages/1/answer"

    page = visit.page(f"{url}?quote=1")

    assert page.text_in("textarea") == "> First line\n>\n> Second line"
    draft = {"body": "Begun before", "kind": "idea", "once": "made-here", "draft": "0"}
    visit.post(f"/talks/drafts/{case.talk.topic}-1", draft)
    again = visit.page(f"{url}?quote=1").text_in("textarea")
    assert again.startswith("Begun before")
    assert "> Second line" in again

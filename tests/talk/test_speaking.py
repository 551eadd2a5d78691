"""Speaking through the web, plain and with htmx: every refusal in words, and every word kept."""

import re

import pytest
from sqlalchemy import select

from forum.core import text
from forum.core.db import db
from forum.core.words import Words
from forum.talk.forms import LONGEST
from forum.talk.models import Message
from forum.talk.vocabulary import Kind
from tests.conftest import on_sqlite
from tests.factories import an_idea
from tests.page import Page

IDEA = {"kind": "idea", "body": "Start with the *door*."}


def speak(visit, case, htmx="", to_url="", **said):
    return visit.post(f"/talks/{case.talk.key}/messages{to_url}", IDEA | said, htmx=htmx)


def messages():
    db.session.rollback()
    return db.session.scalars(select(Message).order_by(Message.number)).all()


def test_a_browser_is_led_to_what_was_said(browser, case, ben):
    visit = browser(ben)

    answer = speak(visit, case)

    assert (answer.status_code, answer.location) == (303, f"/cases/{case.key}#m1")
    shown = visit.get(answer.location).text
    assert "Start with the <em>door</em>." in shown
    assert 'id="m1"' in shown
    assert "1 reply" in Page(shown).text_in("h2")


def test_htmx_gets_an_empty_box_and_what_was_said_in_its_place(browser, case, ben):
    answer = speak(browser(ben), case, htmx="section#composer", last="0", seen="0")

    assert answer.status_code == 200
    assert answer.text.strip().startswith('<section class="panel" id="composer"')
    box, _, news = answer.text.partition("<hx-partial")
    assert "Start with the" not in box
    assert "Start with the <em>door</em>." in news
    assert 'hx-target="#thread" hx-swap="beforeend"' in news


@on_sqlite
def test_htmx_gets_what_others_said_meanwhile_too(browser, case, ana, ben):
    an_idea(case, by=ana, body="Seen already")
    an_idea(case, by=ana, body="Said meanwhile")

    answer = speak(browser(ben), case, htmx="section#composer", last="1", seen="1")

    assert "Seen already" not in answer.text
    assert answer.text.index("Said meanwhile") < answer.text.index("Start with the")
    assert 'name="last" value="3"' in answer.text
    assert 'name="seen" value="3"' in answer.text


@on_sqlite
@pytest.mark.parametrize("kind", list(Kind))
def test_a_message_may_be_of_any_kind(browser, case, ben, kind):
    visit = browser(ben)

    speak(visit, case, kind=kind.value)

    assert messages()[0].kind is kind
    shown = visit.page(f"/cases/{case.key}").text_in("ol")
    assert (kind.short in shown) is (kind is not Kind.IDEA)


@on_sqlite
def test_an_answer_is_given_on_a_page_of_its_own(browser, case, ana, ben):
    an_idea(case, by=ben, body="Start with the door.")
    visit = browser(ana)

    page = visit.page(f"/talks/{case.talk.key}/messages/1/answer")
    answer = speak(visit, case, to="1", body="Which door?")

    assert "Reply to Ben Adeyemi" in page.text_in("h1")
    assert page.values("to") == ["1"]
    assert answer.location == f"/cases/{case.key}#m2"
    assert messages()[1].parent_id == messages()[0].id


@on_sqlite
def test_an_answer_is_given_in_place_with_htmx(browser, case, ana, ben):
    an_idea(case, by=ben)
    visit = browser(ana)

    form = visit.get(f"/talks/{case.talk.key}/messages/1/answer", htmx="div#answer1")
    where = {"last": "1", "seen": "1", "to": "1"}
    answer = speak(visit, case, htmx="form#answering1", body="Which door?", **where)

    assert form.text.strip().startswith("<form")
    assert "Posted." in answer.text
    assert 'hx-target="#answers1"' in answer.text
    assert "Which door?" in answer.text


@on_sqlite
@pytest.mark.parametrize(
    ("said", "why", "field"),
    [
        ({"body": ""}, "Write something first.", "body"),
        ({"body": " \n\t "}, "Write something first.", "body"),
        ({"body": "\u200b\u200b"}, "Write something first.", "body"),
        (
            {"body": "x" * (LONGEST + 1)},
            "Make it 5,000 characters or shorter; it has 5,001",
            "body",
        ),
        ({"body": "- a\n" * 1_200}, "more formatting than can be laid out", "body"),
        ({"kind": ""}, "Say what kind of reply this is.", "kind"),
        ({"kind": "sermon"}, "Not a valid choice", "kind"),
        ({"body": "Call me on 617-555-0142."}, "could point to a person", "body"),
    ],
)
def test_what_is_wrong_is_said_and_the_text_kept(browser, case, ben, said, why, field):
    for htmx in ("", "section#composer"):
        answer = speak(browser(ben), case, htmx=htmx, **said)

        assert answer.status_code == 422
        assert why in answer.text
        assert f'href="#{field}"' in answer.text
        assert 'id="errors"' in answer.text
        assert "autofocus" in answer.text
        if not htmx:
            assert Page(answer.text).text_in("title").startswith("Error:")
        kept = (IDEA | said)["body"].strip()
        if kept and "\u200b" not in kept:
            assert kept in Page(answer.text).text_in("textarea")
    assert messages() == []


@on_sqlite
def test_a_wrong_answer_comes_back_in_its_own_place(browser, case, ana, ben):
    an_idea(case, by=ben)
    visit = browser(ana)

    whole = speak(visit, case, to="1", body="")
    part = speak(visit, case, htmx="form#answering1", to="1", body="")

    assert (whole.status_code, part.status_code) == (422, 422)
    assert "Reply to Ben Adeyemi" in Page(whole.text).text_in("h1")
    assert 'id="answering1"' in part.text
    assert "<h1" not in part.text


@on_sqlite
@pytest.mark.parametrize("to", ["99", "9" * 9, "9" * 30])
def test_what_is_answered_must_be_there(browser, case, ben, to):
    answer = speak(browser(ben), case, to=to, body="Which door?")

    assert answer.status_code in (303, 404)
    if answer.status_code == 404:
        assert "Which door?" in answer.text
        assert messages() == []


@on_sqlite
def test_a_settled_case_takes_no_replies_and_keeps_the_text(browser, case, ana, ben):
    browser(ana).post(f"/cases/{case.key}/settle")

    whole = speak(browser(ben), case)
    notice = speak(browser(ben), case, htmx="section#composer")

    assert (whole.status_code, notice.status_code) == (409, 409)
    assert "Its author can open it again" in whole.text
    assert "Start with the *door*." in whole.text
    assert notice.headers["HX-Retarget"] == "#notice"
    assert messages() == []


@pytest.mark.parametrize(
    "path",
    [
        "/talks/none-such/since",
        "/talks/none-such/pill",
        "/talks/none-such/messages/1",
        "/talks/none-such/messages/1/answer",
        "/talks/{key}/messages/1",
        "/talks/{key}/messages/1/answer",
        "/talks/{key}/messages/99999999999999999999",
        "/talks/{key}/messages/99999999999999999999/answer",
        "/talks/{key}/messages/-1",
        "/talks/%00/pill",
        "/cases/%00",
        "/cases/" + "x" * 3_000,
    ],
)
def test_what_is_not_there_is_not_found(browser, case, ben, path):
    assert browser(ben).get(path.format(key=case.talk.key)).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/talks/none-such/messages",
        "/talks/none-such/follow",
        "/talks/none-such/messages/1/helpful",
        "/talks/{key}/messages/1/helpful",
        "/talks/{key}/messages/99999999999999999999/helpful",
        "/cases/none-such/settle",
        "/cases/none-such/reopen",
    ],
)
def test_nothing_can_be_done_to_what_is_not_there(browser, case, ben, path):
    answer = browser(ben).post(path.format(key=case.talk.key), IDEA | {"yes": "1"})

    assert answer.status_code == 404
    assert messages() == []


@on_sqlite
def test_a_permalink_leads_to_the_message_on_its_page(browser, case, ana, ben):
    an_idea(case, by=ben)

    answer = browser(ana).get(f"/talks/{case.talk.key}/messages/1")

    assert (answer.status_code, answer.location) == (303, f"/cases/{case.key}#m1")


def test_a_permalink_into_a_long_talk_leads_to_where_the_message_is(browser, case, ana, ben):
    idea = an_idea(case, by=ben)
    for _ in range(104):
        case.reply(by=ben, kind=Kind.IDEA, words=Words.of("An idea"))
    answer_number = case.reply(by=ana, kind=Kind.IDEA, words=Words.of("An answer"), to=1).number
    db.session.commit()
    visit = browser(ana)

    late = visit.get(f"/talks/{case.talk.key}/messages/105")
    nested = visit.get(f"/talks/{case.talk.key}/messages/{answer_number}")

    assert 'id="m105"' in visit.get(late.location.partition("#")[0]).text
    assert f'id="m{answer_number}"' in visit.get(nested.location.partition("#")[0]).text
    assert idea.number == 1


def test_marking_and_taking_back_without_and_with_htmx(browser, case, ana, ben):
    an_idea(case, by=ben)
    url = f"/talks/{case.talk.key}/messages/1/helpful"
    visit = browser(ana)

    plain = visit.post(url, {"yes": "1"})
    marked = messages()[0].helpful_count
    part = visit.post(url, {"yes": "0"}, htmx="button")

    assert (plain.status_code, plain.location) == (303, f"/cases/{case.key}#m1")
    assert (marked, messages()[0].helpful_count) == (1, 0)
    assert part.text.strip().startswith("<button")
    assert 'aria-pressed="false"' in part.text


@on_sqlite
def test_nobody_marks_their_own_through_the_web(browser, case, ben):
    an_idea(case, by=ben)
    visit = browser(ben)

    answer = visit.post(f"/talks/{case.talk.key}/messages/1/helpful", {"yes": "1"})

    assert answer.status_code == 403
    assert "for others to say" in answer.text
    assert "/messages/1/helpful" not in visit.get(f"/cases/{case.key}").text


def test_following_and_unfollowing_without_and_with_htmx(browser, case, cy):
    visit, url = browser(cy), f"/talks/{case.talk.key}/follow"

    plain = visit.post(url, {"yes": "1"})
    followed = case.talk.is_followed_by(cy)
    part = visit.post(url, {"yes": "0"}, htmx="button")

    assert (plain.status_code, plain.location) == (303, f"/cases/{case.key}")
    assert followed
    assert not case.talk.is_followed_by(cy)
    assert "Follow</button>" in part.text


@on_sqlite
def test_the_pill_counts_what_others_have_said(browser, case, ana, ben):
    visit, url = browser(ana), f"/talks/{case.talk.key}/pill"
    an_idea(case, by=ana)
    none = visit.get(f"{url}?seen=0&known=1")
    an_idea(case, by=ben)
    one = visit.get(f"{url}?seen=1")
    an_idea(case, by=ben)
    two = visit.get(f"{url}?seen=1")

    assert none.text.strip() == ""
    assert "1 new reply, show it" in one.text
    assert "2 new replies, show them" in two.text


@on_sqlite
def test_what_came_since_is_shown_once_each_in_its_place(browser, case, ana, ben):
    an_idea(case, by=ben, body="Shown already")
    case.reply(by=ben, kind=Kind.IDEA, words=Words.of("A new idea"))
    case.reply(by=ben, kind=Kind.IDEA, words=Words.of("A new answer"), to=1)
    case.reply(by=ben, kind=Kind.IDEA, words=Words.of("An answer to the new idea"), to=2)
    db.session.commit()

    answer = browser(ana).get(f"/talks/{case.talk.key}/since?last=1&seen=1", htmx="body")

    assert "Shown already" not in answer.text
    for body in ("A new idea", "A new answer", "An answer to the new idea"):
        assert answer.text.count(body) == 1
    assert 'hx-target="#answers1"' in answer.text
    assert 'hx-target="#answers2"' not in answer.text


@on_sqlite
def test_without_a_script_what_came_since_is_a_page(browser, case, ana, ben):
    an_idea(case, by=ben, body="Shown already")
    an_idea(case, by=ben, body="A new idea")
    visit = browser(ana)

    answer = visit.get(f"/talks/{case.talk.key}/since?last=1")
    page = visit.get(answer.location)

    assert answer.location == f"/cases/{case.key}?after=1"
    assert "A new idea" in page.text
    assert "Shown already" not in page.text
    assert "Show earlier ones" in page.text


@pytest.mark.parametrize("number", ["", "x", "-1", "1.5", "9" * 20, "9" * 5_000, "٣"])
def test_made_up_numbers_in_an_address_are_read_as_none(browser, case, ana, ben, number):
    an_idea(case, by=ben, body="A new idea")
    visit = browser(ana)

    for url in (
        f"/talks/{case.talk.key}/since?last={number}&seen={number}",
        f"/talks/{case.talk.key}/pill?seen={number}",
        f"/cases/{case.key}?after={number}",
    ):
        assert visit.get(url, htmx="body").status_code == 200
        assert visit.get(url).status_code in (200, 303)


@on_sqlite
def test_a_box_for_a_reply_holds_as_much_as_a_text_may(browser, case, ben):
    assert LONGEST <= text.LONGEST
    body = "A word. " * (LONGEST // 8)

    answer = speak(browser(ben), case, body=body)

    assert answer.status_code == 303
    assert messages()[0].body_md == body.strip()


@on_sqlite
def test_a_form_has_the_key_that_makes_it_one(browser, case, ben):
    page = browser(ben).get(f"/cases/{case.key}").text

    keys = re.findall(r'name="once" value="([^"]+)"', page)
    assert len(keys) == 1
    assert len(keys[0]) == 12

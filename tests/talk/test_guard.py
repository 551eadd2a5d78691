"""The guard in a talk: what stops a reply or an edit, what its author may keep, what adds up."""

import pytest
from sqlalchemy import select

from forum.core.db import db
from forum.core.words import Words
from forum.deid import reader
from forum.deid.reader.model import Model
from forum.talk.hosts import Found
from forum.talk.models import Message
from forum.talk.telling import MOST, said_by
from forum.talk.vocabulary import Kind
from tests.conftest import on_sqlite
from tests.factories import a_case, an_idea, saved
from tests.page import Page

PAGE = "https://leaflets.example.org/spoons"
PROFILE = "https://www.facebook.com/jo.smith"


@pytest.fixture
def case(ana):
    return a_case(author=ana, story=Words.of("She has Sotos syndrome."))


@pytest.fixture
def url(case):
    return f"/talks/{case.talk.key}/messages"


def reply(body, kind="idea", **more):
    return {"kind": kind, "body": body} | more


def messages():
    db.session.rollback()
    return db.session.scalars(select(Message).order_by(Message.number)).all()


@pytest.mark.parametrize("htmx", ["", "section#composer"])
def test_an_identifier_stops_a_reply_and_the_words_stay(browser, ben, url, htmx):
    answer = browser(ben).post(url, reply("Call 617-555-0142."), htmx=htmx)

    assert answer.status_code == 422
    assert "Call 617-555-0142." in Page(answer.text).text_in("textarea")
    assert messages() == []


@pytest.mark.parametrize("htmx", ["", "section#said1"])
def test_an_identifier_stops_an_edit_and_the_words_stay(browser, ben, case, url, htmx):
    an_idea(case, by=ben, body="Start with the door.")

    answer = browser(ben).post(
        f"{url}/1/edit", {"body": "Call 617-555-0142.", "wording": "0"}, htmx=htmx
    )

    assert answer.status_code == 422
    assert "Call 617-555-0142." in Page(answer.text).text_in("textarea")
    assert [message.body_md for message in messages()] == ["Start with the door."]


def test_a_link_stops_any_reply_but_a_resource_whose_author_keeps_it(browser, ben, url):
    visit = browser(ben)
    body = f"See {PAGE} first."

    as_idea = visit.post(url, reply(body, kept=PAGE))
    asked = visit.post(url, reply(body, kind="resource"))
    kept = visit.post(url, reply(body, kind="resource", kept=PAGE))

    assert [a.status_code for a in (as_idea, asked, kept)] == [422, 422, 303]
    assert PAGE in Page(asked.text).text_in("q")
    assert [message.body_md for message in messages()] == [body]


@on_sqlite
def test_a_link_to_a_person_stops_a_resource_too(browser, ben, url):
    answer = browser(ben).post(url, reply(f"See {PROFILE}.", kind="resource", kept=PROFILE))

    assert answer.status_code == 422
    assert messages() == []


@on_sqlite
def test_a_resource_may_be_said_otherwise_with_its_link(browser, ben, case, url):
    saved(case.reply(by=ben, kind=Kind.RESOURCE, words=Words.of("A leaflet.")))
    form = {"body": f"A leaflet: {PAGE}", "wording": "0"}

    asked = browser(ben).post(f"{url}/1/edit", form)
    kept = browser(ben).post(f"{url}/1/edit", form | {"kept": PAGE})

    assert (asked.status_code, kept.status_code) == (422, 303)


@on_sqlite
def test_without_its_reader_the_guard_asks_for_a_second_look_and_says_why(
    browser, ben, url, monkeypatch, tmp_path
):
    monkeypatch.setattr(reader, "_MODEL", Model(tmp_path))
    visit = browser(ben)

    asked = visit.post(url, reply("Start with the door."))
    looked = visit.post(url, reply("Start with the door.", second_look="y"))

    page = Page(asked.text)
    assert (asked.status_code, looked.status_code) == (422, 303)
    assert "isn’t there just now" in page.text_in("form")
    assert any(e.attributes.get("name") == "second_look" for e in page.all("input"))
    assert visit.get("/healthz").json == {"database": "ok", "guard": "rules only"}


@on_sqlite
def test_no_box_asks_for_a_second_look_while_the_reader_is_there(browser, ben, case, url):
    page = browser(ben).page(f"/cases/{case.key}")

    assert not [e for e in page.all("input") if e.attributes.get("name") == "second_look"]


def test_an_authors_own_words_add_up_and_nobody_elses(case, ana, ben):
    an_idea(case, by=ben, body="Mine has it too.")
    an_idea(case, by=ana, body="Her twin sister does well.")
    found = Found.by_key(case.talk.key, ana)

    hers, his = found.told_by(ana), found.told_by(ben)

    assert "She has Sotos syndrome." in hers
    assert "Her twin sister does well." in hers
    assert "Mine has it too." not in hers
    assert his == ()


def test_earlier_wordings_count_and_what_is_withdrawn_or_said_anew_does_not(case, ana):
    first, second, third = (an_idea(case, by=ana, body=body) for body in ("One.", "Two.", "Three."))
    second.edit(Words.of("Two again."), by=ana, wording=0)
    third.withdraw(by=ana)
    db.session.commit()

    said = said_by(ana, case.talk)
    besides = said_by(ana, case.talk, besides=second.number)

    assert sorted(said) == ["One.", "Two again.", "Two."]
    assert besides == [first.body_md]


@on_sqlite
def test_of_very_many_messages_the_latest_are_read(case, ana):
    for number in range(MOST + 2):
        case.reply(by=ana, kind=Kind.IDEA, words=Words.of(f"Step {number}."))
    db.session.commit()

    said = said_by(ana, case.talk)

    assert len(said) == MOST
    assert (said[0], said[-1]) == ("Step 2.", f"Step {MOST + 1}.")

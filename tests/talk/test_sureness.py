"""How sure somebody is, by which evidence, and from outside which scope: said and shown."""

import pytest
from sqlalchemy import select

from forum.core.db import db
from forum.core.words import Words
from forum.talk.models import Message
from forum.talk.reported import ReportedMessage
from forum.talk.vocabulary import UNSAID, Grounds, Kind, Sureness
from tests.conftest import on_sqlite
from tests.factories import a_case, an_idea
from tests.page import Page

REVIEW = "https://www.cochranelibrary.com/cdsr/doi/10.1002/14651858.CD003316/full?lang=en#results"
CLAIMS = [kind for kind in Kind if kind.is_a_claim]


@pytest.fixture
def case(ana):
    return a_case(author=ana)


def speak(visit, case, htmx="", **said):
    usual = {"kind": "idea", "body": "Start with the door."}
    return visit.post(f"/talks/{case.talk.key}/messages", usual | said, htmx=htmx)


def messages():
    db.session.rollback()
    return db.session.scalars(select(Message).order_by(Message.number)).all()


def shown(browser, person, case):
    return browser(person).page(f"/cases/{case.key}")


@pytest.mark.parametrize("kind", CLAIMS)
@pytest.mark.parametrize("sureness", [Sureness.HUNCH, Sureness.SEEN])
def test_how_sure_one_is_is_shown_beside_the_name(browser, case, ana, ben, kind, sureness):
    answer = speak(browser(ben), case, kind=kind.value, sureness=sureness.value)

    assert answer.status_code == 303
    assert messages()[0].sureness is sureness
    assert sureness.short in shown(browser, ana, case).text_in("header")


def test_evidence_is_a_link_to_a_page_of_reference(browser, case, ana, ben):
    speak(browser(ben), case, sureness="evidence", evidence_url=REVIEW)

    links = [e.attributes for e in shown(browser, ana, case).all("a")]
    link = next(link for link in links if link.get("href") == REVIEW)
    assert messages()[0].evidence_url == REVIEW
    assert set(link["rel"].split()) == {"noopener", "noreferrer", "nofollow"}
    assert "cochranelibrary.com" in shown(browser, ana, case).text_in("ol")


@on_sqlite
@pytest.mark.parametrize("kind", CLAIMS)
def test_the_guard_lets_evidence_be_named_with_every_claim(browser, case, ben, kind):
    answer = speak(browser(ben), case, kind=kind.value, sureness="evidence", evidence_url=REVIEW)

    assert answer.status_code == 303


@on_sqlite
@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "Add the address of the evidence"),
        (" \u200b", "Give the whole address"),
        ("my own eyes", "Give the whole address"),
        ("cochrane.org/review", "Give the whole address"),
        ("ftp://cochrane.org/review", "Give the whole address"),
        ("vbscript:review", "Give the whole address"),
        ("mailto:kim@school.example", "Give the whole address"),
        ("/cases/", "Give the whole address"),
        ("https://user:word@cochrane.org/", "Give the whole address"),
        ("https://cochrane.org/a b", "Give the whole address"),
        ("https://192.168.0.1/", "Give the whole address"),
        ("https://www.facebook.com/a-family", "This leads to a person"),
        ("https://bit.ly/3abc", "doesn’t show where it leads"),
        ("https://docs.google.com/document/d/1", "to shared files"),
        ("https://clinic.example/staff/kim", "This leads to a person"),
        ("https://cochrane.org/" + "x" * 500, "Make it 500 characters or shorter"),
    ],
)
def test_what_is_no_evidence_is_said_and_comes_back(browser, case, ben, url, why):
    whole = speak(browser(ben), case, sureness="evidence", evidence_url=url)
    part = speak(browser(ben), case, sureness="evidence", evidence_url=url, htmx="section#composer")

    for answer in (whole, part):
        page = Page(answer.text)
        assert answer.status_code == 422
        assert why in page.text_in("li")
        assert 'href="#evidence_url"' in answer.text
        assert page.values("sureness") == ["evidence"]
        assert "Start with the door." in page.text_in("textarea")
    assert messages() == []


@on_sqlite
@pytest.mark.parametrize("said", [{"sureness": "hunch"}, {}])
def test_an_address_that_nobody_leans_on_is_not_kept(browser, case, ben, said):
    answer = speak(browser(ben), case, evidence_url="https://www.facebook.com/kim", **said)

    assert answer.status_code == 303
    assert messages()[0].evidence_url == ""


@on_sqlite
@pytest.mark.parametrize("kind", [Kind.QUESTION, Kind.SUPPORT])
def test_nobody_is_sure_of_a_question_or_of_support(browser, case, ben, kind):
    answer = speak(browser(ben), case, kind=kind.value, sureness="evidence", evidence_url="")

    assert answer.status_code == 303
    assert messages()[0].sureness is None


@on_sqlite
def test_a_sureness_that_there_is_not_is_refused(browser, case, ben):
    answer = speak(browser(ben), case, sureness="certain")

    assert answer.status_code == 422
    assert messages() == []


def test_from_outside_ones_scope_one_says_so_openly(browser, case, ana, ben):
    speak(browser(ben), case, outside_scope="y")

    assert messages()[0].outside_scope
    assert "Outside their scope" in shown(browser, ana, case).text_in("header")
    assert "Outside your scope" in shown(browser, ben, case).text_in("header")


@on_sqlite
def test_an_answer_has_its_own_grounds(browser, case, ana, ben):
    an_idea(case, by=ana)
    visit = browser(ben)
    box = visit.page(f"/talks/{case.talk.key}/messages/1/answer")

    speak(visit, case, to="1", sureness="seen", outside_scope="y")

    ids = {e.attributes.get("id") for e in box.all("input")}
    assert {"evidence_url-1", "outside_scope-1"} <= ids
    said = shown(browser, ana, case).text_in("header")
    assert "Seen it work" in said
    assert "Outside their scope" in said


@on_sqlite
def test_what_nobody_says_is_not_shown(browser, case, ana, ben):
    speak(browser(ben), case)

    message, said = messages()[0], shown(browser, ana, case)
    assert (message.sureness, message.evidence_url, message.outside_scope) == (None, "", False)
    for words in ("A hunch", "Seen it work", "Outside", "Evidence"):
        assert words not in said.text_in("header")


@on_sqlite
def test_a_draft_keeps_the_grounds(browser, case, ben):
    visit = browser(ben)
    grounds = {"sureness": "evidence", "evidence_url": REVIEW, "outside_scope": "y"}

    visit.post(
        f"/talks/drafts/{case.talk.topic}",
        {"kind": "experience", "body": "Half", "faced": "y", "as_it_is": "y", **grounds},
    )

    page = visit.page(f"/cases/{case.key}")
    assert page.values("sureness") == ["evidence"]
    assert page.values("evidence_url") == [REVIEW]
    assert page.values("outside_scope") == ["y"]
    assert page.values("faced") == page.values("as_it_is") == []


@on_sqlite
def test_withdrawn_words_take_their_grounds_along(browser, case, ana, ben):
    visit = browser(ben)
    speak(visit, case, sureness="evidence", evidence_url=REVIEW, outside_scope="y")

    visit.post(f"/talks/{case.talk.key}/messages/1/withdraw")

    said = shown(browser, ana, case)
    assert REVIEW not in {e.attributes.get("href") for e in said.all("a")}
    assert "Outside their scope" not in said.text_in("header")


@on_sqlite
def test_an_edit_changes_the_words_and_not_the_grounds(browser, case, ben):
    visit = browser(ben)
    speak(visit, case, sureness="seen", outside_scope="y")

    visit.post(f"/talks/{case.talk.key}/messages/1/edit", {"body": "Start outside."})

    message = messages()[0]
    assert message.body_md == "Start outside."
    assert (message.sureness, message.outside_scope) == (Sureness.SEEN, True)


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://www.cochrane.org/x", "cochrane.org"), ("http://who.int:80", "who.int"), ("", "")],
)
def test_evidence_is_named_by_its_site(url, host):
    assert Grounds(Sureness.EVIDENCE, url).evidence_host == host
    assert UNSAID.evidence_host == ""


def claimed(case, ben):
    message = an_idea(case, by=ben)
    message.rest_on(Grounds(Sureness.EVIDENCE, REVIEW, True))
    db.session.commit()
    return message


@on_sqlite
def test_a_moderator_reads_where_the_evidence_of_a_message_leads(case, ben):
    message = claimed(case, ben)

    parts = ReportedMessage(message).parts

    assert [(part.heading, part.body) for part in parts[1:]] == [("Evidence", REVIEW)]


def test_what_is_withdrawn_takes_its_evidence_along(case, ben):
    claimed(case, ben).withdraw(by=ben)
    db.session.commit()

    message = messages()[0]
    assert (message.sureness, message.evidence_url, message.outside_scope) == (None, "", False)


def test_what_is_said_again_after_it_was_hidden_names_no_evidence(case, ben):
    message = claimed(case, ben)
    message.hide()

    message.edit(Words.of("Start with the window."), by=ben, wording=0)
    db.session.commit()

    message = messages()[0]
    assert (message.sureness, message.evidence_url, message.outside_scope) == (None, "", True)

"""Just listening: no kinds of advice, ways to begin, and advice is turned back once, gently."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import select

from forum.cases.asking import OnlyToListen
from forum.cases.vocabulary import Help
from forum.core.db import db
from forum.core.words import Words
from forum.talk.listening import OPENERS, advice_in
from forum.talk.models import Message
from forum.talk.vocabulary import LISTENING, Kind
from tests.conftest import on_sqlite
from tests.factories import a_case, an_idea
from tests.page import Page
from tests.talk.replies import ADVICE, LISTENS

ADVISING = [kind for kind in Kind if kind not in LISTENING]


@pytest.fixture
def case(ana):
    return a_case(author=ana, help=Help.LISTENING)


def speak(visit, case, body, kind="support", htmx="", **more):
    said = {"kind": kind, "body": body} | more
    return visit.post(f"/talks/{case.talk.key}/messages", said, htmx=htmx)


def messages():
    db.session.rollback()
    return db.session.scalars(select(Message).order_by(Message.number)).all()


def test_advice_is_known_by_its_shape():
    known = [text for text in ADVICE if advice_in(text)]
    mistaken = [text for text in LISTENS if advice_in(text)]

    assert len(ADVICE) == len(LISTENS) == 106
    assert len(known) / len(ADVICE) >= 0.95
    assert len(known) / (len(known) + len(mistaken)) >= 0.99


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I hear you. Have you tried a list?", "Have you tried"),
        ("I’d  suggest\nnothing at all.", "I'd suggest"),
        ("> You should rest.\n\nThat was kind of them to say.", ""),
        ("", ""),
    ],
)
def test_the_words_that_advise_are_named_and_what_is_quoted_is_not(text, words):
    assert advice_in(text) == words


@given(some.text())
def test_any_text_is_read_without_a_fault(text):
    assert isinstance(advice_in(text), str)


@pytest.mark.parametrize("kind", ADVISING)
def test_a_case_that_asks_for_a_listener_takes_no_advice(case, ben, kind):
    with pytest.raises(OnlyToListen):
        case.reply(by=ben, kind=kind, words=Words.of("Start with the door."))


@pytest.mark.parametrize("kind", LISTENING)
def test_it_takes_support_questions_and_experience(case, ben, kind):
    said = case.reply(by=ben, kind=kind, words=Words.of("I know that door."))

    assert said.kind is kind


def test_whoever_asked_may_say_anything_there(browser, case, ana):
    answer = speak(browser(ana), case, "You should all know how much this helped.", "idea")

    assert answer.status_code == 303


@on_sqlite
def test_the_box_offers_no_kind_of_advice_and_three_ways_to_begin(browser, case, ben):
    page = browser(ben).page(f"/cases/{case.key}")

    kinds = [e.attributes["value"] for e in page.all("input") if e.attributes.get("name") == "kind"]
    openers = [e for e in page.all("button") if e.attributes.get("name") == "opener"]
    assert kinds == [kind.value for kind in LISTENING]
    assert page.values("kind") == ["support"]
    assert [e.attributes["value"] for e in openers] == list(OPENERS)
    assert not any(e.attributes.get("name") == "sureness" for e in page.all("input"))
    assert "Ana asks for someone to listen" in page.text_in("p")


@on_sqlite
@pytest.mark.parametrize("htmx", ["", "section#composer"])
@pytest.mark.parametrize(
    ("begun", "then"),
    [("", "{} "), ("I read it.", "I read it.\n\n{} "), (OPENERS[0] + " grief.", "{} grief.")],
)
def test_a_way_to_begin_is_put_into_the_box_once(browser, case, ben, htmx, begun, then):
    answer = speak(browser(ben), case, begun, opener=OPENERS[0], htmx=htmx)

    page = Page(answer.text)
    body = next(text for within, text in page.texts if within[-1:] == ("textarea",))
    assert answer.status_code == 422
    assert body == then.format(OPENERS[0]).strip()
    assert 'id="errors"' not in answer.text
    assert messages() == []


@on_sqlite
def test_nobody_puts_words_of_their_own_choice_there(browser, case, ben):
    answer = speak(browser(ben), case, "I read it.", opener="Buy this.")

    assert answer.status_code == 303
    assert "Buy this" not in messages()[0].body_md


@pytest.mark.parametrize("htmx", ["", "section#composer"])
def test_what_reads_like_advice_is_turned_back_and_kept(browser, case, ben, htmx):
    answer = speak(browser(ben), case, "Have you tried a list?", "question", htmx)

    page = Page(answer.text)
    assert answer.status_code == 422
    assert "“Have you tried” reads like advice" in page.text_in("section")
    assert "Have you tried a list?" in page.text_in("textarea")
    assert page.values("kind") == ["question"]
    assert "Post it as it is" in page.text_in("button")
    assert messages() == []


@on_sqlite
def test_it_is_turned_back_in_one_calm_note_with_ways_to_begin(browser, case, ben):
    answer = speak(browser(ben), case, "You should rest.")

    page = Page(answer.text)
    note = next(e for e in page.all("section") if e.attributes.get("id") == "advice")
    box = next(e for e in page.all("textarea") if e.attributes["id"] == "body")
    assert note.attributes["class"] == "note is-info"
    assert {"data-errors", "autofocus"} <= note.attributes.keys()
    assert (note.attributes["role"], note.attributes["tabindex"]) == ("alert", "-1")
    assert box.attributes["aria-invalid"] == "true"
    assert "advice" in box.attributes["aria-describedby"].split()
    assert answer.text.count("reads like advice") == 1
    assert [answer.text.count(f"“{opener} …”") for opener in OPENERS] == [1, 1, 1]
    assert 'id="errors"' not in answer.text


@on_sqlite
def test_what_else_is_wrong_comes_first_and_the_note_stands_below(browser, case, ben):
    answer = speak(browser(ben), case, "You should rest.", kind="")

    page = Page(answer.text)
    assert answer.text.count("data-errors") == 1
    assert "Say what kind of reply this is." in page.text_in("li")
    assert "reads like advice" not in page.text_in("li")


@pytest.fixture
def edited(case, ben):
    case.reply(by=ben, kind=Kind.SUPPORT, words=Words.of("I know that door."))
    db.session.commit()
    return f"/talks/{case.talk.key}/messages/1/edit"


@pytest.mark.parametrize("htmx", ["", "form#said1"])
def test_an_edit_is_no_way_round_it(browser, edited, ben, htmx):
    words = "You should try a timer and use a chart."

    answer = browser(ben).post(edited, {"body": words}, htmx=htmx)

    page = Page(answer.text)
    assert answer.status_code == 422
    assert words in page.text_in("textarea")
    assert "reads like advice" in page.text_in("section")
    assert "Save it as it is" in page.text_in("button")
    assert [message.body_md for message in messages()] == ["I know that door."]


def test_an_edit_too_is_kept_after_a_second_look(browser, edited, ben):
    words = "Have you tried to sleep since?"

    answer = browser(ben).post(edited, {"body": words, "as_it_is": "y"})

    assert answer.status_code == 303
    assert [message.body_md for message in messages()] == [words]


@on_sqlite
def test_an_edit_may_begin_with_an_opener(browser, edited, ben):
    answer = browser(ben).post(edited, {"body": "I read it.", "opener": OPENERS[0]})

    assert answer.status_code == 422
    assert f"I read it.\n\n{OPENERS[0]}" in Page(answer.text).text_in("textarea")
    assert "reads like advice" not in answer.text


@on_sqlite
def test_whoever_asked_edits_their_own_words_freely(browser, case, ana):
    case.reply(by=ana, kind=Kind.EXPERIENCE, words=Words.of("Thank you."))
    db.session.commit()

    body = {"body": "You should all know how this helped."}
    answer = browser(ana).post(f"/talks/{case.talk.key}/messages/1/edit", body)

    assert answer.status_code == 303


def test_after_a_second_look_it_is_posted_as_it_is(browser, case, ben):
    answer = speak(browser(ben), case, "Have you tried to sleep since?", "question", as_it_is="y")

    assert answer.status_code == 303
    assert messages()[0].kind is Kind.QUESTION


@on_sqlite
def test_the_second_look_is_remembered_while_something_else_is_wrong(browser, case, ben):
    answer = speak(browser(ben), case, "You should call 617-555-0142.", as_it_is="y")

    page = Page(answer.text)
    assert answer.status_code == 422
    assert page.values("as_it_is") == ["y"]
    assert "reads like advice" not in answer.text


@on_sqlite
@pytest.mark.parametrize("kind", ADVISING)
def test_what_comes_as_advice_is_turned_back_however_often(browser, case, ben, kind):
    visit = browser(ben)

    for more in ({}, {"as_it_is": "y"}):
        answer = speak(visit, case, "You should rest.", kind.value, **more)
        assert answer.status_code == 422
        assert "someone to listen" in Page(answer.text).text_in("li")
        assert "You should rest." in Page(answer.text).text_in("textarea")
        assert "Post it as it is" not in Page(answer.text).text_in("button")
    assert messages() == []


@on_sqlite
def test_words_that_listen_are_posted_at_once(browser, case, ben):
    answer = speak(browser(ben), case, "That sounds so heavy. I know that car park.")

    assert answer.status_code == 303


@on_sqlite
def test_an_answer_listens_as_well(browser, case, ana, ben):
    case.reply(by=ana, kind=Kind.SUPPORT, words=Words.of("Thank you all."))
    db.session.commit()
    visit = browser(ben)

    box = visit.page(f"/talks/{case.talk.key}/messages/1/answer")
    answer = speak(visit, case, "You should rest.", to="1")

    kinds = [e.attributes["value"] for e in box.all("input") if e.attributes.get("name") == "kind"]
    assert kinds == [kind.value for kind in LISTENING]
    assert "reads like advice" in answer.text


@on_sqlite
def test_advice_is_welcome_where_it_was_asked_for(browser, ana, ben):
    answer = speak(browser(ben), a_case(author=ana), "You should rest.", "idea")

    assert answer.status_code == 303


@on_sqlite
def test_a_list_and_a_page_say_that_somebody_wants_to_be_heard(browser, case, ana, ben):
    a_case(author=ana, title="Another one")

    listed = browser(ben).page("/cases/")
    mine = browser(ana).page(f"/cases/{case.key}").text_in("main")

    assert listed.text_in("main").count("Just listening") == 1
    assert "Just listening." in mine
    assert "Ana asks to be heard, and not for ideas" in mine


@on_sqlite
def test_a_draft_of_another_time_opens_with_a_kind_that_fits(browser, case, ben):
    visit = browser(ben)
    visit.post(f"/talks/drafts/{case.talk.topic}", {"kind": "idea", "body": "Half a thought"})

    page = visit.page(f"/cases/{case.key}")

    assert page.values("kind") == ["support"]
    assert "Half a thought" in page.text_in("textarea")


@on_sqlite
def test_ideas_given_before_stay_where_they_are(browser, ana, ben):
    case = a_case(author=ana)
    an_idea(case, by=ben, body="Start with the door.")
    case.help = Help.LISTENING
    db.session.commit()

    assert "Start with the door." in browser(ben).page(f"/cases/{case.key}").text_in("ol")


def test_whoever_wants_to_be_heard_is_not_told_of_ideas(browser, case, ana, ben):
    alone = browser(ana).page(f"/cases/{case.key}").text_in("main")
    speak(browser(ben), case, "That sounds hard.")

    heard = browser(ana).page(f"/cases/{case.key}").text_in("main")

    assert alone.count("Waiting to be heard") == 2
    assert "first idea" not in alone
    assert "Being heard" in heard
    assert "I’ll try this" not in heard

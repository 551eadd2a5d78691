"""What an open page asks for when a ring tells it that something shown before has changed."""

from datetime import timedelta

from forum.cases.coming_back import promise_to_come_back
from forum.core.clock import now
from forum.core.db import db
from forum.core.words import Words
from tests.factories import a_person, an_idea
from tests.visiting import Browser


def ring(visit, case, known, last=1):
    """What the page is given that shows ideas up to `last` and knows of changes up to `known`."""
    url = f"/talks/{case.talk.key}/pill?last={last}&seen={last}&known={known}"
    return visit.get(url, htmx="div#pill").text.strip()


def edit(idea, by, body="Start with the floor."):
    idea.edit(Words.of(body), by=by, wording=idea.wording)
    db.session.commit()


def test_who_knows_of_every_change_is_given_nothing(browser, case, idea, ana, ben):
    edit(idea, by=ben)

    assert ring(browser(ana), case, known=2) == ""


def test_an_edit_comes_in_its_place_and_says_how_far_the_page_knows_then(
    browser, case, idea, ana, ben
):
    edit(idea, by=ben)

    given = ring(browser(ana), case, known=1)

    assert 'hx-target="div#said1"' in given
    assert "Start with the floor." in given
    assert 'name="known" value="2"' in given


def test_only_what_changed_since_comes(browser, case, idea, ana, ben):
    an_idea(case, by=ben)
    edit(idea, by=ben)
    edit(case.talk.message(2), by=ben, body="Or with the wall.")

    given = ring(browser(ana), case, known=3, last=2)

    assert "Or with the wall." in given
    assert "Start with the floor." not in given


def test_an_answer_comes_with_the_idea_that_is_shown_and_no_other(browser, case, idea, ana, ben):
    for to, body in ((1, "To the first"), (None, "The second"), (3, "To the second")):
        case.reply(by=ben, kind=idea.kind, words=Words.of(body), to=to)
    db.session.commit()
    for number in (2, 4):
        edit(case.talk.message(number), by=ben, body=f"Number {number}, said otherwise")

    given = ring(browser(ana), case, known=4, last=1)

    assert "Number 2, said otherwise" in given
    assert "Number 4, said otherwise" not in given


def test_what_is_withdrawn_comes_without_a_word_and_is_counted_no_more(
    browser, case, idea, ana, ben
):
    idea.withdraw(by=ben)
    db.session.commit()

    given = ring(browser(ana), case, known=1)

    assert "Withdrawn by its author" in given
    assert "Start with the door." not in given
    assert "No replies yet" in given


def test_what_whoever_asked_adds_is_no_reply_on_the_page_nor_in_what_it_swaps_in(
    browser, case, idea, ana, ben
):
    an_idea(case, by=ana)
    db.session.commit()
    visit = browser(ben)

    shown = visit.page(f"/cases/{case.key}").text_in("h2")
    swapped = visit.get(f"/talks/{case.talk.key}/since?last=1&seen=1", htmx="body").text
    idea.withdraw(by=ben)
    db.session.commit()

    assert "1 reply" in shown
    assert "1 reply" in swapped
    assert "No replies yet" in ring(visit, case, known=2, last=2)
    assert "No replies yet" in visit.page(f"/cases/{case.key}").text_in("h2")
    assert "No replies yet" in visit.page("/cases/").text_in("main")


def test_what_one_tried_and_took_back_comes_too(browser, case, idea, ana, ben):
    for yes in (True, False):
        case.talk.try_out(idea, by=ana, owner=ana.id, yes=yes)
        db.session.commit()

    given = ring(browser(ben), case, known=2)

    assert 'hx-target="div#said1"' in given
    assert "trying this" not in given
    assert ">Open<" in given


def test_a_first_reply_and_settling_change_how_the_case_stands(browser, case, ana, ben):
    an_idea(case, by=ben)
    first = ring(browser(ana), case, known=0, last=0)
    an_idea(case, by=ben)
    second = ring(browser(ana), case, known=1, last=0)
    case.settle(by=ana)
    db.session.commit()
    settled = ring(browser(ben), case, known=2, last=0)

    assert '<hx-partial hx-target="#status" hx-swap="innerHTML">Open<' in first
    assert "#status" not in second
    assert '<hx-partial hx-target="#status" hx-swap="innerHTML">Settled<' in settled
    assert "Ana has settled this case meanwhile" in settled


def test_each_reader_is_given_what_they_may_do(browser, case, idea, ana, ben):
    edit(idea, by=ben)

    for_ana, for_ben = (ring(browser(person), case, known=1) for person in (ana, ben))

    assert "I’ll try this" in for_ana
    assert "Settle this case" in for_ana
    assert "Edit<span" not in for_ana
    assert "Edit<span" in for_ben
    assert "Settle this case" not in for_ben


def test_showing_what_is_new_brings_what_changed_as_well(browser, case, idea, ana, ben):
    an_idea(case, by=ben, body="A second idea")
    edit(idea, by=ben)
    url = f"/talks/{case.talk.key}/since?last=1&seen=1&known=1"

    given = browser(ana).get(url, htmx="body").text

    assert given.count("Start with the floor.") == given.count("A second idea") == 1
    assert given.count('id="known"') == 1


def test_ones_own_edit_brings_what_others_changed_meanwhile(browser, case, idea, ana, ben, cy):
    an_idea(case, by=cy)
    edit(case.talk.message(2), by=cy, body="Or with the wall.")
    url = f"/talks/{case.talk.key}/messages/1/edit"

    told = {"body": "Mine.", "wording": "0", "last": "2", "known": "2"}
    given = browser(ben).post(url, told, htmx="form#said1").text

    assert given.strip().startswith('<div id="said1"')
    assert "Or with the wall." in given
    assert 'name="known" value="4"' in given


def test_who_may_not_see_the_case_is_told_nothing_of_its_changes(house, case, idea, ben):
    app = house(cases_for="verified")
    edit(idea, by=ben)
    stranger = Browser(app, a_person(verified_at=None))

    url = f"/talks/{case.talk.key}/pill?last=1&seen=1&known=1"
    answer = stranger.get(url, htmx="div#pill")

    assert (answer.text, answer.headers["HX-Refresh"]) == ("", "true")


def test_what_is_promised_about_a_case_is_said_as_it_stands_with_every_change(
    browser, case, idea, ben
):
    due = (now() + timedelta(days=3)).date()
    promise_to_come_back(case, "", due, by=ben)
    edit(idea, by=ben)
    promised = ring(browser(ben), case, known=1)
    case.settle(by=case.author)
    db.session.commit()
    settled = ring(browser(ben), case, known=2)

    assert "You said you’d come back by" in promised
    assert "#coming" in settled
    assert "come back" not in settled

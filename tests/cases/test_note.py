"""The consultation note: its author's alone; colleagues by name only where they agreed."""

from datetime import UTC, datetime

import pytest

from forum.cases.note import Note, NotedElsewhere, considered
from forum.core.db import db
from forum.people.vocabulary import Setting
from tests.cases.test_outcome import trying
from tests.cases.test_sealing import seal
from tests.factories import a_case, an_idea
from tests.page import names


def by(case):
    return [one.by for one in considered(case)]


def test_colleagues_are_named_only_where_they_agreed(app, ana, ben, cy):
    ben.settings = [Setting.PRIVATE_PRACTICE.value]
    cy.named_in_notes, cy.credentials = True, "OTR/L"
    case = a_case(author=ana)
    for person in (ben, cy):
        an_idea(case, by=person)

    assert by(case) == ["an SLP, private practice", "Cy Park, OTR/L"]


def test_what_was_weighed_says_what_came_of_it(app, ana, ben):
    case = a_case(author=ana)
    tried, gone = an_idea(case, by=ben, body="Start with the *door*."), an_idea(case, by=ben)
    an_idea(case, by=ana)
    trying(case, tried)
    gone.withdraw(by=ben)
    db.session.commit()

    assert [(one.opening, one.is_tried) for one in considered(case)] == [
        ("Start with the door.", True)
    ]


def test_it_is_there_for_its_author_alone(app, browser, ana, ben, mo):
    case = a_case(author=ana)
    url = f"/cases/{case.key}/note"

    opened = [browser(who).get(url).status_code for who in (ana, ben, mo)]
    sent = [browser(who).post(url, {"decided": "Theirs"}).status_code for who in (ben, mo)]
    linked = [url in browser(who).page(f"/cases/{case.key}").links for who in (ana, ben, mo)]

    assert (opened, sent, linked) == ([200, 404, 404], [404, 404], [True, False, False])
    assert Note.of(case) is None


def test_what_i_decided_is_kept_and_printed(app, browser, ana, ben):
    case = a_case(author=ana, question="What would you try first?")
    an_idea(case, by=ben, body="Start with the door.")
    visit, url = browser(ana), f"/cases/{case.key}/note"

    answer = visit.post(url, {"decided": "The door first.\nThen the room.", "version": "0"})
    page = visit.page(url)

    assert (answer.status_code, answer.location) == (303, url)
    for words in ("What would you try first?", "Start with the door.", "Then the room."):
        assert words in page.text_in("main")
    assert "Ben Adeyemi" not in page.text_in("main")


def test_a_second_tab_overwrites_nothing(app, browser, ana):
    case = a_case(author=ana)
    visit, url = browser(ana), f"/cases/{case.key}/note"
    visit.post(url, {"decided": "First.", "version": "0"})

    late = visit.post(url, {"decided": "Second.", "version": "0"})
    meant = visit.post(url, {"decided": "Second.", "version": "1"})

    assert late.status_code == 409
    assert '<blockquote class="typed">First.</blockquote>' in late.text
    assert "Second." in late.text
    assert meant.status_code == 303
    with pytest.raises(NotedElsewhere):
        Note.save(case, "Third.", known=1)
    db.session.rollback()


def test_numbers_have_no_place_in_it_and_names_are_advised_against(app, browser, ana):
    case = a_case(author=ana)
    visit, url = browser(ana), f"/cases/{case.key}/note"

    number = visit.post(url, {"decided": "Call 555-123-4567 on Monday."})
    long = visit.post(url, {"decided": "x" * 4_001})
    empty = visit.post(url, {"decided": ""})

    assert (number.status_code, long.status_code, empty.status_code) == (422, 422, 303)
    assert "Call 555-123-4567 on Monday." in number.text


def test_it_outlasts_the_sealing_of_its_case_without_the_words_of_others(app, browser, ana, ben):
    case = a_case(author=ana, title="Teapots", question="Which oolong?")
    an_idea(case, by=ben, body="Cardamom first.")
    Note.save(case, "The door first.", known=0)
    db.session.commit()
    seal(case)

    main = browser(ana).page(f"/cases/{case.key}/note").text_in("main")

    assert "The door first." in main
    assert [word for word in ("Teapots", "oolong", "Cardamom") if word in main] == []


def test_being_named_is_chosen_in_the_settings_and_off_at_first(app, browser, ana):
    visit = browser(ana)
    before = [
        e
        for e in visit.page("/account/look").all("input")
        if e.attributes.get("name") == "named_in_notes"
    ]

    visit.post("/account/look", {"theme": "match", "time_zone": "UTC", "named_in_notes": "y"})

    assert "checked" not in before[0].attributes
    db.session.expire_all()
    assert ana.named_in_notes


def test_nobody_unnamed_in_a_case_is_named_in_a_note(app, ana, ben):
    ben.named_in_notes = True
    case = a_case(author=ana)
    an_idea(case, by=ben)
    case.talk.veil_as("Heron", "An SLP", person=ben)
    db.session.commit()

    assert not names(by(case)[0], "Ben")


def test_it_says_once_in_which_year_the_case_was_asked(app, browser, ana):
    case = a_case(author=ana, opened_at=datetime(2020, 3, 31, 12, tzinfo=UTC))

    said = browser(ana).page(f"/cases/{case.key}/note").text_in("dd")

    assert said.count("31 March 2020") == said.count("2020") == 1

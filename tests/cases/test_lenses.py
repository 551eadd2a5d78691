"""The lenses of a case: which were asked, how many answered, and one more asked with one click."""

import pytest
from sqlalchemy import select

from forum.cases.lenses import Ask, CannotBeAsked
from forum.cases.models import Case
from forum.core.db import db
from forum.core.errors import NotAllowed
from forum.people.models import Person
from forum.people.vocabulary import Discipline
from tests.conftest import on_sqlite
from tests.factories import a_case, a_person, an_idea
from tests.page import Page
from tests.together import at_once, in_a_transaction


def lenses(case, reader):
    """What the rail says of each discipline that was asked or has answered."""
    key = case.key
    db.session.expire_all()
    found = Case.at(key, reader)
    assert found
    shown = [lens for lens in found.lenses if lens.is_asked or lens.answered]
    return {lens.discipline: (lens.is_asked, lens.answered) for lens in shown}


def test_each_lens_counts_its_members_and_an_assistant_looks_with_theirs(ana, ben):
    case = a_case(author=ana, asked=[Discipline.OT, Discipline.PT])
    assistant = a_person(discipline=Discipline.OTA)
    for by in (assistant, assistant, a_person(), ben, ana):
        an_idea(case, by=by)
    other = a_case(author=ben)
    an_idea(other, by=a_person(discipline=Discipline.PT))

    assert lenses(case, ana) == {
        Discipline.OT: (True, 2),
        Discipline.PT: (True, 0),
        Discipline.SLP: (False, 1),
    }
    assert lenses(other, ana) == {Discipline.OT: (True, 0), Discipline.PT: (False, 1)}


def test_whoever_withdraws_has_not_answered_until_they_do(ana, ben):
    case = a_case(author=ana, asked=[Discipline.SLP])
    first = an_idea(case, by=ben)
    first.withdraw(by=ben)
    db.session.commit()
    withdrawn = lenses(case, ana)

    an_idea(case, by=ben)

    assert withdrawn == {Discipline.SLP: (True, 0)}
    assert lenses(case, ana) == {Discipline.SLP: (True, 1)}


def test_what_a_moderator_hides_does_not_count_until_it_is_restored(ana, ben):
    case = a_case(author=ana, asked=[Discipline.SLP])
    message = an_idea(case, by=ben)
    message.hide()
    db.session.commit()
    hidden = lenses(case, ana)

    message.restore()
    db.session.commit()

    assert hidden == {Discipline.SLP: (True, 0)}
    assert lenses(case, ana) == {Discipline.SLP: (True, 1)}


def test_a_discipline_named_twice_is_asked_once(ana):
    case = a_case(author=ana, asked=[Discipline.OT, Discipline.OT])

    assert case.asked == [Discipline.OT]
    assert len(case.asks) == 1


def test_only_who_asked_or_a_moderator_asks_one_more(ana, ben, mo):
    case = a_case(author=ana, asked=[Discipline.OT])

    with pytest.raises(NotAllowed, match="for whoever asked"):
        case.ask(Discipline.PT, by=ben)
    case.ask(Discipline.PT, by=ana)
    case.ask(Discipline.COUNSELLOR, by=mo)

    assert case.asked == [Discipline.OT, Discipline.PT, Discipline.COUNSELLOR]


def test_a_view_that_nobody_has_cannot_be_asked_for(ana):
    case = a_case(author=ana)

    with pytest.raises(CannotBeAsked, match="Student"):
        case.ask(Discipline.STUDENT, by=ana)


def test_asked_by_two_windows_at_once_is_asked_once(app, ana):
    case_id, ana_id = a_case(author=ana, asked=[Discipline.OT]).id, ana.id

    def ask():
        by = db.session.get_one(Person, ana_id)
        db.session.get_one(Case, case_id).ask(Discipline.PT, by=by)

    at_once(*[in_a_transaction(app, ask)] * 4)

    db.session.rollback()
    asked = db.session.scalars(select(Ask.discipline).where(Ask.case_id == case_id))
    assert sorted(asked) == [Discipline.OT, Discipline.PT]
    assert db.session.scalars(select(Case.asked_of)).one() == ["ot", "pt"]


def test_one_click_asks_with_and_without_scripts(browser, ana):
    case = a_case(author=ana, asked=[Discipline.OT])
    url = f"/cases/{case.key}/lenses"

    plain = browser(ana).post(url, {"discipline": "pt"})
    again = browser(ana).post(url, {"discipline": "pt"})
    rail = browser(ana).post(url, {"discipline": "slp"}, htmx="section#lenses")

    assert (plain.status_code, plain.location) == (303, f"/cases/{case.key}#lenses")
    assert again.status_code == 303
    assert Page(rail.text).all("section")[0].attributes["id"] == "lenses"
    assert list(lenses(case, ana)) == [Discipline.OT, Discipline.PT, Discipline.SLP]


def test_the_list_finds_a_case_under_what_was_asked_later(browser, ana, ben):
    case = a_case(author=ana, asked=[Discipline.OT])
    browser(ana).post(f"/cases/{case.key}/lenses", {"discipline": "slp"})

    assert f"/cases/{case.key}" in browser(ben).page("/cases/?asked=slp").links


def test_others_see_the_rail_and_are_not_offered_to_ask(browser, ana, ben):
    case = a_case(author=ana, asked=[Discipline.OT])

    rail = browser(ben).page(f"/cases/{case.key}").text_in("aside")
    refused = browser(ben).post(f"/cases/{case.key}/lenses", {"discipline": "pt"})

    assert "asked, no reply yet" in rail
    assert "Nobody asked:" in rail
    assert "Ask another discipline" not in rail
    assert refused.status_code == 403


@on_sqlite
def test_a_settled_case_asks_nobody(browser, ana):
    case = a_case(author=ana)
    browser(ana).post(f"/cases/{case.key}/settle")

    refused = browser(ana).post(f"/cases/{case.key}/lenses", {"discipline": "pt"})

    assert refused.status_code == 409
    assert "Ask another" not in browser(ana).page(f"/cases/{case.key}").text_in("aside")


@on_sqlite
@pytest.mark.parametrize("said", ["", "wizard", "ot' OR 1=1"])
def test_what_is_no_discipline_is_not_asked(browser, ana, said):
    case = a_case(author=ana)

    assert browser(ana).post(f"/cases/{case.key}/lenses", {"discipline": said}).status_code == 400


def test_a_case_that_is_not_there_for_somebody_cannot_be_asked_about(browser, ana, ben):
    case = a_case(author=ana)
    case.hide()
    db.session.commit()

    assert browser(ben).post(f"/cases/{case.key}/lenses", {"discipline": "pt"}).status_code == 404


def test_open_pages_get_the_rail_with_what_came(browser, ana, ben):
    case = a_case(author=ana, asked=[Discipline.SLP])
    an_idea(case, by=a_person())
    talk = f"/talks/{case.talk.key}"
    an_idea(case, by=ben)

    news = browser(ana).get(f"{talk}/since?last=1&seen=1&known=1", htmx="body").text
    browser(ana).post(f"/cases/{case.key}/lenses", {"discipline": "pt"})
    changed = browser(ben).get(f"{talk}/pill?last=2&seen=2&known=2", htmx="div#pill").text

    assert 'hx-target="#lenses:not(:focus-within)"' in news
    assert "has answered" in news
    assert 'hx-target="#lenses:not(:focus-within)"' in changed
    assert "PT" in Page(changed).text_in("section")

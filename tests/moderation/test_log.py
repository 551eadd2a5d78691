"""The log of decisions: it grows, and nothing in it can be changed or taken away."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from forum.cases.insights import Lesson
from forum.core.db import db
from forum.moderation.deciding import Word, decide
from forum.moderation.matters import report
from forum.moderation.models import Decision, note
from forum.moderation.vocabulary import Act, Reason
from forum.people.models import Person
from tests.cases.test_alike import turned_out
from tests.cases.test_case_page import counted
from tests.cases.test_sealing import seal
from tests.conftest import on_sqlite
from tests.factories import a_case, a_circle, a_person
from tests.moderation.test_queue import at, hidden_message

LOG = "/moderation/decisions"
PLACES = ("/moderation/", LOG)


def noted(by, reason="A place in it could lead to a person."):
    decision = note(Act.HID, by=by, about="talk-abc", number=2, reason=reason)
    db.session.commit()
    return decision.id


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE decisions SET reason = ''",
        "UPDATE decisions SET by_id = 1 WHERE number = 2",
        "DELETE FROM decisions",
        "DELETE FROM decisions WHERE about = 'talk-abc'",
    ],
)
def test_no_statement_changes_or_deletes_a_decision(app, mo, change):
    known = noted(mo)

    with pytest.raises(DBAPIError, match="decisions are only added to"):
        db.session.execute(text(change))
    db.session.rollback()

    kept = db.session.scalars(select(Decision)).one()
    assert (kept.id, kept.by_id, kept.act, kept.reason) == (
        known,
        mo.id,
        Act.HID,
        "A place in it could lead to a person.",
    )


def test_a_decision_outlives_whoever_made_it(browser, app, mo):
    other = a_person(role=mo.role)
    noted(other)

    db.session.delete(db.session.get(Person, other.id))
    db.session.commit()

    page = browser(mo).page("/moderation/decisions").text_in("main")
    assert "A former moderator keeps it hidden" in page
    assert "A place in it could lead to a person." in page


@on_sqlite
def test_the_log_is_read_page_by_page_the_latest_first(browser, mo):
    for number in range(60):
        note(Act.DISMISSED, by=mo, about="talk-abc", reason=f"Reason {number}.")
    db.session.commit()
    visit = browser(mo)

    first = visit.page("/moderation/decisions")
    older = next(link for link in first.links if "before=" in link)
    second = visit.page(older)

    assert "Reason 59." in first.text_in("main")
    assert "Reason 9." not in first.text_in("main")
    assert "Reason 9." in second.text_in("main")
    assert "Reason 0." in second.text_in("main")
    assert not [link for link in second.links if "before=" in link]


@on_sqlite
@pytest.mark.parametrize(
    ("about", "number", "what"),
    [
        ("talk-abc", 0, "About a case,"),
        ("talk-abc", 2, "About a reply,"),
        ("registration-ana", 0, "About a registration,"),
    ],
)
def test_each_line_says_what_it_was_about(browser, mo, about, number, what):
    note(Act.HID, by=mo, about=about, number=number, reason="A reason.")
    db.session.commit()

    lines = [browser(mo).page(place).text_in("ol") for place in PLACES]

    assert [what in line for line in lines] == [True, True]


@on_sqlite
def test_members_find_no_log(browser, ana):
    assert browser(ana).get("/moderation/decisions").status_code == 404


def decided(matter, by, act):
    decide(matter, act, by=by, seen=matter.version, word=Word("It reads well.", ""))
    db.session.commit()
    return matter


def left_alone(case, reporter, by):
    """A case that `reporter` thought a moderator should see, who found nothing to change."""
    matter = report(by=reporter, about=case.talk.topic, number=0, reason=Reason.OTHER)
    return decided(matter, by, Act.DISMISSED)


def where_it_is_linked(visit, matter):
    return [at(matter) in visit.page(place).links for place in PLACES]


def test_a_line_leads_to_its_matter_as_long_as_that_is_there(browser, ana, ben, cy, mo):
    message, matter = hidden_message(ana, ben, cy)
    decided(matter, mo, Act.HID)
    visit = browser(mo)
    before = where_it_is_linked(visit, matter), visit.get(at(matter)).status_code

    message.withdraw(by=ben)
    db.session.commit()

    assert before == ([True, True], 200)
    assert where_it_is_linked(visit, matter) == [False, False]
    assert visit.get(at(matter)).status_code == 404
    for place in PLACES:
        assert "Mo" in visit.page(place).text_in("ol")
        assert "keeps it hidden" in visit.page(place).text_in("ol")


def test_a_line_leads_nowhere_once_its_case_is_sealed_and_taught_nothing(browser, ana, ben, mo):
    case = a_case(author=ana)
    matter = left_alone(case, ben, mo)
    before = where_it_is_linked(browser(mo), matter)

    seal(case)

    assert before == [True, True]
    assert where_it_is_linked(browser(mo), matter) == [False, False]


@on_sqlite
def test_a_line_leads_to_what_a_sealed_case_has_left(browser, ana, ben, mo):
    case = turned_out(author=ana, lesson=Lesson("Walk it", "With both.", is_for_all=True))
    matter = left_alone(case, ben, mo)

    seal(case)

    assert where_it_is_linked(browser(mo), matter) == [True, True]
    assert browser(mo).get(at(matter)).status_code == 200


def test_a_line_of_a_circle_or_of_what_one_stepped_out_of_leads_nowhere(browser, ana, ben, cy, mo):
    in_a_circle, left = a_case(author=ana), a_case(author=ana)
    in_a_circle.keep_in(a_circle(ana, ben, cy), by=ana)
    matters = [left_alone(in_a_circle, ben, mo), left_alone(left, ben, mo)]
    left.step_out(by=mo)
    db.session.commit()
    visit = browser(mo)

    assert [where_it_is_linked(visit, matter) for matter in matters] == [[False, False]] * 2
    assert [visit.get(at(matter)).status_code for matter in matters] == [404, 404]
    assert visit.page(LOG).text_in("ol").count("found nothing to change") == 2


def test_the_log_takes_as_many_statements_for_many_lines_as_for_two(browser, ana, ben, cy, mo):
    def two_lines():
        left_alone(a_case(author=ana), ben, mo)
        _, matter = hidden_message(ana, ben, a_person())
        decided(matter, mo, Act.HID)

    two_lines()
    visit = browser(mo)
    of_two = [counted(visit, place) for place in PLACES]
    for _ in range(6):
        two_lines()

    assert [counted(visit, place) for place in PLACES] == of_two

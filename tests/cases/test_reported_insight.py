"""An insight may be reported by whoever reads it, whatever became of its case."""

import pytest
from sqlalchemy import select

from forum.cases.insights import Lesson
from forum.core.db import db
from forum.moderation.models import Matter
from forum.moderation.vocabulary import Reason
from tests.cases.test_alike import turned_out
from tests.cases.test_sealing import seal
from tests.conftest import on_sqlite
from tests.factories import a_case, a_circle, a_person
from tests.page import Page

ALL = "/cases/insights"
TITLE, BODY = "Walk it with the boy from the mill", "His brother rang the bell."


def report_of(case):
    return f"{ALL}/{case.key}/report"


@pytest.fixture
def case(ana):
    return turned_out(author=ana, lesson=Lesson(TITLE, BODY, is_for_all=True))


@pytest.fixture
def in_a_circle(ana, cy):
    case = a_case(author=ana)
    case.keep_in(a_circle(ana, cy, a_person()), by=ana)
    return turned_out(case, lesson=Lesson(TITLE, BODY, is_for_all=True))


def alike_so_far(visit):
    """What stands beside the composer once somebody types of the mill."""
    return Page(visit.post("/cases/alike", {"title": "Walking to the mill"}).text).links


def reasons():
    db.session.rollback()
    return [matter.reason for matter in db.session.scalars(select(Matter))]


def test_the_insight_of_a_sealed_case_that_may_identify_is_gone_at_once(browser, case, ben, mo):
    seal(case)
    form = report_of(case)

    linked = form in browser(ben).page(ALL).links
    asked = browser(ben).page(form).text_in("main")
    answer = browser(ben).post(form, {"reason": "may_identify"})

    assert linked
    assert TITLE in asked
    assert BODY in asked
    assert (answer.status_code, answer.location) == (303, ALL)
    assert TITLE not in browser(ben).page(ALL).text_in("main")
    assert reasons() == [Reason.MAY_IDENTIFY]


def test_a_moderator_judges_what_a_sealed_case_left_and_shows_it_again(browser, case, ben, mo):
    seal(case)
    browser(ben).post(report_of(case), {"reason": "may_identify"})
    at = f"/moderation/matters/{db.session.scalars(select(Matter)).one().key}"

    judged = browser(mo).page(at).text_in("main")
    decided = browser(mo).post(at, {"act": "restored", "own": "It is a film.", "seen": "0"})

    assert TITLE in judged
    assert BODY in judged
    assert decided.status_code == 303
    assert TITLE in browser(ben).page(ALL).text_in("main")


@on_sqlite
def test_the_author_of_a_sealed_case_is_told_and_sent_to_no_form(browser, case, ana, ben, mo):
    seal(case)
    browser(ben).post(report_of(case), {"reason": "may_identify"})
    key = db.session.scalars(select(Matter)).one().key
    browser(mo).post(
        f"/moderation/matters/{key}", {"act": "hid", "own": "It names a mill.", "seen": "0"}
    )

    word = browser(ana).page(f"/matters/{key}")

    assert "It names a mill." in word.text_in("main")
    assert "It is sealed" in word.text_in("main")
    assert f"/cases/{case.key}/again" not in word.links
    assert browser(ana).get(f"/cases/{case.key}/again").status_code == 404


def test_who_may_not_open_a_circles_case_reports_what_it_taught(browser, in_a_circle, ben, cy, mo):
    case = in_a_circle

    closed = browser(ben).get(f"/cases/{case.key}").status_code
    answer = browser(ben).post(report_of(case), {"reason": "may_identify"})

    assert (closed, answer.status_code) == (404, 303)
    assert reasons() == [Reason.MAY_IDENTIFY]
    assert TITLE not in browser(cy).page(ALL).text_in("main")


@on_sqlite
def test_only_what_somebody_reads_and_did_not_write_is_theirs_to_report(browser, case, ana, ben):
    kept = turned_out(author=ana, lesson=Lesson("To myself", "", is_for_all=False))
    sent = {"reason": "other"}

    answers = [
        browser(who).post(report_of(which), sent).status_code
        for who, which in ((ana, case), (ben, kept), (ben, a_case(author=ana)))
    ]

    assert answers == [404, 404, 404]
    assert report_of(case) not in browser(ana).page(ALL).links
    assert reasons() == []


@on_sqlite
def test_a_report_of_an_insight_without_a_reason_comes_back(browser, case):
    answer = browser(a_person()).post(report_of(case), {"note": "The mill."})

    assert answer.status_code == 422
    assert "Choose what it is." in Page(answer.text).text_in("form")
    assert "The mill." in answer.text


def test_beside_a_case_that_is_alike_what_another_taught_is_reported(
    browser, case, in_a_circle, ana, ben
):
    mine = a_case(author=ben)
    both = {report_of(case), report_of(in_a_circle)}
    visit, alike = browser(ben), f"/cases/{mine.key}/alike"
    places = (visit.page(alike), Page(visit.get(alike, htmx="section#alike").text))

    assert all(both <= shown.links for shown in places)
    assert both <= alike_so_far(visit)
    assert not both & alike_so_far(browser(ana))
    assert all(visit.get(form).status_code == 200 for form in both)
    visit.post(report_of(case), {"reason": "may_identify"})
    assert alike_so_far(visit) & both == {report_of(in_a_circle)}


@on_sqlite
def test_a_case_that_is_alike_and_taught_nothing_has_no_insight_to_report(browser, ana, ben):
    case = turned_out(author=ana, title="Walking to the mill")

    links = alike_so_far(browser(ben))

    assert f"/cases/{case.key}" in links
    assert report_of(case) not in links


def test_what_stays_of_a_sealed_case_is_reported_where_it_stands(browser, case, ana, ben, mo):
    seal(case)
    page, form = f"/cases/{case.key}", report_of(case)
    linked = [form in browser(who).page(page).links for who in (ben, ana)]

    browser(ben).post(form, {"reason": "may_identify"})

    assert linked == [True, False]
    assert browser(ben).get(page).status_code == 404
    assert TITLE in browser(mo).page(page).text_in("main")
    assert form not in browser(mo).page(page).links


@on_sqlite
def test_of_a_sealed_case_that_taught_nothing_there_is_nothing_to_report(browser, ana, ben):
    case = turned_out(author=ana)
    seal(case)

    assert report_of(case) not in browser(ben).page(f"/cases/{case.key}").links

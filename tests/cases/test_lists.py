"""The list of cases: views, filters, newest first, paged by key without gap or repeat."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.cases.counting import counts
from forum.cases.lists import AT_ONCE, page_of
from forum.cases.models import Case
from forum.cases.wanted import View, Wanted
from forum.core.clock import now
from forum.core.db import db
from forum.people.vocabulary import AgeBand
from tests.conftest import on_sqlite
from tests.factories import a_case, a_person, an_idea
from tests.page import Page


def cases_of(*pages):
    keys = [listed.key for page in pages for listed in page.cases]
    found = {case.key: case for case in db.session.scalars(select(Case).where(Case.key.in_(keys)))}
    return [found[key] for key in keys]


def opened(author, days_ago):
    case = a_case(author=author)
    case.opened_at = now() - timedelta(days=days_ago)
    db.session.commit()
    return case


@pytest.fixture
def four(ana, ben):
    """A case of each kind: waiting, answered, settled, and Ana's own."""
    waiting, answered, settled = a_case(author=ben), a_case(author=ben), a_case(author=ben)
    mine = a_case(author=ana)
    an_idea(answered, by=ana)
    an_idea(mine, by=ben)
    settled.settle(by=ben)
    db.session.commit()
    return {"waiting": waiting, "answered": answered, "settled": settled, "mine": mine}


@pytest.mark.parametrize(
    ("view", "names"),
    [
        (View.OPEN, ["mine", "answered", "waiting"]),
        (View.WAITING, ["waiting"]),
        (View.SETTLED, ["settled"]),
        (View.MINE, ["mine"]),
    ],
)
def test_each_view_shows_its_cases_newest_first(browser, ana, four, view, names):
    found = page_of(Wanted(view), ana)
    shown = browser(ana).get(f"/cases/?view={view.value}").text

    assert cases_of(found) == [four[name] for name in names]
    assert found.more_before is None
    for name, case in four.items():
        assert (f"/cases/{case.key}" in shown) is (name in names)


def test_cases_where_an_idea_is_tried_and_cases_one_follows_have_views_of_their_own(ana, ben):
    tried, followed = a_case(author=ben), a_case(author=ben)
    tried.talk.try_out(an_idea(tried, by=a_person()), by=ben, owner=ben.id, yes=True)
    followed.talk.follow(ana)
    db.session.commit()

    assert cases_of(page_of(Wanted(View.TRYING), ana)) == [tried]
    assert cases_of(page_of(Wanted(View.FOLLOWING), ana)) == [followed]


def test_filters_narrow_a_view_and_its_counts(browser, ana, ben):
    teen, adult = a_case(author=ben, age_band=AgeBand.TEEN), a_case(author=ben, age_band="adult")

    shown = browser(ana).get("/cases/?age_band=teen").text

    assert teen.key in shown
    assert adult.key not in shown
    assert counts(Wanted(age_band=AgeBand.TEEN), ana)[View.OPEN] == 1
    assert counts(Wanted(), ana)[View.OPEN] == 2


def test_a_filter_that_means_nothing_is_passed_over(browser, ana, four):
    page = browser(ana).page("/cases/?setting=moon&asked=%C3%A9&age_band=")

    assert any(four["waiting"].key in link for link in page.links)


def test_filters_swap_the_list_in_place_with_htmx(browser, ana, four):
    part = browser(ana).get("/cases/?view=waiting", htmx="div#list").text

    assert part.strip().startswith('<div id="list">')
    assert four["waiting"].key in part
    assert four["answered"].key not in part


def test_nothing_that_fits_offers_to_clear_the_filters(browser, ana):
    shown = browser(ana).page("/cases/?asked=educator").text_in("main")

    assert "Nothing matches those filters" in shown


def test_ones_own_settled_cases_are_still_ones_own(ana):
    case = a_case(author=ana)
    case.settle(by=ana)

    assert cases_of(page_of(Wanted(View.MINE), ana)) == [case]


def test_a_list_says_how_each_case_stands(browser, ana, four):
    shown = browser(ana).page("/cases/?view=open").text_in("main")

    assert "No replies yet" in shown
    assert "1 reply" in shown
    assert "Your case" in shown


@on_sqlite
@pytest.mark.parametrize("view", ["", "?view=", "?view=made-up", "?view=open&view=mine"])
def test_an_unknown_view_is_the_open_one(browser, ana, four, view):
    page = browser(ana).page(f"/cases/{view}")

    current = [e for e in page.all("a") if e.attributes.get("aria-current") == "page"]
    assert any("view=open" in e.attributes["href"] for e in current)


@on_sqlite
@pytest.mark.parametrize("view", list(View))
def test_an_empty_view_says_what_to_do(browser, ana, view):
    page = browser(ana).page(f"/cases/?view={view.value}")

    assert "/cases/new" in page.links
    assert len(page.text_in("h2")) > 20


def test_pages_follow_each_other_without_gap_or_repeat(ana):
    cases = [opened(ana, days_ago=day) for day in range(2 * AT_ONCE + 5)]

    first = page_of(Wanted(View.OPEN), ana)
    second = page_of(Wanted(View.OPEN), ana, before=first.more_before)
    third = page_of(Wanted(View.OPEN), ana, before=second.more_before)

    assert [len(page.cases) for page in (first, second, third)] == [AT_ONCE, AT_ONCE, 5]
    assert cases_of(first, second, third) == cases
    assert third.more_before is None


def test_new_cases_arriving_meanwhile_change_no_later_page(ana):
    cases = [opened(ana, days_ago=day) for day in range(1, AT_ONCE + 6)]
    first = page_of(Wanted(View.OPEN), ana)
    for _ in range(3):
        a_case(author=ana)

    second = page_of(Wanted(View.OPEN), ana, before=first.more_before)

    assert cases_of(first, second) == cases


def test_a_case_that_leaves_the_list_meanwhile_makes_no_gap(ana):
    cases = [opened(ana, days_ago=day) for day in range(AT_ONCE + 6)]
    first = page_of(Wanted(View.OPEN), ana)
    last = cases_of(first)[-1]
    last.settle(by=ana)
    db.session.commit()

    second = page_of(Wanted(View.OPEN), ana, before=first.more_before)

    assert cases_of(second) == cases[AT_ONCE:]


def test_cases_of_the_same_moment_are_each_shown_once(ana):
    moment = now()
    for _ in range(AT_ONCE + 8):
        a_case(author=ana).opened_at = moment
    db.session.commit()

    first = page_of(Wanted(View.OPEN), ana)
    second = page_of(Wanted(View.OPEN), ana, before=first.more_before)

    keys = [case.key for case in cases_of(first, second)]
    assert len(keys) == len(set(keys)) == AT_ONCE + 8


def test_exactly_one_page_has_nothing_more(ana):
    for _ in range(AT_ONCE):
        a_case(author=ana)

    assert page_of(Wanted(View.OPEN), ana).more_before is None


def test_older_cases_come_by_a_link_and_with_htmx_into_the_list(browser, ana):
    cases = [opened(a_person(), days_ago=day) for day in range(AT_ONCE + 3)]
    visit = browser(ana)
    link = next(url for url in visit.page("/cases/").links if "before=" in url)

    whole = visit.get(link)
    part = visit.get(link, htmx="nav#more")

    for case in cases[AT_ONCE:]:
        assert case.key in whole.text
        assert case.key in part.text
    assert Page(whole.text).is_whole
    assert part.text.strip().startswith("<article")
    assert "<h1" not in part.text


@pytest.mark.parametrize("before", ["made-up", "0", "' OR 1=1 --", "x" * 3_000])
def test_a_made_up_place_in_the_list_shows_an_honest_page(browser, ana, four, before):
    assert browser(ana).get("/cases/", query_string={"before": before}).status_code == 200

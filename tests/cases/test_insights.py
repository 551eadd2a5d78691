"""What worked: only what its author left to all, by words and facets, page after page."""

import pytest

from forum.cases.insights import Lesson
from forum.cases.worked import AT_ONCE, Search, page_of
from forum.core.db import db
from forum.people.vocabulary import AgeBand, Discipline, Setting
from tests.cases.test_alike import HOSTILE, turned_out
from tests.cases.test_case_page import counted
from tests.cases.test_sealing import seal
from tests.factories import a_case
from tests.page import Page


def taught(line="Ask what the door meant", body="", **given):
    return turned_out(lesson=Lesson(line, body, is_for_all=True), **given)


def found(person, **said):
    return [one.title for one in page_of(Search.read(said), person).insights]


def test_the_newest_come_first_and_only_what_is_left_to_all(app, ana):
    taught("First")
    turned_out(lesson=Lesson("Kept to oneself", "", is_for_all=False))
    turned_out()
    a_case()
    taught("Second")

    assert found(ana) == ["Second", "First"]


def test_every_word_has_to_be_there_the_last_as_far_as_it_is_typed(app, ana):
    taught("Apples on a walking frame", "Carry them to the market.")
    taught("Walking in the rain")

    assert found(ana, q="walking app") == ["Apples on a walking frame"]
    assert found(ana, q="market WALK") == ["Apples on a walking frame"]
    assert found(ana, q="walking penguin") == []


@pytest.mark.parametrize(
    "word", ["school", "vision", "2.0", "clinic", "example.org", "out-of-home"]
)
def test_words_written_without_a_space_between_are_found_one_by_one(app, ana, word):
    taught(
        "Home/school and hearing/vision tests, form 2.0", "From clinic.example.org, out-of-home."
    )

    assert len(found(ana, q=word)) == 1


def test_words_of_the_case_find_its_insight_while_it_is_not_sealed(app, ana):
    case = taught("Ask first", title="A walking frame by the door")

    before = found(ana, q="frame")
    seal(case)

    assert (before, found(ana, q="frame")) == (["Ask first"], [])
    assert found(ana, q="ask first") == ["Ask first"]


def test_facets_narrow_it(app, ana):
    taught("Teens at home", age_band=AgeBand.TEEN, setting=Setting.HOME, asked=[Discipline.SLP])
    taught("Adults in school", age_band=AgeBand.ADULT)

    for said in ({"age_band": "teen"}, {"setting": "home"}, {"asked": "slp"}):
        assert found(ana, **said) == ["Teens at home"]
    assert found(ana, age_band="teen", setting="school") == []
    assert len(found(ana, age_band="nobody", asked="x", setting="")) == 2


def test_what_is_hidden_or_stepped_out_of_is_not_there(app, ana, ben):
    hidden, left = taught("Hidden", author=ben), taught("Left", author=ben)
    hidden.hide()
    left.reopen(by=ben)
    left.step_out(by=ana)
    db.session.commit()

    assert found(ana) == []
    assert found(ana, q="hidden") == []
    assert found(ben) == ["Left", "Hidden"]


def test_pages_follow_each_other_without_a_gap(app, ana):
    titles = [f"Lesson {number}" for number in range(AT_ONCE + 3)]
    for title in titles:
        taught(title)

    first = page_of(Search(), ana)
    second = page_of(Search(), ana, before=first.more_before)
    beyond = page_of(Search(), ana, before="no-such-key")

    assert [one.title for one in (*first.insights, *second.insights)] == titles[::-1]
    assert second.more_before is None
    assert beyond.insights == []


@pytest.mark.parametrize("said", ["👍", "???", "_"])
def test_where_no_word_is_typed_the_page_says_so(app, browser, ana, said):
    taught()

    answer = browser(ana).get("/cases/insights", query_string={"q": said})

    shown = Page(answer.text).text_in("main")
    assert "There’s no word in that to look for" in shown
    assert "nearly every case" not in shown


@pytest.mark.parametrize("said", [said for said in HOSTILE if said != "\0"])
def test_anything_may_be_typed(app, browser, ana, said):
    taught()

    answer = browser(ana).get("/cases/insights", query_string={"q": said, "before": said[:50]})

    assert answer.status_code == 200


def test_the_page_and_its_empty_states(app, browser, ana):
    visit, url = browser(ana), "/cases/insights"
    nothing = visit.page(url).text_in("main")
    taught("Ask what the door meant", "Before the room.")

    shown = visit.page(url).text_in("main")
    common = visit.page(url + "?q=the").text_in("main")
    missed = visit.page(url + "?q=penguins&age_band=teen")

    assert "No insights yet" in nothing
    assert "Ask what the door meant" in shown
    assert "Before the room." in shown
    assert "Those words stand in nearly every case" in common
    assert "Nothing has all of that" in missed.text_in("main")
    assert missed.values("q") == ["penguins"]


def test_htmx_gets_the_list_alone_and_the_next_page_alone(app, browser, ana):
    for number in range(AT_ONCE + 1):
        taught(f"Lesson {number}")
    visit = browser(ana)

    part = visit.get("/cases/insights?q=lesson", htmx="div#worked").text
    key = page_of(Search(), ana).more_before
    more = visit.get(f"/cases/insights?before={key}", htmx="nav#more").text

    assert "<html" not in part
    assert 'id="worked"' in part
    assert "Lesson 0" in more
    assert 'id="worked"' not in more


def test_a_sealed_case_leaves_no_link_behind(app, browser, ana):
    case = taught("Ask first")
    seal(case)

    page = browser(ana).page("/cases/insights")

    assert "Its case is sealed" in page.text_in("main")
    assert f"/cases/{case.key}" not in page.links


def test_as_many_statements_for_a_full_page_as_for_one(app, browser, ana):
    visit = browser(ana)
    taught()
    of_one = counted(visit, "/cases/insights?q=door")
    for _ in range(AT_ONCE):
        taught()

    assert counted(visit, "/cases/insights?q=door") == of_one <= 4


def test_a_page_that_shows_an_outcome_takes_no_more_statements(app, browser, ana, ben):
    plain, told = a_case(author=ben), taught(author=ben)

    of_plain, of_told = (counted(browser(ana), f"/cases/{one.key}") for one in (plain, told))

    assert of_told == of_plain


def test_cases_like_this_beside_a_case_and_as_a_page(app, browser, ana):
    taught("Ask first", title="A walking frame by the door")
    case = a_case(author=ana, title="A walking frame, again")
    visit, url = browser(ana), f"/cases/{case.key}/alike"

    part, page = visit.get(url, htmx="section#alike").text, visit.page(url)

    assert "<html" not in part
    assert "A walking frame by the door" in part
    assert "A walking frame by the door" in page.text_in("main")
    assert url in visit.page(f"/cases/{case.key}").links


def test_cases_like_this_while_composing_keep_all_that_is_typed(app, browser, ana):
    taught("Ask first", title="A walking frame by the door")
    typed = {"title": "Our walking frame", "story": "It stays in the hall.", "asked": "pt"}
    visit = browser(ana)

    plain = visit.post("/cases/alike", typed)
    part = visit.post("/cases/alike", typed, htmx="section#alike").text
    empty = visit.post("/cases/alike", {}, htmx="section#alike").text

    assert plain.status_code == 200
    assert "A walking frame by the door" in plain.text
    assert "It stays in the hall." in plain.text
    assert 'value="Our walking frame"' in plain.text
    assert "<html" not in part
    assert "A walking frame by the door" in part
    assert "Nothing alike has been told to its end yet." in empty

"""A message is drawn once for all who would see it alike, and for nobody else."""

from forum.core.db import db
from forum.core.web import drawn
from tests.conftest import on_sqlite
from tests.factories import a_case, a_person, an_idea

pytestmark = on_sqlite


def test_readers_who_see_a_message_alike_share_its_drawing(browser, ana, ben):
    case = a_case()
    an_idea(case, by=a_person())
    browser(ana).page(f"/cases/{case.key}")
    before = drawn.cache_info()

    browser(ben).page(f"/cases/{case.key}")

    assert drawn.cache_info().misses == before.misses
    assert drawn.cache_info().hits > before.hits


def test_one_readers_mark_is_not_shown_to_another(browser, ana, ben):
    case = a_case()
    idea = an_idea(case, by=a_person())
    url = f"/cases/{case.key}"
    browser(ana).page(url)

    case.talk.mark_helpful(idea, by=ana, yes=True)
    db.session.commit()

    assert 'aria-pressed="true"' in _message(browser(ana).get(url).text)
    assert 'aria-pressed="true"' not in _message(browser(ben).get(url).text)


def test_who_spoke_is_not_asked_whether_it_helped(browser, ana, ben):
    case = a_case()
    an_idea(case, by=ben)
    url = f"/cases/{case.key}"

    assert "Helpful" in _message(browser(ana).get(url).text)
    assert "Helpful" not in _message(browser(ben).get(url).text)


def test_a_new_scope_line_stands_beside_what_was_said_before(browser, ana, ben):
    case = a_case()
    an_idea(case, by=ben)
    browser(ana).page(f"/cases/{case.key}")

    ben.scope = "Voices and swallowing"
    db.session.commit()

    assert "Voices and swallowing" in _message(browser(ana).get(f"/cases/{case.key}").text)


def _message(page: str) -> str:
    return page.partition('<ol class="thread"')[2].partition("</ol>")[0]

"""A message is drawn once for all who would see it alike, and for nobody else."""

import re

from markupsafe import Markup

from forum.core.db import db
from forum.core.web import drawn, filled
from tests.conftest import on_sqlite
from tests.factories import a_case, a_person, an_idea
from tests.page import names

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


def test_the_bars_of_a_page_are_drawn_once_and_name_each_reader_alone(browser, ana, ben):
    ana.name = "Ana <b>Lima"
    db.session.commit()
    anas = browser(ana).get("/cases/").text
    before = drawn.cache_info().misses

    bens = browser(ben).get("/cases/").text

    assert drawn.cache_info().misses == before
    assert "Ana &lt;b&gt;Lima" in anas
    assert "/people/ana" in anas
    assert not names(bens, "Ana")
    assert "/people/ana" not in bens
    assert "Ben Adeyemi" in bens


def test_an_untouched_box_is_drawn_once_and_sent_with_each_readers_own_key(browser, ana, ben):
    first, second = a_case(), a_case()
    anas = browser(ana).get(f"/cases/{first.key}").text
    before = drawn.cache_info().misses

    bens = browser(ben).get(f"/cases/{second.key}").text

    assert drawn.cache_info().misses == before
    assert f"/talks/check/talk-{second.talk.key}" in bens
    assert first.talk.key not in bens
    assert not {*_hidden(anas)} & {*_hidden(bens)}


def test_what_somebody_was_writing_is_in_no_box_but_theirs(browser, ana, ben):
    case = a_case()
    visit = browser(ana)
    visit.get(f"/cases/{case.key}")
    visit.post(f"/talks/{case.talk.key}/messages", {"kind": "idea", "body": "Call 555-123-4567."})
    drawn.cache_clear()
    said = {"kind": "idea", "body": "Start with the door.", "once": "a key"}
    visit.post(f"/talks/{case.talk.key}/messages", said, htmx="composer")

    box = browser(ben).get(f"/cases/{case.key}").text.partition('id="composer"')[2]

    assert "555-123-4567" not in box
    assert "Start with the door" not in box


def test_a_gap_takes_words_and_never_markup():
    piece = Markup("<p>{name}, {badge}</p>")

    assert filled(piece, name="<b>{badge}", badge=Markup("<i>3</i>")) == (
        "<p>&lt;b&gt;{badge}, <i>3</i></p>"
    )


def _hidden(page: str) -> list[str]:
    """The token and the key of the box for a reply."""
    box = page.partition('id="composer"')[2]
    return re.findall(r'name="(?:once|csrf_token)" value="([^"]+)"', box)

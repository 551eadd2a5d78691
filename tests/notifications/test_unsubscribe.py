"""The way out of letters: by one click or a button, without a sign-in, for one person alone."""

import re

import pytest

from forum.core import safety
from forum.core.db import db
from forum.people.models import Person
from forum.people.vocabulary import Letters
from tests.conftest import on_sqlite
from tests.factories import a_case, an_idea, joining
from tests.notifications.letterbox import deliver, sweep, written
from tests.notifications.post_offices import open_post_office
from tests.notifications.test_news_letters import MINUTE
from tests.visiting import Browser


@pytest.fixture
def way_out(app, ana, ben):
    """The path that a letter to Ana gives for having no more of them."""
    an_idea(a_case(author=ana), by=ben)
    sweep(app, after=15 * MINUTE)
    return written()[0].unsubscribe_url.removeprefix("http://localhost")


def letters_of(person):
    db.session.rollback()
    return db.session.get_one(Person, person.id).letters


def by_one_click(app, url, **headers):
    """What a mail program sends for its reader (RFC 8058): no cookie, and no form of ours."""
    client = app.test_client(use_cookies=False)
    said = {"List-Unsubscribe": "One-Click"}
    db.session.commit()
    with app.app_context():
        return client.post(url, data=said, headers=headers)


def test_a_letter_of_news_goes_out_with_its_way_out(house, ana, ben):
    an_idea(a_case(author=ana), by=ben)
    with open_post_office() as office:
        app = house(mail_url=office.url, MAIL_SUPPRESS_SEND=False)
        sweep(app, after=15 * MINUTE)
        deliver(app, after=15 * MINUTE)

    headers = office.as_they_came[0].decode()
    link = re.search(
        r"^List-Unsubscribe: <(http://localhost/no-more-letters/[\w.-]+)>\r$", headers, re.MULTILINE
    )
    assert link is not None
    assert "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in headers
    assert link[1] in office.taken[0].get_content()
    assert written()[0].unsubscribe_url == ""


@on_sqlite
def test_a_letter_kept_as_a_file_has_it_too(app, ana, way_out, tmp_path):
    deliver(app, after=15 * MINUTE)

    kept = next((tmp_path / "mail").glob("*.eml")).read_text()
    assert f"\nList-Unsubscribe: <http://localhost{way_out}>\n" in kept
    assert "\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\n" in kept


@on_sqlite
def test_letters_of_the_account_have_no_way_out(app, ana, tmp_path):
    Browser(app).post("/join", joining())
    Browser(app).post("/forgot", {"who": "ana"})

    sent = deliver(app)

    kept = [path.read_text() for path in (tmp_path / "mail").glob("*.eml")]
    assert (sent, len(kept)) == (2, 2)
    assert all("List-Unsubscribe" not in letter for letter in kept)


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "cross-site"}])
def test_one_click_turns_letters_off_without_a_sign_in(app, ana, ben, way_out, headers):
    answer = by_one_click(app, way_out, **headers)

    assert answer.status_code == 200
    assert "No more letters of news" in answer.text
    assert letters_of(ana) is Letters.NONE
    assert letters_of(ben) is Letters.STRAIGHT


@on_sqlite
def test_looking_at_the_page_turns_nothing_off(app, ana, way_out):
    page = Browser(app).page(way_out)

    assert letters_of(ana) is Letters.STRAIGHT
    assert "Stop letters of news?" in page.text_in("h1")
    assert [form.attributes["action"] for form in page.all("form")] == [way_out]
    assert "Ana" not in page.text_in("main")


@on_sqlite
def test_the_button_of_the_page_turns_letters_off(app, ana, way_out):
    visit = Browser(app)
    visit.page(way_out)

    visit.post(way_out)

    assert letters_of(ana) is Letters.NONE
    assert "No more letters of news" in visit.page(way_out).text_in("h1")


@on_sqlite
def test_it_may_be_done_twice(app, ana, way_out):
    assert by_one_click(app, way_out).status_code == 200
    assert by_one_click(app, way_out).status_code == 200


@on_sqlite
def test_from_then_on_only_letters_of_the_account_come(app, ana, ben, way_out):
    by_one_click(app, way_out)
    before = len(written())
    an_idea(a_case(author=ana), by=ben)

    sweep(app, after=60 * MINUTE)
    Browser(app).post("/forgot", {"who": "ana"})

    subjects = [letter.subject for letter in written()][before:]
    assert subjects == ["A new password"]


@on_sqlite
@pytest.mark.parametrize("token", ["made-up", "ImJlbiI.made-up", "%00", "ana", '"ana"'])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_link_of_anothers_making_turns_nothing_off(app, ana, way_out, token, method):
    answer = app.test_client().open(f"/no-more-letters/{token}", method=method)

    assert answer.status_code == 404
    assert letters_of(ana) is Letters.STRAIGHT


@on_sqlite
def test_a_link_sealed_for_something_else_turns_nothing_off(app, ana, browser, way_out):
    stream = next(
        e.attributes["hx-sse:connect"]
        for e in browser(ana).page("/").elements
        if "hx-sse:connect" in e.attributes
    )

    answer = by_one_click(app, f"/no-more-letters/{stream.rpartition('/')[2]}")

    assert answer.status_code == 404


@on_sqlite
def test_nothing_else_may_be_changed_from_anywhere(app):
    open_views = {
        endpoint for endpoint, view in app.view_functions.items() if view in safety._from_anywhere
    }

    assert open_views == {"unsubscribe.stop"}
    assert safety.csrf._exempt_views == {"forum.notifications.unsubscribe.stop"}
    assert safety.csrf._exempt_blueprints == set()

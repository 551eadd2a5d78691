"""One `page()` and one `go()` for a browser and for htmx; refusals go where nothing is replaced."""

import pytest

from forum.core import web
from forum.core.db import db
from tests.conftest import on_sqlite
from tests.factories import a_case, told
from tests.page import Page

pytestmark = on_sqlite


def test_a_browser_gets_the_whole_page(browser, ana):
    case = a_case()

    page = browser(ana).page(f"/cases/{case.key}")

    assert page.is_whole
    assert page.text_in("h1") == case.title


def test_htmx_gets_the_block_named_after_its_target(browser, ana):
    case = a_case()

    answer = browser(ana).get(f"/cases/{case.key}", htmx="section#composer")

    assert answer.text.strip().startswith('<section class="panel" id="composer"')
    assert "<h1" not in answer.text


def test_htmx_gets_the_whole_page_where_its_target_is_no_block(browser, ana):
    case = a_case()

    for target in ("div#nowhere", "body"):
        assert Page(browser(ana).get(f"/cases/{case.key}", htmx=target).text).is_whole


def test_what_depends_on_htmx_and_on_who_asks_says_so_to_caches(browser, ana):
    answer = browser(ana).get("/cases/")

    assert {"HX-Request", "Cookie"} <= set(answer.vary)
    assert answer.headers["Cache-Control"] == "no-store"


def test_after_a_change_a_browser_is_sent_on(browser, ana):
    answer = browser(ana).post("/cases/", told())

    assert answer.status_code == 303
    assert answer.location.startswith("/cases/")


def test_after_a_change_htmx_is_told_where_to_go(browser, ana):
    answer = browser(ana).post("/cases/", told(), htmx="form#ask")

    assert answer.status_code == 200
    assert answer.text == ""
    assert answer.headers["HX-Redirect"].startswith("/cases/")


def test_a_failed_form_comes_back_to_its_own_place(browser, ana):
    answer = browser(ana).post("/cases/", told(title=""), htmx="form#ask")

    assert answer.status_code == 422
    assert answer.text.strip().startswith('<form class="compose" id="ask"')
    assert "HX-Retarget" not in answer.headers


@pytest.mark.parametrize(("path", "status"), [("/cases/none-such", 404), ("/people/nobody", 404)])
def test_an_error_is_put_beside_what_htmx_was_about_to_fill(browser, ana, path, status):
    answer = browser(ana).get(path, htmx="section#composer")

    assert answer.status_code == status
    assert answer.headers["HX-Retarget"] == "#notice"
    assert answer.headers["HX-Reswap"] == "outerHTML"
    assert answer.text.strip().startswith('<div class="notice" id="notice"')


def test_a_refusal_is_said_in_its_own_words(browser, ana, ben):
    case = a_case(author=ana)

    whole = browser(ben).post(f"/cases/{case.key}/settle")
    notice = browser(ben).post(f"/cases/{case.key}/settle", htmx="section#composer")

    assert (whole.status_code, notice.status_code) == (403, 403)
    assert "Only whoever asked can settle a case" in whole.text
    assert "Only whoever asked can settle a case" in notice.text
    assert notice.headers["HX-Retarget"] == "#notice"
    assert Page(whole.text).is_whole


def test_a_refusal_changes_nothing(browser, ana, ben):
    case = a_case(author=ana)

    browser(ben).post(f"/cases/{case.key}/settle")

    db.session.refresh(case.talk)
    assert case.settled_at is None
    assert case.talk.version == 0


def test_a_path_in_a_page_is_put_together_once(app):
    with app.test_request_context("/"):
        first = web.address("cases.show", key="a-key")
        before = web._path.cache_info().misses

        assert web.address("cases.show", key="a-key") == first == "/cases/a-key"

    assert web._path.cache_info().misses == before


def test_a_path_keeps_to_where_weft_is_mounted(app):
    with app.test_request_context("/"):
        assert web.address("cases.show", key="a-key") == "/cases/a-key"

    with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": "/weft"}):
        assert web.address("cases.show", key="a-key") == "/weft/cases/a-key"


def test_an_address_that_opens_a_door_is_kept_nowhere(app):
    before = web._path.cache_info()

    with app.test_request_context("/"):
        assert web.address("account.confirm", token="secret").endswith("/secret")
        assert web.address("cases.index", _external=True).startswith("http")

    assert web._path.cache_info() == before

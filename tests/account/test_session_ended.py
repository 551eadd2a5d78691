"""When the sign-in has ended while somebody was writing, their text comes back after signing in."""

import re

import pytest

from forum.account.carry import LASTS, carried, seal
from forum.core.clock import now
from forum.core.db import db
from forum.core.faults import Kept
from forum.people.session import SignIn
from forum.talk.models import Message
from tests.conftest import on_sqlite
from tests.factories import PASSWORD, a_case, told
from tests.page import Page

import time_machine  # isort: skip

pytestmark = on_sqlite

RIGHT = {"who": "ana", "password": PASSWORD}
SAID = {"kind": "question", "body": "What happens at the door?\n\nAnd after?", "once": "one"}


@pytest.fixture
def ended(browser, ana):
    """Ana at a page that she has had open for too long."""
    visit = browser(ana)
    visit.get("/cases/new")
    SignIn.end_all(ana)
    db.session.commit()
    return visit


def test_the_text_comes_back_after_signing_in_and_can_be_sent(ended, ana):
    case = a_case()
    url = f"/talks/{case.talk.key}/messages"

    asked = ended.post(url, SAID)
    form = Page(asked.text)
    again = ended.post("/sign-in", RIGHT | {"carried": form.values("carried")[0]})
    back = Page(again.text)
    sent = ended.post(
        url, SAID | {"csrf_token": back.values("csrf_token")[0], "once": back.values("once")[0]}
    )

    assert asked.status_code == 401
    assert "What you wrote comes back once you have signed in" in asked.text
    assert "What happens at the door?\n\nAnd after?" in again.text
    assert f'action="{url}"' in again.text
    assert back.values("kind") == ["question"]
    assert sent.status_code == 303
    message = db.session.scalars(db.select(Message)).one()
    assert (message.body_md, message.author_id) == (SAID["body"].replace("\r", ""), ana.id)


def test_every_field_of_a_case_comes_back(ended):
    asked = ended.post("/cases/", told())

    again = ended.post("/sign-in", RIGHT | {"carried": Page(asked.text).values("carried")[0]})

    page = Page(again.text)
    assert page.values("asked") == ["ot", "slp"]
    assert "It goes well until we change rooms." in again.text
    assert page.values("age_band") == ["school_age"]


def test_a_wrong_password_in_between_loses_nothing(ended):
    asked = ended.post("/cases/", told())
    sealed = Page(asked.text).values("carried")[0]

    wrong = ended.post("/sign-in", {"who": "ana", "password": "not the one", "carried": sealed})
    again = ended.post("/sign-in", RIGHT | {"carried": Page(wrong.text).values("carried")[0]})

    assert "It goes well until we change rooms." in again.text


def test_htmx_leaves_the_text_where_it_is_and_says_so(ended):
    case = a_case()

    answer = ended.post(
        f"/talks/{case.talk.key}/messages",
        SAID,
        htmx="section#composer",
        headers={"HX-Current-URL": f"http://localhost/cases/{case.key}"},
    )

    assert answer.status_code == 401
    assert answer.headers["HX-Retarget"] == "#notice"
    assert "Your sign-in has ended" in answer.text
    assert "What you wrote is still here" in answer.text
    link = re.search(r'href="([^"]+)"', answer.text)
    assert link is not None
    led = ended.post(link[1].replace("&amp;", "&"), RIGHT)
    assert ended.get(led.location).status_code == 200


def test_a_plain_form_leads_to_a_page_even_when_its_text_is_gone(ended):
    case = a_case()
    asked = ended.post(f"/talks/{case.talk.key}/messages", SAID)
    action = re.search(r'<form[^>]*action="(/sign-in[^"]*)"', asked.text)
    assert action is not None

    led = ended.post(action[1].replace("&amp;", "&"), RIGHT | {"carried": "made up"})

    assert led.status_code == 303
    assert ended.get(led.location).status_code == 200


def test_what_was_carried_is_sealed_and_lasts_an_hour(app):
    typed = [Kept("body", "What happens at the door?")]
    with app.test_request_context("/"):
        sealed = seal("/talks/abc/messages", typed)

        assert carried(sealed) == ("/talks/abc/messages", typed)
        assert carried(sealed[:-2] + "xx") is None
        assert carried("") is None
        with time_machine.travel(now().timestamp() + LASTS + 2):
            assert carried(sealed) is None


def test_nothing_carried_is_sent_to_another_site(app):
    with app.test_request_context("/"):
        for url in ("//evil.example", "https://evil.example/", "/\\evil.example"):
            assert carried(seal(url, [Kept("body", "hello")])) is None


def test_what_another_site_wrote_is_not_carried(ended):
    answer = ended.post("/cases/", told(), headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert "carried" not in answer.text

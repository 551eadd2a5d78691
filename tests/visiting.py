"""`browser(ana)` is Ana at her browser: every page is looked over, every form has its token."""

import re
from typing import Any

from flask import Flask, has_app_context
from werkzeug.test import TestResponse

from forum.core.db import db
from forum.people.models import Person
from forum.people.session import SignIn
from tests.page import Page, check

TOKEN = re.compile(r"\"X-CSRFToken\": \"([^\"]+)\"")


class Browser:
    """One browser, signed in where `person` is given; `htmx="section#composer"` asks as htmx does.

    Each request has a context of its own, as it has in real life.
    """

    def __init__(self, app: Flask, person: Person | None = None) -> None:
        self.app, self.client = app, app.test_client()
        self._token = ""
        if person is not None:
            token = SignIn.begin(person).token
            db.session.commit()
            with self.client.session_transaction() as cookie:
                cookie["_user_id"] = token

    def another_window(self) -> "Browser":
        """The same sign-in once more, so that two things may be sent at the same moment."""
        other = Browser(self.app)
        for cookie in self.client._cookies.values() if self.client._cookies else ():
            other.client.set_cookie(cookie.key, cookie.value)
        other._token = self._token
        return other

    def get(self, url: str, **options: Any) -> TestResponse:
        return self._open("GET", url, **options)

    def post(self, url: str, form: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        """Send a form with the token of the page last seen, as a browser does."""
        if not self._token:
            self.get("/sent/confirm")
        data = {"csrf_token": self._token} | (form or {})
        return self._open("POST", url, data=data, **options)

    def page(self, url: str, **options: Any) -> Page:
        """The page at `url`, which must be there."""
        answer = self.get(url, **options)
        assert answer.status_code == 200, (url, answer.status)
        return Page(answer.text)

    def _open(
        self, method: str, url: str, *, htmx: str = "", headers: Any = (), **options: Any
    ) -> TestResponse:
        sent = {"Sec-Fetch-Site": "same-origin"} | _as_htmx(htmx) | dict(headers)
        if has_app_context():
            db.session.commit()
        with self.app.app_context():
            answer = self.client.open(url, method=method, headers=sent, **options)
            answer.get_data()
        check(answer)
        if answer.mimetype == "text/html" and (found := TOKEN.search(answer.text)):
            self._token = found[1]
        return answer


def _as_htmx(target: str) -> dict[str, str]:
    """The headers of htmx 4: the element about to be filled goes as `tag#id`."""
    if not target:
        return {}
    return {
        "HX-Request": "true",
        "HX-Request-Type": "partial",
        "HX-Target": target if "#" in target else f"section#{target}",
        "HX-Source": "form",
        "Accept": "text/html, text/event-stream",
    }

"""Everything that goes wrong is said in one place, and what a member typed comes back with it."""

import json
import time
from typing import Any, NamedTuple

from flask import Flask, render_template
from flask_limiter import RateLimitExceeded
from flask_wtf.csrf import CSRFError, generate_csrf
from htmx_flask import request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.wrappers import Response

from forum.core.db import db
from forum.core.errors import AlreadyDone, Busy, Refused
from forum.core.limits import limiter
from forum.core.logs import fault, reference
from forum.core.web import go, into_notice

SAID = {
    400: (
        "That didn’t arrive whole",
        "Something was missing from what your browser sent. Try again.",
    ),
    403: ("That isn’t open to you", "You may not have this part yet. Nothing you did broke it."),
    404: (
        "That page isn’t here",
        "It may have been moved, or taken down for someone’s privacy. Nothing you did broke it.",
    ),
    405: (
        "That page works differently",
        "It can’t be opened this way. Go back and use its buttons.",
    ),
    413: ("That’s more than fits", "Shorten it, or split it in two."),
    500: (
        "Something broke on our side",
        "Your draft is safe if it said “saved”. Wait a minute and try again.",
    ),
    503: ("A moment, please", "A lot is being written just now. Try again in a minute."),
}
BARE = '<!doctype html><html lang="en"><title>{0}</title><h1>{0}</h1><p>{1}</p><p>Reference {2}</p>'
SECRET = ("password", "csrf_token")
BUSY_FOR = "5"
"""Seconds after which a busy database is worth another try."""


class Kept(NamedTuple):
    """One thing that was typed into a form whose sending failed."""

    name: str
    value: str

    @property
    def label(self) -> str:
        return self.name.replace("_", " ").capitalize()

    @property
    def is_long(self) -> bool:
        return len(self.value) > 80 or "\n" in self.value


def init_app(app: Flask) -> None:
    app.register_error_handler(AlreadyDone, lambda done: go(done.url))
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(CSRFError, stale)
    app.register_error_handler(RateLimitExceeded, _too_often)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def answer(status: int, title: str, message: str, **more: Any) -> Response:
    """An error as a page with what was typed, or as a notice beside the form where htmx asked.

    Where not even that can be made, as the database is away, a few bare words.
    """
    said = {"status": status, "title": title, "message": message} | more
    try:
        if request.htmx:
            return into_notice(render_template("_notice.html", **said), status)
        page = render_template("errors/error.html", **said, kept=kept())
    except Exception:  # noqa: BLE001 - the last word of all
        fault("broken while saying so")
        page = BARE.format(title, message, reference())
    return Response(page, status, mimetype="text/html")


def kept() -> list[Kept]:
    """What a member typed into the form that failed; nothing secret, nothing from another site."""
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site") == "cross-site":
        return []
    try:
        typed = list(request.form.items(multi=True))
    except HTTPException:
        return []
    if any(name.startswith("password") for name, _ in typed):
        return []
    return [Kept(name, value) for name, value in typed if name not in SECRET and value]


def _refused(refused: Refused) -> Response:
    db.session.rollback()
    usual = {403: "That isn’t open to you", 503: "A moment, please"}
    title = refused.title or usual.get(refused.status, "That can’t be done now")
    said = answer(refused.status, title, str(refused))
    if refused.status == 503:
        said.headers["Retry-After"] = BUSY_FOR
    return said


def stale(_: CSRFError) -> Response:
    """A form whose token is not this session's: nothing is done, and what was typed comes back.

    With a page's own token come fresh ones; a page that htmx fills is handed one to go on with.
    """
    message = "This page had been open longer than your sign-in. Look it over and send it again."
    said = answer(400, "One more time", message)
    if request.htmx:
        said.headers["HX-Trigger"] = json.dumps({"token": generate_csrf()})
    return said


def _too_often(_: RateLimitExceeded) -> Response:
    seconds = _seconds_until_reset()
    wait = f"{seconds} seconds" if seconds < 90 else f"{round(seconds / 60)} minutes"
    said = answer(429, "Slow down a little", f"That was tried too often. Come back in {wait}.")
    said.headers["Retry-After"] = str(seconds)
    return said


def _seconds_until_reset() -> int:
    current = limiter.current_limit
    return max(1, int(current.reset_at - time.time())) if current else 60


def _database(error: OperationalError) -> Response:
    db.session.rollback()
    fault("database")
    if any(word in str(error.orig) for word in ("locked", "busy", "full", "connection")):
        return _refused(Busy())
    return answer(500, *SAID[500], reference=reference())


def _http(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return error.get_response()
    said = answer(error.code, *SAID.get(error.code, SAID[400]))
    if isinstance(error, MethodNotAllowed):
        said.allow.update(error.valid_methods or ())
    return said


def _broken(_: Exception) -> Response:
    fault("broken")
    db.session.rollback()
    return answer(500, *SAID[500], reference=reference())

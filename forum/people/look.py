"""Light, dark, or as the device is: kept with the person, and in a cookie for public pages."""

from flask import after_this_request, current_app, request
from werkzeug.wrappers import Response

from forum.people.session import visitor
from forum.people.vocabulary import Theme

COOKIE = "theme"
LASTS = 365 * 24 * 3600
"""Seconds that a browser remembers its last reader's choice: a year."""


def keep_look(theme: Theme) -> None:
    """Let this browser remember `theme` with the answer at hand."""

    @after_this_request
    def _keep(answer: Response) -> Response:
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        answer.set_cookie(
            COOKIE, theme.value, max_age=LASTS, secure=secure, httponly=True, samesite="Lax"
        )
        return answer


def look() -> str:
    """What `<html data-theme>` is for who reads this: “light”, “dark”, or nothing to match."""
    person = visitor()
    chosen = person.theme if person else request.cookies.get(COOKIE, "")
    return str(chosen) if chosen in (Theme.LIGHT, Theme.DARK) else ""

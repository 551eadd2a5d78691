"""The door of the cases: who may not read them yet is told why, and what to do meanwhile."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from forum.cases.gate import CasesAreForVerified, may_read_cases
from forum.core.web import go, page
from forum.moderation.registrations import Registration
from forum.people.session import me


def readers_only() -> ResponseReturnValue | None:
    """Before each request of the pillar: others find a page that says why they wait.

    Raises CasesAreForVerified where something was sent, so that it comes back as it was typed.
    """
    if may_read_cases(me()):
        return None
    if request.method != "GET":
        raise CasesAreForVerified
    if request.endpoint != "cases.index":
        return go(url_for("cases.index"))
    return page("cases/closed.html", latest=Registration.latest_of(me()))

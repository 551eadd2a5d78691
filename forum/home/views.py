"""The landing page, the desk, the mailbox of the demo, and whether all is well."""

from email import message_from_bytes, policy

from flask import Blueprint, abort, current_app, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from forum import guard
from forum.cases.vocabulary import Result
from forum.core.db import db
from forum.core.web import go, page
from forum.home.desk import desk_of
from forum.notifications.post import mailbox as folder
from forum.people.session import me, visitor

bp = Blueprint("home", __name__)


@bp.get("/")
def desk() -> ResponseReturnValue:
    if visitor() is None:
        return page("home/landing.html")
    return page("home/desk.html", desk=desk_of(me()), results=list(Result))


@bp.get("/welcome")
def landing() -> ResponseReturnValue:
    return page("home/landing.html") if visitor() is None else go(url_for("home.desk"))


@bp.get("/mailbox")
def mailbox() -> ResponseReturnValue:
    """The letters of the demo, newest first; nowhere else, as they hold links that open doors."""
    settings = current_app.extensions["settings"]
    if not settings.demo or settings.mail_url:
        abort(404)
    files = sorted(folder().glob("*.eml"), reverse=True)[:50]
    letters = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    return page("home/mailbox.html", letters=letters)


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """200 once the database answers; without its reader the guard goes on, and that is said."""
    db.session.execute(select(1))
    return {"database": "ok", "guard": "rules only" if guard.why_not() else "ok"}, 200

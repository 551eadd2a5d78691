"""Notices in the browser: the inbox, the badge, having read."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forum.core.clock import now
from forum.core.db import writing
from forum.core.web import go, page
from forum.live.topics import register
from forum.live.views import stream_url
from forum.notifications.inbox import inbox_of, inboxes_heard
from forum.notifications.notices import has_read, has_read_all, inbox_topic, milliseconds
from forum.people.session import me, members_only

bp = Blueprint("notices", __name__, url_prefix="/notices")
bp.before_request(members_only)
register("inbox", inboxes_heard)


@bp.get("/")
def index() -> ResponseReturnValue:
    inbox = inbox_of(me())
    if inbox.gone:  # nothing here could take the badge down
        with writing():
            for about in inbox.gone:
                has_read(me(), about)
    return page("notices/index.html", inbox=inbox)


def stream(hears: dict[str, int]) -> str:
    """The address of the page's stream: what it `hears`, and one's own inbox from now on."""
    return stream_url(hears | {inbox_topic(me().username): milliseconds(now())})


@bp.get("/badge")
def badge() -> ResponseReturnValue:
    return render_template("notices/_badge.html")


@bp.post("/read")
def read() -> ResponseReturnValue:
    about = request.form.get("about", "")
    with writing():
        if about:
            has_read(me(), about)
        else:
            has_read_all(me())
    return go(url_for("notices.index"))

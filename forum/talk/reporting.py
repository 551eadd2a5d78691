"""“A moderator should look at this”: reporting what is talked about, or a message of it."""

from flask import Blueprint, abort, flash, render_template, session, url_for
from flask.typing import ResponseReturnValue
from htmx_flask import request
from werkzeug.exceptions import NotFound

from forum.core.db import writing
from forum.core.limits import limiter
from forum.core.web import go, page
from forum.moderation import matters
from forum.moderation.forms import ReportForm
from forum.people.session import asker, me
from forum.talk import reported
from forum.talk.catching_up import changes
from forum.talk.hosts import Found
from forum.talk.reading import one
from forum.talk.said import Said

bp = Blueprint("reporting", __name__, url_prefix="/<key>")

THANKS = "Thank you. A moderator will look, and nobody else learns that it was you."
find = reported.messages_at


@bp.get("/report")
@bp.get("/messages/<int(max=999999999):number>/report")
def ask(key: str, number: int = 0) -> ResponseReturnValue:
    return _form(Found.by_key(key, me()), number, ReportForm())


@bp.post("/report")
@bp.post("/messages/<int(max=999999999):number>/report")
@limiter.limit("30/hour", key_func=asker)
def report(key: str, number: int = 0) -> ResponseReturnValue:
    found, form = Found.by_key(key, me()), ReportForm()
    if not form.validate_on_submit():
        return _form(found, number, form), 422

    with writing():
        found = Found.by_key(key, me())
        matters.report(
            by=me(),
            about=found.talk.topic,
            number=number,
            reason=form.chosen,
            note=form.note.data or "",
        )
    try:
        found = Found.by_key(key, me())
    except NotFound:  # it was hidden at once
        return away_with_thanks()
    if not request.htmx:
        flash(THANKS)
    part = render_template("talk/_reported.html", thanks=THANKS) + changes(found)
    return go(f"{found.address}#m{number}" if number else found.address, part=part)


def away_with_thanks() -> ResponseReturnValue:
    """To the desk; the thanks stand there once, whether the form or the open page was faster."""
    if ("message", THANKS) not in map(tuple, session.get("_flashes", ())):
        flash(THANKS)
    return go(url_for("home.desk"))


def _form(found: Found, number: int, form: ReportForm) -> str:
    said = _reported(found, number) if number else None
    if said is None and found.thing.author.id == me().id:
        abort(404)
    if number:
        form.stands_beside(number)
    context = {"found": found, "talk": found.talk, "said": said, "form": form}
    if request.htmx:
        return render_template("talk/_report_form.html", **context)
    return page("talk/report.html", **context)


def _reported(found: Found, number: int) -> Said:
    said = one(found.talk, found.through(me()), number)
    if said is None or said.is_mine or said.is_withdrawn or not said.may_be_read:
        abort(404)
    return said

"""“That’s not a name”: members say so, and see what became of it."""

import json

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from htmx_flask import request as asked
from sqlalchemy import select

from forum.core.db import db, writing
from forum.core.limits import limiter
from forum.core.web import go, page
from forum.deid import Label
from forum.guard.terms import MOST_OPEN, SafeTerm
from forum.people.session import asker, me, members_only

bp = Blueprint("teaching", __name__, url_prefix="/guard")
bp.before_request(members_only)


@bp.get("/terms")
def terms() -> ResponseReturnValue:
    mine = select(SafeTerm).where(SafeTerm.asked_by == me().id)
    newest = mine.order_by(SafeTerm.asked_at.desc(), SafeTerm.id.desc()).limit(3 * MOST_OPEN)
    return page("guard/terms.html", terms=db.session.scalars(newest).all())


@bp.post("/terms/<kind>")
@limiter.limit("60/hour", key_func=asker)
def teach(kind: str) -> ResponseReturnValue:
    """The `term` of the form, found as `kind`, is no name; the rest of the form is passed over.

    Asked from a box full of words, so a browser is led elsewhere in a window of its own, and the
    box stays as it is.
    """
    said_of = Label(kind) if kind in list(Label) else abort(404)
    with writing():
        said = SafeTerm.ask(request.form.get("term", ""), said_of, by=me()).standing
    if not asked.htmx:
        flash(said)
    return go(url_for("teaching.terms"), part="", trigger=json.dumps({"toast": said}))

"""For moderators: their queue and log, and which words the guard is taught and has missed."""

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select

from forum.core.db import db, writing
from forum.core.once import once
from forum.core.web import go, page
from forum.deid import Label
from forum.guard.misses import Miss
from forum.guard.terms import SafeTerm
from forum.moderation import members, queue, revealing
from forum.moderation.forms import MissForm
from forum.people.session import me, members_only

bp = Blueprint("moderation", __name__, url_prefix="/moderation")
bp.before_request(members_only)
for part in (queue, members, revealing):
    bp.register_blueprint(part.bp)

SHOWN = 100
"""Of each kind on the page, so that it stays a page."""


@bp.before_request
def moderators_only() -> None:
    if not me().is_moderator:
        abort(404)


@bp.get("/words")
def words() -> ResponseReturnValue:
    return _words(MissForm())


@bp.post("/words")
def answer() -> ResponseReturnValue:
    """Accept or refuse a term; to refuse an accepted one is to take it back."""
    with writing():
        term = SafeTerm.known(request.form.get("term", "")) or abort(404)
        if request.form.get("answer") == "accept":
            term.accept(by=me())
            said = f"The check passes over “{term.term}” from now on."
        else:
            term.refuse(by=me())
            said = f"The check goes on asking about “{term.term}”."
    flash(said)
    return go(url_for("moderation.words"))


@bp.post("/misses")
def mark() -> ResponseReturnValue:
    form = MissForm()
    if not form.validate_on_submit():
        return _words(form), 422

    with once(form) as done:
        Miss.mark(form.words.data or "", Label(form.kind.data), by=me())
        done.url = url_for("moderation.words")
    flash("Noted, without the words.")
    return go(done.url)


def _words(form: MissForm) -> str:
    return page(
        "moderation/words.html",
        form=form,
        waiting=_asked(SafeTerm.waiting().order_by(SafeTerm.asked_at)),
        accepted=_asked(SafeTerm.passed().order_by(SafeTerm.accepted_at.desc())),
        refused=_asked(SafeTerm.left().order_by(SafeTerm.refused_at.desc())),
        misses=db.session.scalars(Miss.newest().limit(SHOWN)).all(),
    )


def _asked(terms: Select[SafeTerm]) -> list[SafeTerm]:
    """The terms alone: who asked about one could tell who asked a case without a name."""
    return list(db.session.scalars(terms.limit(SHOWN)))

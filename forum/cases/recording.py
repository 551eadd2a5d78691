"""The consultation note in the browser: for the author of a case alone, to read, fill in, print."""

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue
from htmx_flask import request
from werkzeug.exceptions import NotFound

from forum.cases.closing_forms import NoteForm
from forum.cases.finding import visible_case
from forum.cases.models import Case
from forum.cases.note import Note, NotedElsewhere, considered
from forum.core.addresses import whole
from forum.core.db import db, writing
from forum.core.limits import limiter
from forum.core.web import go, into, page
from forum.people.session import asker, me

bp = Blueprint("recording", __name__, url_prefix="/<key>/note")


@bp.get("")
def note(key: str) -> ResponseReturnValue:
    case = _own_case(key)
    saved = Note.of(case)
    known = {"decided": saved.decided, "version": str(saved.version)} if saved else {}
    return _shown(case, NoteForm(formdata=None, **known))


@bp.post("")
@limiter.limit("30/minute", key_func=asker)
def save(key: str) -> ResponseReturnValue:
    case, form = _own_case(key), NoteForm()
    if not form.validate_on_submit():
        return _shown(case, form), 422

    try:
        with writing():
            case = _own_case(key)
            Note.save(case, form.decided.data or "", known=whole(form.version.data))
    except NotedElsewhere:
        return _both(key, form)
    flash("Your note is saved.")
    return go(url_for("cases.recording.note", key=key))


def _own_case(key: str) -> Case:
    """For anybody else, moderators too, there is no such page."""
    case = visible_case(key)
    if case.author_id != me().id:
        raise NotFound
    return case


def _both(key: str, form: NoteForm) -> ResponseReturnValue:
    """Both texts; sending this one again is then meant to replace the other."""
    db.session.rollback()
    case = _own_case(key)
    other = Note.of(case)
    form.version.data = str(other.version if other else 0)
    shown = _shown(case, form, other=other)
    return into("#noted", shown, 409) if request.htmx else (shown, 409)


def _shown(case: Case, form: NoteForm, other: Note | None = None) -> str:
    return page("cases/note.html", case=case, form=form, considered=considered(case), other=other)

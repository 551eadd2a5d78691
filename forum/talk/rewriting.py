"""Second thoughts in the browser: saying it otherwise, earlier wordings, withdrawing."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from htmx_flask import request
from werkzeug.wrappers import Response

from forum.core.addresses import whole
from forum.core.db import db, writing
from forum.core.limits import limiter
from forum.core.web import go, into, page
from forum.guard.mending import mended
from forum.moderation.matters import alert
from forum.people.session import asker, me
from forum.talk.catching_up import changes
from forum.talk.checking import found_in
from forum.talk.forms import EditForm
from forum.talk.hosts import Found
from forum.talk.models import Message
from forum.talk.reading import one
from forum.talk.versions import EditedElsewhere

bp = Blueprint("words", __name__, url_prefix="/<key>/messages/<int(max=999999999):number>")


@bp.get("/edit")
def edit(key: str, number: int) -> ResponseReturnValue:
    found, message = _mine(key, number)
    form = EditForm(formdata=None, body=message.body_md, wording=str(message.wording))
    return _edit_form(found, message, form)


@bp.post("/edit")
@limiter.limit("20/minute;300/hour", key_func=asker)
def edit_now(key: str, number: int) -> ResponseReturnValue:
    found, message = _mine(key, number)
    form = _sent(found, message)
    is_begun = form.begin_with(request.form.get("opener"))
    if is_begun or mended(form) or not form.validate_on_submit():
        return _edit_form(found, message, form), 422
    try:
        with writing():
            found, message = _mine(key, number)
            message.edit(form.body.words, by=me(), wording=whole(form.wording.data))
            if form.urgent:
                alert(about=found.talk.topic, number=number)
    except EditedElsewhere:
        return _both(key, number, form)
    return _as_it_stands(found, number)


@bp.post("/edit/check")
@limiter.limit("120/minute", key_func=asker)
def look(key: str, number: int) -> ResponseReturnValue:
    """What the check finds in the edit, as it is so far."""
    found, message = _mine(key, number)
    return found_in(_sent(found, message).stands_beside(number))


@bp.get("/wordings")
def wordings(key: str, number: int) -> ResponseReturnValue:
    """Earlier wordings, for whoever may read the message."""
    found = Found.by_key(key, me())
    message = found.talk.message(number)
    if message.hidden_at and message.author_id != me().id:
        abort(404)
    said = {"found": found, "message": message, "earlier": message.earlier}
    if request.htmx:
        return render_template("talk/_wordings.html", **said)
    return page("talk/wordings.html", **said)


@bp.get("/withdraw")
def withdraw(key: str, number: int) -> ResponseReturnValue:
    found, message = _mine(key, number)
    said = {"found": found, "talk": found.talk, "message": message}
    if request.htmx:
        return render_template("talk/_withdraw_form.html", **said)
    return page("talk/withdraw.html", **said)


@bp.post("/withdraw")
def withdraw_now(key: str, number: int) -> ResponseReturnValue:
    with writing():
        found, message = _mine(key, number)
        message.withdraw(by=me())
    return _as_it_stands(found, number)


def _mine(key: str, number: int) -> tuple[Found, Message]:
    found = Found.by_key(key, me())
    message = found.talk.message(number)
    message.may_be_changed(me())
    return found, message


def _sent(found: Found, message: Message) -> EditForm:
    """The form as it comes in, knowing of the message what the guard has to."""
    form = EditForm()
    form.earlier, form.said_as = found.told_by(me(), besides=message.number), message.kind
    form.hides, form.listens = found.talk.hides_of(me()), found.listens_to(me())
    return form


def _as_it_stands(found: Found, number: int) -> Response:
    part = None
    if request.htmx:
        said = one(found.talk, found.through(me()), number)
        part = render_template("talk/_said.html", said=said) + changes(found, but=number)
    return go(f"{found.address}#m{number}", part=part)


def _both(key: str, number: int, form: EditForm) -> ResponseReturnValue:
    """Both texts; sending this one again is then meant to replace the other."""
    db.session.rollback()
    found, message = _mine(key, number)
    form.wording.data = str(message.wording)
    shown = _edit_form(found, message, form, other=message)
    return into(f"#said{number}", shown, 409) if request.htmx else (shown, 409)


def _edit_form(found: Found, message: Message, form: EditForm, other: Message | None = None) -> str:
    form.stands_beside(message.number)
    said = {"found": found, "talk": found.talk, "message": message, "form": form, "other": other}
    if request.htmx:
        return render_template("talk/_edit_form.html", **said)
    return page("talk/edit.html", **said)

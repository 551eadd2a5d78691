"""Keeping drafts: as one types, or by a button; of two texts typed apart, both are shown."""

from contextlib import suppress

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue
from htmx_flask import request

from forum.core.dates import clock
from forum.core.db import writing
from forum.core.limits import limiter
from forum.core.once import is_done
from forum.core.web import go, page
from forum.live import presence
from forum.people.session import asker, me
from forum.talk.boxes import Box, box_at
from forum.talk.drafted import DraftedForm
from forum.talk.drafts import Draft, DraftTooLong, SavedElsewhere

bp = Blueprint("drafts", __name__, url_prefix="/drafts")


@bp.post("/<place>")
@limiter.limit("60/minute", key_func=asker)
def keep(place: str) -> ResponseReturnValue:
    box = box_at(place, me())
    form = box.form.sent(place)
    if is_done(form.once.data or ""):
        return go(box.address, part=_saved(form))
    try:
        with writing():
            _keep(form)
    except SavedElsewhere as other:
        return _both(box, form, other.draft)
    if box.topic:
        _tell_presence(box.topic, form)
    if form.saved_at and not request.htmx:
        flash(f"Draft saved {clock(form.saved_at)}.")
    return go(box.address, part=_saved(form))


def keep_if_urgent(form: DraftedForm) -> None:
    """Somebody may have to leave at once: what they typed is kept, without anything to press.

    Where another text was saved elsewhere, that one stays, and one too long for a draft is none:
    `is_drafted` then says that this one is on the page alone.
    """
    if form.faced.errors:
        form.is_drafted = False
        with suppress(SavedElsewhere, DraftTooLong), writing():
            _keep(form)
            form.is_drafted = True


def _keep(form: DraftedForm) -> None:
    if form.is_blank:
        Draft.put_away(form.place, by=me(), **form.known)
        form.version, form.saved_at = 0, None
    else:
        draft = Draft.keep(form.place, by=me(), **form.known)
        form.version, form.saved_at = draft.version, draft.saved_at


def _tell_presence(topic: str, form: DraftedForm) -> None:
    if form.is_blank:
        presence.wrote(topic, me())
    else:
        presence.writing(topic, me())


def _saved(form: DraftedForm) -> str:
    return render_template("talk/_saved.html", form=form)


def _both(box: Box, form: DraftedForm, other: Draft | None) -> ResponseReturnValue:
    """What was typed here and what was saved elsewhere, or that it was put away there."""
    theirs = box.form.begun(form.place, other)
    said = {"form": form, "theirs": theirs, "box": box, "other": other}
    if request.htmx:
        return render_template("talk/_elsewhere.html", **said)
    return page("talk/elsewhere.html", **said), 409

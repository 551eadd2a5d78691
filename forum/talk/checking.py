"""The check while somebody types: what it finds in a form not sent yet; it keeps none of it."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from forum.core.limits import limiter
from forum.guard import look_over
from forum.guard.checked import checked
from forum.guard.forms import boxes
from forum.people.session import asker, me
from forum.talk.boxes import box_at

bp = Blueprint("checking", __name__, url_prefix="/check")


@bp.post("/<place>")
@limiter.limit("120/minute", key_func=asker)
def look(place: str) -> ResponseReturnValue:
    """The form at `place`, as it is so far."""
    box = box_at(place, me())
    form = box.form.sent(place)
    form.earlier, form.hides = box.told(), box.hides
    return found_in(form)


def found_in(form: FlaskForm) -> str:
    """What the check finds in `form`, for the page that it stands on.

    Places are those of the boxes as the browser holds them, and not as they will be tidied. What is
    longer than a box takes is not read until it is shorter.
    """
    for box in boxes(form):
        typed = (box.raw_data or [""])[0].replace("\r\n", "\n")
        box.data = typed[: box.flags.maxlength]
    look_over(form)
    return render_template("talk/_found.html", form=form, check=checked(form))

"""The meetings of a circle in the browser: how the last one went, whose turn is next, a rest."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from forum.cases.circle_forms import MeetForm
from forum.cases.circle_views import mine, often_enough, shown
from forum.core.db import writing
from forum.core.web import go
from forum.people.session import me

bp = Blueprint("meetings", __name__, url_prefix="/circles/<key>")


@bp.post("/meetings")
@often_enough
def note(key: str) -> ResponseReturnValue:
    """How the last meeting went."""
    circle, form = mine(key, joined=True), MeetForm()
    form.offer(circle)
    if not form.validate_on_submit() or form.moment is None:
        return shown(circle, meet_form=form), 422

    with writing():
        circle = mine(key)
        host = circle.member_called(form.host.data)
        circle.note(form.moment, by=me(), host=host, went_ahead=form.went_ahead.data == "1")
    return go(url_for("cases.circles.show", key=key))


@bp.post("/turn")
@often_enough
def pass_turn(key: str) -> ResponseReturnValue:
    with writing():
        mine(key).pass_turn(by=me())
    return go(url_for("cases.circles.show", key=key))


@bp.post("/rest")
@often_enough
def rest(key: str) -> ResponseReturnValue:
    with writing():
        mine(key).rest(by=me(), yes=request.form.get("yes") == "1")
    return go(url_for("cases.circles.show", key=key))

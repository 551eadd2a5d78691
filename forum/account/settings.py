"""The settings: what reaches me and when, and how Weft looks; each change is kept as it is made."""

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue
from htmx_flask import request

from forum.account.settings_forms import LookForm, ReachForm
from forum.core.clock import now
from forum.core.db import writing
from forum.core.forms import Form
from forum.core.limits import limiter
from forum.core.web import go, page
from forum.notifications.choosing import choose_ways, ways_of
from forum.people.look import keep_look
from forum.people.session import asker, me, members_only

bp = Blueprint("settings", __name__, url_prefix="/account")
bp.before_request(members_only)

often_enough = limiter.limit("120/minute", key_func=asker)


@bp.get("/")
def reach() -> ResponseReturnValue:
    ways = {news.value: way.value for news, way in ways_of(me()).items()}
    when = {
        "letters": me().letters.value,
        "letters_at": str(me().letters_at),
        "quiet_from": str(me().quiet_from),
        "quiet_until": str(me().quiet_until),
        "volunteers": me().volunteers,
        "rests_until": me().rests_until,
    }
    return page("account/reach.html", form=ReachForm(formdata=None, data=ways | when))


@bp.post("/")
@often_enough
def save_reach() -> ResponseReturnValue:
    form = ReachForm()
    if not form.validate_on_submit():
        return page("account/reach.html", form=form), 422

    with writing():
        me().change(**form.told())
        choose_ways(me(), form.ways)
    return _saved("account/reach.html", "settings.reach", form)


@bp.get("/look")
def look() -> ResponseReturnValue:
    return page("account/look.html", form=LookForm(formdata=None, obj=me()))


@bp.post("/look")
@often_enough
def save_look() -> ResponseReturnValue:
    form = LookForm()
    if not form.validate_on_submit():
        return page("account/look.html", form=form), 422

    with writing():
        me().change(**form.told())
    keep_look(me().theme)
    return _saved("account/look.html", "settings.look", form)


def _saved(template: str, endpoint: str, form: Form) -> ResponseReturnValue:
    """To htmx the moment of it, put where the page says that changes are saved."""
    if request.htmx:
        return page(template, form=form, saved_at=now())
    flash("Your settings are saved.")
    return go(url_for(endpoint))

"""Promises in the browser: those I made and those made to me; kept, moved, let go."""

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue

from forum.core.db import db, writing
from forum.core.limits import limiter
from forum.core.web import go, page
from forum.notifications import subjects
from forum.notifications.notices import has_read
from forum.notifications.subjects import Described, Subject
from forum.people.models import Person
from forum.people.session import asker, me, members_only
from forum.trust import letting_go
from forum.trust.forms import DayForm
from forum.trust.models import Promise
from forum.trust.shelf import shelf_of

bp = Blueprint("promises", __name__, url_prefix="/promises")
bp.before_request(members_only)

often_enough = limiter.limit("60/minute", key_func=asker)


@bp.get("/")
def index() -> ResponseReturnValue:
    return _shelf()


@bp.post("/<key>/kept")
@often_enough
def keep(key: str) -> ResponseReturnValue:
    with writing():
        promise = _mine(key)
        promise.keep(by=me())
        has_read(me(), promise.topic)
    flash("Kept. Thank you for coming back to it.")
    return go(url_for("promises.index"))


@bp.post("/<key>/day")
@often_enough
def move(key: str) -> ResponseReturnValue:
    form = DayForm()
    if not form.validate_on_submit():
        return _shelf(key, form), 422

    with writing():
        promise = _mine(key)
        promise.move(form.due_on.day, by=me())
        has_read(me(), promise.topic)
    flash("Moved. Days change; saying so is what counts.")
    return go(url_for("promises.index"))


@bp.post("/<key>/let-go")
@often_enough
def let_go(key: str) -> ResponseReturnValue:
    with writing():
        letting_go.let_go(_mine(key), by=me())
    flash("Let go. Nobody waits for it any more.")
    return go(url_for("promises.index"))


def _shelf(key: str = "", form: DayForm | None = None) -> str:
    """All promises; with the form for another day of the one with this key, where it has errors."""
    return page("trust/promises.html", shelf=shelf_of(me()), moving=key, form=form or DayForm())


def _mine(key: str) -> Promise:
    """A promise between me and somebody, about what I may see: 404 for anybody else."""
    promise: Promise = db.one_or_404(Promise.of(me()).where(Promise.key == key))
    if not subjects.described(me(), [promise.about]):
        abort(404)
    return promise


def _described(person: Person, topics: list[str]) -> Described:
    """For notices: a promise is called after what it is about, and shown among one's promises."""
    keys = [topic.removeprefix("promise-") for topic in topics]
    promises = db.session.scalars(Promise.of(person).where(Promise.key.in_(keys))).all()
    known = subjects.described(person, (promise.about for promise in promises))
    return {
        promise.topic: Subject.on_one_page(known[promise.about].title, _address(promise))
        for promise in promises
        if promise.about in known
    }


def _address(promise: Promise) -> str:
    return f"{url_for('promises.index')}#p-{promise.key}"


subjects.register("promise", _described)

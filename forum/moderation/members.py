"""For moderators: whose registration is to be looked up, and what came of it."""

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.core.db import db
from forum.core.once import once
from forum.core.web import go, page
from forum.moderation.check_forms import CheckForm
from forum.moderation.registrations import Registration
from forum.people.models import Person
from forum.people.session import me

bp = Blueprint("members", __name__, url_prefix="/members")

SHOWN = 50
"""Of those who wait and of those who were answered, so that it stays a page."""


@bp.get("/")
def index() -> ResponseReturnValue:
    with_person = joinedload(Registration.person)
    waiting = Registration.waiting().options(with_person).limit(SHOWN)
    answered = (
        select(Registration)
        .where(Registration.checked_at.is_not(None))
        .options(with_person)
        .order_by(Registration.checked_at.desc())
        .limit(SHOWN)
    )
    return page(
        "moderation/members.html",
        waiting=db.session.scalars(waiting).all(),
        answered=db.session.scalars(answered).all(),
    )


@bp.get("/<username>")
def show(username: str) -> ResponseReturnValue:
    registration = _latest(username)
    return _shown(registration, CheckForm(formdata=None, seen=registration.version))


@bp.post("/<username>")
def answer(username: str) -> ResponseReturnValue:
    form = CheckForm()
    if not form.validate_on_submit():
        return _shown(_latest(username), form), 422

    with once(form) as done:
        registration = _latest(username)
        registration.must_be(form.seen.data or "")
        looked_up, said = form.looked_up.data or "", form.said.data or ""
        if form.is_confirmed and form.until.data:
            registration.confirm(by=me(), looked_up=looked_up, said=said, until=form.until.data)
        else:
            registration.refuse(by=me(), looked_up=looked_up, said=said)
        done.url = url_for("moderation.members.index")
    flash(f"Done: {form.chosen.done}.")
    return go(done.url)


def _latest(username: str) -> Registration:
    person = db.one_or_404(select(Person).where(Person.username == username))
    return Registration.latest_of(person) or abort(404)


def _shown(registration: Registration, form: CheckForm) -> str:
    return page("moderation/member.html", registration=registration, form=form)

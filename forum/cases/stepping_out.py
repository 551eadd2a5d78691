"""Stepping out of a case in the browser, and its author hearing of it when it tells nothing."""

from flask import Blueprint, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from htmx_flask import request
from sqlalchemy import select, update

from forum.cases.finding import visible_case
from forum.cases.models import Case
from forum.cases.recusal import HasSteppedOut, recusals
from forum.core.clock import now
from forum.core.db import db, writing
from forum.core.jobs import EVERY_HOUR, job
from forum.core.web import go, page
from forum.notifications.notices import News
from forum.people.models import Person
from forum.people.session import me

bp = Blueprint("stepping_out", __name__, url_prefix="/<key>/recusal")


@bp.get("")
def sure(key: str) -> ResponseReturnValue:
    """What it means, before it is done."""
    case = visible_case(key)
    if request.htmx:
        return render_template("cases/_step_out_form.html", case=case)
    return page("cases/step_out.html", case=case)


@bp.post("")
def step_out(key: str) -> ResponseReturnValue:
    with writing():
        try:
            visible_case(key).step_out(by=me())
        except HasSteppedOut:  # in another window
            return go(url_for("cases.index"))
    flash("You have stepped out of that case.")
    return go(url_for("cases.index"))


@job(EVERY_HOUR)
def advise() -> None:
    """Tell authors that somebody stepped out: once for each case, be it one or several.

    So neither the number nor the day of the second can be read from what they are told.
    """
    with writing():
        due = update(recusals).where(recusals.c.tell_at <= now()).values(tell_at=None)
        ids = set(db.session.scalars(due.returning(recusals.c.case_id)))
        first = update(Case).where(Case.id.in_(ids), Case.advised_at.is_(None))
        told = db.session.scalars(first.values(advised_at=now()).returning(Case.id)).all()
        for case in db.session.scalars(select(Case).where(Case.id.in_(told))):
            author = select(Person.id).where(Person.id == case.author_id)
            case.talk.tell(author, News.STEPPED_OUT, by=None)

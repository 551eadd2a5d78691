"""Helping a case on in the browser: asking one more discipline, promising to come back."""

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forum.cases.coming_back import first_offered, promise_to_come_back
from forum.cases.finding import visible_case
from forum.cases.models import Case
from forum.core.db import writing
from forum.core.limits import limiter
from forum.core.web import go, page
from forum.guard.mending import mended
from forum.people.session import asker, me
from forum.people.vocabulary import Discipline
from forum.trust.about import coming_back
from forum.trust.forms import PromiseForm

bp = Blueprint("helping", __name__, url_prefix="/<key>")
often_enough = limiter.limit("30/minute", key_func=asker)


@bp.post("/lenses")
@often_enough
def ask(key: str) -> ResponseReturnValue:
    """Ask one more discipline for its view."""
    said = request.form.get("discipline", "")
    discipline = Discipline(said) if said in list(Discipline) else abort(400)
    with writing():
        visible_case(key).ask(discipline, by=me())
    case = visible_case(key)
    part = render_template("cases/_lenses.html", case=case, asked_now=discipline)
    return go(f"{_address(case)}#lenses", part=part)


@bp.get("/promises")
def promise(key: str) -> ResponseReturnValue:
    """Saying by when one comes back, on a page of its own."""
    return _own_page(visible_case(key))


@bp.post("/promises")
@often_enough
def promise_now(key: str) -> ResponseReturnValue:
    case, form = visible_case(key), PromiseForm()
    if mended(form) or not form.validate_on_submit():
        return _own_page(case, form), 422

    with writing():
        promise_to_come_back(visible_case(key), form.said, form.due_on.day, by=me())
    case = visible_case(key)
    coming = coming_back(me(), case.talk.topic)
    part = render_template("cases/_coming_back.html", case=case, coming=coming, said_now=True)
    return go(f"{_address(case)}#coming", part=part)


def _own_page(case: Case, form: PromiseForm | None = None) -> str:
    form = form or PromiseForm(formdata=None, due_on=first_offered(me()))
    coming = coming_back(me(), case.talk.topic)
    return page("cases/come_back.html", case=case, coming=coming, form=form, promise_form=form)


def _address(case: Case) -> str:
    return url_for("cases.show", key=case.key)

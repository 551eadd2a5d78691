"""Helping a case on in the browser: asking one more discipline, coming back to it."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from forum.cases.coming_back import (
    first_offered,
    may_be_waited_for,
    promise_to_come_back,
    think_it_over,
)
from forum.cases.finding import visible_case
from forum.cases.models import Case
from forum.cases.showing import address
from forum.core.db import writing
from forum.core.limits import limiter
from forum.core.web import go, page
from forum.guard.mending import mended
from forum.people.session import asker, me
from forum.people.vocabulary import Discipline
from forum.trust import letting_go
from forum.trust.about import Coming, coming_back, promised
from forum.trust.days import today
from forum.trust.forms import PromiseForm
from forum.trust.models import THINKING

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
    return go(f"{address(case)}#lenses", part=part)


@bp.post("/thinking")
@often_enough
def think(key: str) -> ResponseReturnValue:
    """With one click: I come back by the day that is offered."""
    with writing():
        think_it_over(visible_case(key), by=me())
    return _as_said(key)


@bp.get("/promises")
def promise(key: str) -> ResponseReturnValue:
    """By which other day one comes back, and with what, on a page of its own."""
    case = visible_case(key)
    may_be_waited_for(case, me())
    return _own_page(case, _begun(case))


@bp.post("/promises")
@often_enough
def promise_now(key: str) -> ResponseReturnValue:
    case, form = visible_case(key), PromiseForm()
    if mended(form) or not form.validate_on_submit():
        return _own_page(case, form), 422

    with writing():
        moves = "moves" in request.form
        promise_to_come_back(visible_case(key), form.said, form.due_on.day, by=me(), moves=moves)
    return _as_said(key)


@bp.post("/promises/let-go")
@often_enough
def let_go(key: str) -> ResponseReturnValue:
    """I don't come back after all; twice is once."""
    with writing():
        mine = promised(me(), visible_case(key).talk.topic)
        if mine:
            letting_go.let_go(mine, by=me())
    return _as_said(key, is_let_go=mine is not None)


def _begun(case: Case) -> PromiseForm:
    """As it was promised, with a day that has not passed, or as it is offered."""
    mine = promised(me(), case.talk.topic)
    if mine is None:
        return PromiseForm(formdata=None, due_on=first_offered(me()))
    what = "" if mine.what == THINKING else mine.what
    return PromiseForm(formdata=None, due_on=max(mine.due_on, today(me())), what=what)


def _own_page(case: Case, form: PromiseForm) -> str:
    return page(
        "cases/come_back.html", case=case, coming=_coming(case), promise_form=form, form=form
    )


def _as_said(key: str, *, is_let_go: bool = False) -> ResponseReturnValue:
    """Back at the case, where it says how it stands."""
    case = visible_case(key)
    said = {"case": case, "coming": _coming(case), "said_now": True, "is_let_go": is_let_go}
    return go(f"{address(case)}#coming", part=render_template("cases/_coming_back.html", **said))


def _coming(case: Case) -> list[Coming]:
    return coming_back(me(), case.talk.topic)

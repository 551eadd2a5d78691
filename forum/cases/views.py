"""Cases in the browser: the list, asking, reading, settling."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from htmx_flask import request
from werkzeug.exceptions import NotFound

from forum.cases import (
    again,
    circle_turns,
    circle_views,
    closing,
    helping,
    looking_back,
    recording,
    stepping_out,
    veiling,
)
from forum.cases.alike import alike
from forum.cases.counting import counts
from forum.cases.door import readers_only
from forum.cases.finding import visible_case
from forum.cases.forms import CaseForm
from forum.cases.holding import send_out
from forum.cases.lists import page_of
from forum.cases.models import Case
from forum.cases.showing import address, show_page
from forum.cases.veils import are_few_like, role
from forum.cases.vocabulary import ASKABLE
from forum.cases.wanted import Wanted
from forum.core.db import writing
from forum.core.limits import limiter
from forum.core.once import once
from forum.core.web import go, page
from forum.guard.mending import mended
from forum.moderation.matters import alert
from forum.people.models import Person
from forum.people.session import asker, me, members_only
from forum.people.vocabulary import Discipline, Setting
from forum.talk import boxes
from forum.talk.boxes import Box
from forum.talk.drafting import keep_if_urgent
from forum.talk.drafts import Draft

bp = Blueprint("cases", __name__, url_prefix="/cases")
bp.before_request(members_only)
bp.before_request(readers_only)
CIRCLES = (circle_views, circle_turns)
for part in (*CIRCLES, again, stepping_out, veiling, helping, closing, looking_back, recording):
    bp.register_blueprint(part.bp)

DRAFT = "case"
"""Where the composer's draft is kept."""


@bp.get("/")
def index() -> ResponseReturnValue:
    wanted = Wanted.read(request.args)
    return page(
        "cases/index.html",
        wanted=wanted,
        cases=page_of(wanted, me(), before=request.args.get("before")),
        counts=counts(wanted, me()),
        filters=looking_back.FILTERS,
    )


@bp.get("/new")
def new() -> ResponseReturnValue:
    form = CaseForm.begun(DRAFT, Draft.at(DRAFT, me()))
    form.circle.prefer(request.args.get("circle"))
    return _composer(form)


@bp.post("/")
@limiter.limit("60/minute", key_func=asker)
@limiter.limit("20/hour", key_func=asker, deduct_when=lambda said: said.status_code != 422)
def create() -> ResponseReturnValue:
    form = CaseForm.sent(DRAFT)
    if form.general.is_turned or mended(form) or not form.validate_on_submit():
        keep_if_urgent(form)
        return _composer(form), 422

    with once(form) as done:
        case = Case.open(by=me(), asked=form.views, told=form.told, **form.outline)
        if form.anonymous.data:
            case.veil(with_discipline=not form.no_discipline.data)
        if form.circle.chosen:
            case.keep_in(form.circle.chosen, by=me())
        send_out(case)
        if form.urgent:
            alert(about=case.talk.topic)
        Draft.put_away(DRAFT, by=me(), **form.known)
        form.keep_what_is_left(by=me())
        done.url = address(case)
    return go(done.url)


@bp.post("/alike")
@limiter.limit("60/minute", key_func=asker)
def alike_so_far() -> ResponseReturnValue:
    """Cases like what is typed so far, beside it; nothing is checked or kept by that."""
    form = CaseForm.sent(DRAFT)
    found = alike(looking_back.so_far(form), me())
    if request.htmx:
        return render_template("cases/_alike_so_far.html", cases_alike=found)
    return _composer(form, cases_alike=found)


@bp.get("/check")
def check_explained() -> ResponseReturnValue:
    return page("cases/check_explained.html")


@bp.get("/<key>")
def show(key: str) -> ResponseReturnValue:
    return show_page(visible_case(key))


@bp.post("/<key>/settle")
def settle(key: str) -> ResponseReturnValue:
    with writing():
        case = visible_case(key)
        case.settle(by=me())
        case_url = address(case)
    return go(case_url)


@bp.post("/<key>/reopen")
def reopen(key: str) -> ResponseReturnValue:
    with writing():
        case = visible_case(key)
        case.reopen(by=me())
        case_url = address(case)
    return go(case_url)


def _composer(form: CaseForm, **more: object) -> str:
    dyes = {one.value: one.dye for one in ASKABLE}
    setting = None if form.is_general else form.setting.data
    known = Setting(setting) if setting in list(Setting) else None
    unnamed = {
        "role": role(me().discipline, known),
        "less": role(Discipline.OTHER, known),
        "are_few": are_few_like(me()),
    }
    return page("cases/new.html", form=form, ask_dyes=dyes, unnamed=unnamed, **more)


def _box(_: Person, place: str) -> Box:
    if place != DRAFT:
        raise NotFound
    return Box(CaseForm, url_for("cases.new"), "ask")


boxes.register(DRAFT, _box)

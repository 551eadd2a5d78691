"""Cases in the browser: the list, asking, reading, settling."""

from typing import cast

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from forum.cases.forms import CaseForm
from forum.cases.gate import readers_only
from forum.cases.lists import counts, page_of
from forum.cases.models import Case
from forum.cases.telling import told
from forum.cases.vocabulary import ASKABLE, AgeBand
from forum.cases.wanted import Wanted
from forum.core.addresses import whole
from forum.core.clock import now
from forum.core.db import db, writing
from forum.core.limits import limiter
from forum.core.once import once
from forum.core.web import go, page
from forum.guard.mending import mended
from forum.people.models import Person
from forum.people.session import asker, me, members_only
from forum.people.vocabulary import Discipline, Setting
from forum.talk import boxes
from forum.talk.boxes import Box
from forum.talk.drafts import Draft
from forum.talk.forms import ReplyForm
from forum.talk.hosts import Host, register
from forum.talk.reading import Eyes, read
from forum.talk.standing import standing

bp = Blueprint("cases", __name__, url_prefix="/cases")
bp.before_request(members_only)
bp.before_request(readers_only)

DRAFT = "case"
"""Where the composer's draft is kept."""
FILTERS = (
    ("asked", "Discipline asked", "Any discipline", [(one.value, one.chip) for one in ASKABLE]),
    ("age_band", "Age band", "Any age", [(one.value, one.label) for one in AgeBand]),
    ("setting", "Setting", "Any setting", [(one.value, one.label) for one in Setting]),
)
"""The filters of the list: name, label, the words for none, and what may be chosen."""


@bp.get("/")
def index() -> ResponseReturnValue:
    wanted = Wanted.read(request.args)
    return page(
        "cases/index.html",
        wanted=wanted,
        cases=page_of(wanted, me(), before=request.args.get("before")),
        counts=counts(wanted, me()),
        filters=FILTERS,
    )


@bp.get("/new")
def new() -> ResponseReturnValue:
    return _composer(CaseForm.begun(DRAFT, Draft.at(DRAFT, me())))


@bp.post("/")
@limiter.limit("60/minute", key_func=asker)
@limiter.limit("20/hour", key_func=asker, deduct_when=lambda said: said.status_code != 422)
def create() -> ResponseReturnValue:
    form = CaseForm.sent(DRAFT)
    if mended(form) or not form.validate_on_submit():
        return _composer(form), 422

    with once(form) as done:
        case = Case.open(
            by=me(),
            title=form.title.data,
            age_band=form.age_band.data,
            setting=form.setting.data,
            since=form.since.data,
            help=form.help.data,
            need_by=form.need_by.data,
            question=form.question.data,
            asked=[Discipline(one) for one in form.asked.data or ()],
            told={name: form[name].words for name in ("story", "tried", "need")},
            generalised=form.generalised.data,
            attested_at=now(),
        )
        Draft.put_away(DRAFT, by=me(), **form.known)
        done.url = address(case)
    return go(done.url)


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


def visible_case(key: str) -> Case:
    return cast(Case, db.one_or_404(Case.whole(me()).where(Case.key == key)))


def _composer(form: CaseForm) -> str:
    dyes = {one.value: one.dye for one in ASKABLE}
    return page("cases/new.html", form=form, ask_dyes=dyes)


def address(case: Case) -> str:
    return url_for("cases.show", key=case.key)


def show_page(case: Case, form: ReplyForm | None = None) -> str:
    """The page of a case with its talk, as read from `?after=` on."""
    talk, how = case.talk, standing(case.talk, me())
    after = whole(request.args.get("after"))
    return page(
        "cases/show.html",
        case=case,
        talk=talk,
        form=form or ReplyForm.begun(talk.topic, how.draft),
        reading=read(talk, Eyes(me(), case.author, how.seen), after=after),
        standing=how,
        hears={talk.topic: talk.version},
    )


def stands(case: Case) -> str:
    """How the case stands now, in pieces for a page that is open."""
    reading = read(case.talk, Eyes(me(), case.author))
    return render_template("cases/_stands.html", case=case, talk=case.talk, reading=reading)


def _box(_: Person, place: str) -> Box:
    if place != DRAFT:
        raise NotFound
    return Box(CaseForm, url_for("cases.new"), "ask")


register("case", Host(Case.whole, address, show_page, stands, told))
boxes.register(DRAFT, _box)

"""Looking back in the browser: what worked, to search, and cases like one at hand."""

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from forum.cases.alike import Outline, alike
from forum.cases.finding import visible_case
from forum.cases.forms import CaseForm
from forum.cases.models import Case
from forum.cases.vocabulary import ASKABLE, Help
from forum.cases.wanted import among
from forum.cases.worked import Search, another_taught, page_of
from forum.core.db import writing
from forum.core.limits import limiter
from forum.core.web import go, page
from forum.moderation import matters
from forum.moderation.forms import ReportForm
from forum.people.session import asker, me
from forum.people.vocabulary import AgeBand, Discipline, Setting
from forum.search.sought import Sought
from forum.talk.reporting import THANKS

bp = Blueprint("looking_back", __name__)

FILTERS = (
    ("asked", "Discipline asked", "Any discipline", [(one.value, one.chip) for one in ASKABLE]),
    ("age_band", "Age band", "Any age", [(one.value, one.label) for one in AgeBand]),
    ("setting", "Setting", "Any setting", [(one.value, one.label) for one in Setting]),
)
"""The filters of a list: name, label, the words for none, and what may be chosen."""

TYPED = ("title", "question", "story", "tried")
"""What is compared of a case that is being written, word by word."""


@bp.get("/insights")
def insights() -> ResponseReturnValue:
    search = Search.read(request.args)
    found = page_of(search, me(), before=request.args.get("before"))
    return page("cases/insights.html", search=search, found=found, filters=FILTERS)


@bp.get("/insights/<key>/report")
def ask(key: str) -> ResponseReturnValue:
    """An insight may be reported by whoever reads it, also where its case is not theirs to open."""
    return page("cases/report.html", case=_another_taught(key), form=ReportForm())


@bp.post("/insights/<key>/report")
@limiter.limit("30/hour", key_func=asker)
def report(key: str) -> ResponseReturnValue:
    case, form = _another_taught(key), ReportForm()
    if not form.validate_on_submit():
        return page("cases/report.html", case=case, form=form), 422

    with writing():
        case = _another_taught(key)
        matters.report(
            by=me(),
            about=case.talk.topic,
            number=0,
            reason=form.chosen,
            note=form.note.data or "",
        )
    flash(THANKS)
    return go(url_for("cases.looking_back.insights"))


def _another_taught(key: str) -> Case:
    return another_taught(key, me()) or abort(404)


def so_far(form: CaseForm) -> Outline:
    """What is filled into the composer by now, as it may be compared."""
    typed = {field.name: field.data for field in form}
    asked = set(form.asked.data or ()) & {one.value for one in ASKABLE}
    return Outline(
        asked=frozenset(map(Discipline, asked)),
        age_band=among(AgeBand, typed.get("age_band")),
        setting=among(Setting, typed.get("setting")),
        help=among(Help, typed.get("help")),
        words=Sought.alike(*(typed.get(name) or "" for name in TYPED)),
    )


@bp.get("/<key>/alike")
def like_this(key: str) -> ResponseReturnValue:
    """Cases like this one: a part of its page, or a page of its own."""
    case = visible_case(key)
    return page("cases/alike.html", case=case, cases_alike=alike(Outline.of(case), me()))

"""Looking back in the browser: what worked, to search, and cases like one at hand."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from forum.cases.alike import Outline, alike
from forum.cases.finding import visible_case
from forum.cases.forms import CaseForm
from forum.cases.vocabulary import ASKABLE, Help
from forum.cases.wanted import among
from forum.cases.worked import Search, page_of
from forum.core.web import page
from forum.people.session import me
from forum.people.vocabulary import AgeBand, Discipline, Setting
from forum.search.sought import Sought

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

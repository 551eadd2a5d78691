"""Telling a case again: while it is kept back, or once somebody stepped out of it."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from forum.cases.finding import visible_case
from forum.cases.forms import OUTLINE as KINDS
from forum.cases.forms import CaseForm
from forum.cases.holding import may_be_told_again, say_again
from forum.cases.judged import word_on
from forum.cases.models import Case
from forum.cases.words import PARTS
from forum.core.limits import limiter
from forum.core.once import once
from forum.core.web import go, page
from forum.guard.mending import mended
from forum.moderation.matters import alert
from forum.moderation.models import Matter
from forum.people.session import asker, me
from forum.talk.checking import found_in
from forum.talk.faced import FacedForm

bp = Blueprint("again", __name__, url_prefix="/<key>/again")

OUTLINE = ("age_band", "setting", "since")


class AgainForm(FacedForm):
    """What of a case its author may say otherwise: its words, and the outline of the client."""

    title = CaseForm.title
    age_band = CaseForm.age_band
    setting = CaseForm.setting
    since = CaseForm.since
    story = CaseForm.story
    tried = CaseForm.tried
    need = CaseForm.need
    matters = CaseForm.matters
    question = CaseForm.question
    nobody_would_know = CaseForm.nobody_would_know

    @classmethod
    def of(cls, case: Case, **more: object) -> "AgainForm":
        """The form for this case; a general question has no client, and so no outline."""
        form = cls(**more)
        form.hides = case.talk.hides_of(case.author)
        if case.is_general:
            for name in (*OUTLINE, "story", "matters"):
                del form[name]
        return form


@bp.get("")
def edit(key: str) -> ResponseReturnValue:
    """As it stands, or with the moderator's wording where `?with=rewording` asks for that."""
    case = _mine(key)
    stands = {name: getattr(case, f"{name}_md") for name in PARTS}
    stands |= {name: getattr(case, name) for name in ("title", "question", *OUTLINE)}
    word = word_on(case)
    if request.args.get("with") and word and word.rewording:
        stands["tried" if case.is_general else "story"] = word.rewording
    return _form(case, AgainForm.of(case, formdata=None, data=stands), word)


@bp.post("")
@limiter.limit("60/minute", key_func=asker)
def send(key: str) -> ResponseReturnValue:
    case = _mine(key)
    form = AgainForm.of(case)
    if mended(form) or not form.validate_on_submit():
        return _form(case, form, word_on(case)), 422

    with once(form) as done:
        case = _mine(key)
        words = ("title", "question", *OUTLINE)
        outline = {name: KINDS[name](form[name].data) for name in words if name in form}
        say_again(case, told={name: form[name].words for name in PARTS if name in form}, **outline)
        if form.urgent:
            alert(about=case.talk.topic)
        done.url = url_for("cases.show", key=key)
    return go(done.url)


@bp.post("/check")
@limiter.limit("120/minute", key_func=asker)
def look(key: str) -> ResponseReturnValue:
    """What the check finds in it, as it is so far."""
    return found_in(AgainForm.of(_mine(key)))


def _mine(key: str) -> Case:
    """A case of one's own that may be told again. Raises NotFound."""
    case = visible_case(key)
    if case.author_id != me().id or not may_be_told_again(case):
        raise NotFound
    return case


def _form(case: Case, form: AgainForm, word: Matter | None) -> str:
    return page("cases/again.html", case=case, form=form, matter=word)

"""The end of a case in the browser: when to be asked, how it turned out, keeping it."""

from collections.abc import Sequence
from functools import partial

from flask import Blueprint, abort, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from htmx_flask import request

from forum.cases.closing_forms import FollowUpForm, OutcomeForm
from forum.cases.finding import visible_case
from forum.cases.holding import look_again
from forum.cases.models import Case
from forum.cases.outcome import DRAFTED, ToldElsewhere
from forum.cases.showing import address, eyes
from forum.cases.telling import told
from forum.cases.vocabulary import Result
from forum.core.dates import reader_zone, zone
from forum.core.db import db, writing
from forum.core.errors import NotAllowed
from forum.core.limits import limiter
from forum.core.once import once
from forum.core.web import go, into, page
from forum.guard.mending import mended
from forum.moderation.matters import alert
from forum.people.models import Person
from forum.people.session import asker, me
from forum.talk import boxes
from forum.talk.boxes import Box
from forum.talk.drafting import keep_if_urgent
from forum.talk.drafts import Draft
from forum.talk.reading import tried
from forum.talk.telling import said_by

bp = Blueprint("closing", __name__, url_prefix="/<key>")

often_enough = limiter.limit("30/minute;300/hour", key_func=asker)


@bp.get("/outcome")
def outcome(key: str) -> ResponseReturnValue:
    """The form as its draft left it or as told before, or both where it was told since."""
    case = _own_case(key)
    draft, known = Draft.at(case.outcome_place, me()), str(case.told_version)
    form = OutcomeForm.begun(case.outcome_place, draft, data=_as_told(case), wording=known)
    if (chosen := request.args.get("result")) in list(Result):
        form.result.data = chosen
    is_late = form.corrects != case.told_version
    form.wording.data = known
    return _outcome_form(case, form, is_late=is_late)


@bp.post("/outcome")
@often_enough
def tell(key: str) -> ResponseReturnValue:
    case = _own_case(key)
    form = _sent(case)
    if mended(form) or not form.validate_on_submit():
        keep_if_urgent(form)
        return _outcome_form(case, form), 422

    try:
        with once(form) as done:
            case = _own_case(key)
            case.tell_outcome(form.told, by=me(), known=form.corrects)
            look_again(case)
            if form.urgent:
                alert(about=case.talk.topic)
            Draft.put_away(form.place, by=me(), **form.known)
            url = done.url = address(case)
    except ToldElsewhere:
        return _both(key, form)
    if form.lost:
        flash("An idea that you ticked was taken back meanwhile, and is left out.")
    return go(url)


@bp.post("/follow-up")
@often_enough
def follow_up(key: str) -> ResponseReturnValue:
    """Be asked on another day, or not at all."""
    case, form = visible_case(key), FollowUpForm()
    if not form.validate_on_submit():
        return page("cases/follow_up.html", case=case, form=form), 422

    with writing():
        case = visible_case(key)
        case.ask_me(form.at, by=me())
        url = address(case)
    flash("Changed. You’ll be asked then." if form.at else "You won’t be asked.")
    return go(f"{url}#settling")


@bp.get("/follow-up")
def follow_up_form(key: str) -> ResponseReturnValue:
    case = visible_case(key)
    if case.author_id != me().id:
        raise NotAllowed("Only whoever asked can say when to be asked how it went.")
    form = FollowUpForm(formdata=None, remind=case.follow_up_at is not None)
    if case.follow_up_at:
        form.follow_up_on.data = case.follow_up_at.astimezone(zone(reader_zone())).date()
    return page("cases/follow_up.html", case=case, form=form)


@bp.post("/keep")
@often_enough
def keep(key: str) -> ResponseReturnValue:
    """Keep the outcome as a bookmark, or don't any more."""
    yes = request.form.get("yes") == "1"
    with writing():
        case = visible_case(key)
        case.keep(by=me(), yes=yes)
        url = address(case)
    case = visible_case(key)
    return go(f"{url}#outcome", part=render_template("cases/_keep.html", case=case))


@bp.post("/lasting")
@often_enough
def last(key: str) -> ResponseReturnValue:
    """Keep the case itself for another half year."""
    with writing():
        case = visible_case(key)
        case.keep_open(by=me())
        url = address(case)
    flash("Kept. It stays open for another half year.")
    return go(f"{url}#settling")


def _own_case(key: str) -> Case:
    case = visible_case(key)
    if case.author_id != me().id:
        raise NotAllowed("Only whoever asked can say how it turned out.")
    case.is_not_sealed()
    return case


def _as_told(case: Case) -> dict[str, object]:
    """What was told before, as the form holds it."""
    if case.outcome is None:
        return {}
    weighed = {said.number: said.made_difference for said in tried(case.talk, eyes(case))}
    as_told: dict[str, object] = {
        "result": case.outcome.result.value,
        "body": case.outcome.body_md,
        "made": [number for number, made in weighed.items() if made],
        "not_made": [number for number, made in weighed.items() if made is False],
    }
    if taught := case.insight:
        for_all = taught.approved_at is not None
        as_told |= {"lesson": taught.title, "more": taught.body, "for_all": for_all}
    return as_told


def _sent(case: Case) -> OutcomeForm:
    """The form as it comes in, knowing what the guard has to and which ideas there are."""
    form = OutcomeForm.sent(case.outcome_place)
    form.earlier, form.hides = _told_by_me(case), case.talk.hides_of(me())
    form.offer(tried(case.talk, eyes(case)))
    return form


def _told_by_me(case: Case) -> Sequence[str]:
    return (*told(case), *said_by(me(), case.talk))


def _box(person: Person, place: str) -> Box:
    """For drafts: of a case of one’s own. Raises NotFound, and CaseIsSealed."""
    case = Case.at(place.removeprefix(f"{DRAFTED}-"), person)
    if case is None or case.author_id != person.id:
        abort(404)
    case.is_not_sealed()
    return Box(
        OutcomeForm,
        url_for("cases.closing.outcome", key=case.key),
        "telling",
        told=partial(_told_by_me, case),
        hides=case.talk.hides_of(person),
    )


boxes.register(DRAFTED, _box)


def _outcome_form(case: Case, form: OutcomeForm, *, is_late: bool = False) -> str:
    form.offer(tried(case.talk, eyes(case)))
    if is_late:
        form.take_along(case.insight)
    return page("cases/outcome.html", case=case, form=form, other=case.outcome if is_late else None)


def _both(key: str, form: OutcomeForm) -> ResponseReturnValue:
    """Both texts; sending this one again is then meant to replace the other."""
    db.session.rollback()
    case = _own_case(key)
    form.wording.data = str(case.told_version)
    shown = _outcome_form(case, form, is_late=True)
    return into("#telling", shown, 409) if request.htmx else (shown, 409)

"""The moderators' queue: what waits, each thing in its context, deciding, and the log."""

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement, select

from forum.core.addresses import whole
from forum.core.db import db
from forum.core.once import once
from forum.core.web import go, page
from forum.moderation.context import Waiting, in_context, to_be_read
from forum.moderation.deciding import Word, decide, possible
from forum.moderation.forms import DecisionForm
from forum.moderation.log import lately
from forum.moderation.matters import QUEUE
from forum.moderation.models import Matter
from forum.moderation.revealing import waiting_for
from forum.moderation.vocabulary import DANGER, WAITING_TO_GO_OUT, Reason
from forum.notifications.seeing import seen
from forum.people.session import me

bp = Blueprint("queue", __name__)

SHOWN = 50
"""Matters on a page; what is decided makes room for the next."""
COUNTED = 200
"""Matters of each kind that are looked through: a count up to which one would count by hand."""
VIEWS = {
    "danger": ("Danger", Matter.reason.in_(DANGER)),
    "identifying": ("Identifying details", Matter.reason == Reason.MAY_IDENTIFY),
    "first": ("Before they go out", Matter.reason.in_(WAITING_TO_GO_OUT)),
    "reports": (
        "Reports",
        Matter.reason.not_in((*DANGER, Reason.MAY_IDENTIFY, *WAITING_TO_GO_OUT)),
    ),
}


@bp.get("/")
def index() -> ResponseReturnValue:
    waiting = {name: _waiting(which) for name, (_, which) in VIEWS.items()}
    first = next((name for name, some in waiting.items() if some), "identifying")
    view = request.args.get("view", first)
    if view not in VIEWS:
        abort(404)
    seen(me(), QUEUE)
    return page(
        "moderation/queue.html",
        views={name: title for name, (title, _) in VIEWS.items()},
        view=view,
        counts={name: len(some) for name, some in waiting.items()},
        waiting=waiting[view][:SHOWN],
        reveals=waiting_for(me()),
        lately=lately(5, read_by=me()),
    )


@bp.get("/decisions")
def decisions() -> ResponseReturnValue:
    before = whole(request.args.get("before")) or None
    some = lately(SHOWN, read_by=me(), before=before)
    return page("moderation/decisions.html", decisions=some, at_once=SHOWN)


@bp.get("/of/<about>/<int(max=999999999):number>")
def of(about: str, number: int) -> ResponseReturnValue:
    """To the latest matter about this thing."""
    matter = Matter.latest_at((about, number)) or abort(404)
    return go(url_for("moderation.queue.show", key=_read(matter).matter.key))


@bp.get("/matters/<key>")
def show(key: str) -> ResponseReturnValue:
    found = _found(key)
    if found.thing.author_id == me().id:
        return go(url_for("matters.show", key=key))
    seen(me(), found.matter.danger)
    return _matter(found, DecisionForm(formdata=None))


@bp.post("/matters/<key>")
def decide_now(key: str) -> ResponseReturnValue:
    form = DecisionForm()
    if not form.validate_on_submit() or not form.says_enough():
        return _matter(_found(key), form), 422

    with once(form) as done:
        found = _found(key)
        decide(
            found.matter,
            form.chosen,
            by=me(),
            seen=whole(form.seen.data),
            word=Word(form.said, form.rewording_for(found.thing.wording)),
        )
        done.url = url_for("moderation.queue.index")
    flash(f"Done: {form.chosen.done}.")
    return go(done.url)


def _found(key: str) -> Waiting:
    return _read(db.one_or_404(select(Matter).where(Matter.key == key)))


def _read(matter: Matter) -> Waiting:
    return next(iter(to_be_read([matter], by=me())), None) or abort(404)


def _waiting(which: ColumnElement[bool]) -> list[Waiting]:
    """What is open, what waits longest at the top, in a constant number of statements.

    What is about one's own words is for other moderators.
    """
    waiting = select(Matter).where(
        Matter.decided_at.is_(None), Matter.author_id.is_distinct_from(me().id), which
    )
    oldest = waiting.order_by(Matter.opened_at, Matter.id).limit(COUNTED)
    return in_context(db.session.scalars(oldest), seen_by=me())


def _matter(found: Waiting, form: DecisionForm) -> str:
    if not form.is_submitted():
        form.seen.data = str(found.matter.version)
        form.rewording.data = found.thing.wording
    newest = Matter.latest_at(found.matter.place)
    acts = possible(found.thing, found.matter) if newest is found.matter else ()
    form.explain(acts, found.matter.reason)
    return page(
        "moderation/matter.html",
        found=found,
        form=form,
        acts=acts,
        newest=newest,
    )

"""Two moderators and a name, in the browser: asking, agreeing, refusing, and what is shown then."""

from typing import cast

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from forum.core.clock import now
from forum.core.db import db, writing
from forum.core.forms import AtLeast, AtMost, Form, Lines, Needed
from forum.core.once import once
from forum.core.web import go, page
from forum.moderation.reportable import things_at
from forum.moderation.reveals import WAITS_FOR, Hidden, Reveal, hidden_at
from forum.notifications.seeing import seen
from forum.notifications.subjects import Described, Subject
from forum.notifications.subjects import register as describe_with
from forum.people.models import Person
from forum.people.session import me

bp = Blueprint("reveals", __name__, url_prefix="/reveals")

SHOWN = 20
"""Requests that wait at the top of the queue."""
EARLIER = 20
"""Requests about the same thing that a page looks back over."""


class ReasonForm(Form):
    reason = Lines(
        "Why a name is needed",
        [Needed("Say why a name is needed."), AtLeast(20), AtMost(500)],
        description="A second moderator decides on it, the log keeps it, and whoever is concerned "
        "reads it. Say it without names.",
    )


@bp.get("/of/<topic>")
def begin(topic: str) -> ResponseReturnValue:
    """The request that stands for this thing, or the form for one."""
    hidden = _hidden(topic)
    standing = db.session.scalars(_about(topic).where(Reveal.is_waiting())).one_or_none()
    return _page(hidden, topic, standing, ReasonForm())


@bp.post("/of/<topic>")
def ask(topic: str) -> ResponseReturnValue:
    form = ReasonForm()
    hidden = _hidden(topic)
    if not form.validate_on_submit():
        return _page(hidden, topic, None, form), 422

    with once(form) as done:
        asked = Reveal.ask(_hidden(topic), topic, by=me(), reason=form.reason.data or "")
        done.url = url_for("moderation.reveals.show", key=asked.key)
    return go(done.url)


@bp.get("/<key>")
def show(key: str) -> ResponseReturnValue:
    reveal = _reveal(key)
    hidden = _hidden(reveal.about)
    seen(me(), reveal.topic)
    return _page(hidden, reveal.about, reveal, ReasonForm())


@bp.post("/<key>/agreement")
def agree(key: str) -> ResponseReturnValue:
    with writing():
        reveal = _reveal(key)
        reveal.agree(_hidden(reveal.about), by=me())
    return go(url_for("moderation.reveals.show", key=key))


@bp.post("/<key>/refusal")
def refuse(key: str) -> ResponseReturnValue:
    with writing():
        reveal = _reveal(key)
        reveal.refuse(_hidden(reveal.about), by=me())
    flash("It stays unknown.")
    return go(url_for("moderation.reveals.show", key=key))


def described(person: Person, topics: list[str]) -> Described:
    """For notices: requests that `person` may answer."""
    if not person.is_moderator:
        return {}
    keys = [topic.removeprefix("reveal-") for topic in topics]
    known = {}
    for reveal in db.session.scalars(select(Reveal).where(Reveal.key.in_(keys))):
        hidden = hidden_at(reveal.about)
        if hidden and _is_for(person, hidden, reveal.about):
            url = url_for("moderation.reveals.show", key=reveal.key)
            known[reveal.topic] = Subject.on_one_page(f"Who is {hidden.voice.name}?", url)
    return known


def waiting_for(person: Person) -> list[tuple[Reveal, Hidden]]:
    """What still waits for a second moderator, and `person` may know of, their own requests too."""
    waiting = select(Reveal).where(Reveal.is_waiting(), Reveal.asked_at > now() - WAITS_FOR)
    some = waiting.options(joinedload(Reveal.asked_by)).order_by(Reveal.about).limit(SHOWN)
    oldest_first = sorted(db.session.scalars(some), key=lambda reveal: reveal.id)
    known = ((reveal, hidden_at(reveal.about)) for reveal in oldest_first)
    return [(one, who) for one, who in known if who and _is_for(person, who, one.about)]


describe_with("reveal", described)


def _page(hidden: Hidden, topic: str, reveal: Reveal | None, form: ReasonForm) -> str:
    earlier = _about(topic).where(~Reveal.is_waiting())
    newest = earlier.order_by(Reveal.id.desc()).limit(EARLIER)
    return page(
        "moderation/reveal.html",
        hidden=hidden,
        topic=topic,
        reveal=reveal,
        form=form,
        earlier=db.session.scalars(newest).all(),
    )


def _hidden(topic: str) -> Hidden:
    """Whoever is hidden there, for anybody but themselves and who stepped out."""
    hidden = hidden_at(topic)
    if hidden is None or not _is_for(me(), hidden, topic):
        abort(404)
    return hidden


def _is_for(person: Person, hidden: Hidden, topic: str) -> bool:
    there = things_at([(topic, 0)], seen_by=person)
    return bool(there) and hidden.person.id != person.id


def _reveal(key: str) -> Reveal:
    return cast(Reveal, db.one_or_404(select(Reveal).where(Reveal.key == key)))


def _about(topic: str) -> Select[Reveal]:
    return select(Reveal).where(Reveal.about == topic)

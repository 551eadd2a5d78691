"""A moderator's word: what was decided about something of one's own, and why."""

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from forum.core.db import db
from forum.core.web import go, page
from forum.moderation.context import to_be_read
from forum.moderation.matters import QUEUE
from forum.moderation.models import Matter
from forum.moderation.reportable import things_at
from forum.notifications import subjects
from forum.notifications.seeing import seen
from forum.notifications.subjects import Subject
from forum.people.models import Person
from forum.people.session import me, members_only

bp = Blueprint("matters", __name__, url_prefix="/matters")
bp.before_request(members_only)

MODERATION = "Moderation"
GONE = "Something that isn’t here any more"


@bp.get("/<key>")
def show(key: str) -> ResponseReturnValue:
    """For its author alone: to anybody else it isn't there."""
    mine = select(Matter).where(Matter.key == key, Matter.author_id == me().id)
    matter = db.one_or_404(mine)
    seen(me(), matter.topic)
    within = subjects.described(me(), [matter.about]).get(matter.about)
    thing = things_at([matter.place]).get(matter.place) if within else None
    return page("moderation/word.html", matter=matter, thing=thing, within=within)


@bp.get("/of/<about>/<int(max=999999999):number>")
def of(about: str, number: int) -> ResponseReturnValue:
    """To the latest word about this thing."""
    matter = Matter.latest_at((about, number))
    if matter is None or matter.author_id != me().id:
        abort(404)
    return go(url_for("matters.show", key=matter.key))


def described(person: Person, topics: list[str]) -> dict[str, Subject]:
    """For notices: matters about what `person` said, under the title of what they said it in."""
    keys = [topic.removeprefix("matter-") for topic in topics]
    mine = select(Matter).where(Matter.key.in_(keys), Matter.author_id == person.id)
    matters = db.session.scalars(mine).all()
    wholes = subjects.described(person, (matter.about for matter in matters))
    known = {}
    for matter in matters:
        within = wholes.get(matter.about)
        url = url_for("matters.show", key=matter.key)
        known[matter.topic] = Subject.on_one_page(within.title if within else GONE, url)
    return known


def danger(person: Person, topics: list[str]) -> dict[str, Subject]:
    """For moderators' notices of danger: each leads to its matter, where they may look at it."""
    if not person.is_moderator:
        return {}
    keys = [topic.removeprefix("danger-") for topic in topics]
    others = Matter.author_id.is_distinct_from(person.id)
    matters = db.session.scalars(select(Matter).where(Matter.key.in_(keys), others))
    known = {}
    for matter in (found.matter for found in to_be_read(matters, by=person)):
        url = url_for("moderation.queue.show", key=matter.key)
        known[matter.danger] = Subject.on_one_page(MODERATION, url)
    return known


def queue(person: Person, topics: list[str]) -> dict[str, Subject]:
    """For moderators' notices about the queue."""
    if not person.is_moderator or QUEUE not in topics:
        return {}
    url = url_for("moderation.queue.index")
    return {QUEUE: Subject.on_one_page(MODERATION, url)}


subjects.register("matter", described)
subjects.register("danger", danger)
subjects.register("queue", queue)

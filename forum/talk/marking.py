"""A reader's marks on a talk: “Helpful”, “I’ll try this”, following, read; and who is there."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from htmx_flask import request
from sqlalchemy import select

from forum.core.addresses import whole
from forum.core.db import db, writing
from forum.core.web import go
from forum.live import presence
from forum.notifications.notices import has_read
from forum.people.models import Person
from forum.people.session import me
from forum.talk.hosts import Found
from forum.talk.models import Talk
from forum.talk.place import Place
from forum.talk.reading import one
from forum.talk.standing import standing

bp = Blueprint("marks", __name__, url_prefix="/<key>")
MESSAGE = "/messages/<int(max=999999999):number>"


@bp.post(f"{MESSAGE}/helpful")
def helpful(key: str, number: int) -> ResponseReturnValue:
    with writing():
        found = Found.by_key(key, me())
        found.talk.mark_helpful(found.talk.message(number), by=me(), yes=_yes())
    said = one(found.talk, found.through(me()), number)
    part = render_template("talk/_helpful.html", said=said)
    return go(f"{found.address}#m{number}", part=part)


@bp.post(f"{MESSAGE}/try")
def try_out(key: str, number: int) -> ResponseReturnValue:
    with writing():
        found = Found.by_key(key, me())
        owner = found.thing.author.id
        found.talk.try_out(found.talk.message(number), by=me(), owner=owner, yes=_yes())
    return go(f"{found.address}#m{number}")


@bp.post("/follow")
def follow(key: str) -> ResponseReturnValue:
    with writing():
        found = Found.by_key(key, me())
        if _yes():
            found.talk.follow(me())
        else:
            found.talk.unfollow(me())
    return _follow_shown(found)


@bp.post("/mute")
def mute(key: str) -> ResponseReturnValue:
    """Follow on without being told, or be told again."""
    with writing():
        found = Found.by_key(key, me())
        found.talk.mute(me(), yes=_yes())
    return _follow_shown(found)


@bp.post("/read")
def read(key: str) -> ResponseReturnValue:
    """What stands here up to message `upto` has been read, and the notices about it with it."""
    with writing():
        found = Found.by_key(key, me())
        upto = min(whole(request.form.get("upto")), found.talk.version)
        Place.reach(found.talk.id, me(), upto)
        has_read(me(), found.talk.topic, upto=upto)
    return go(found.address, part="")


@bp.get("/here")
def here(key: str) -> ResponseReturnValue:
    """Who else reads and writes here, of those who allow it to be seen."""
    found = Found.by_key(key, me())
    present = presence.present(found.talk.topic, but=me())
    names = _names(found.talk, present.writing | present.reading)
    writing_now = sorted(names[who] for who in present.writing if who in names)
    reading = sum(who in names for who in present.reading)
    return render_template(
        "talk/_here.html",
        talk=found.talk,
        writing=writing_now,
        reading=reading,
        crowd=presence.CROWD,
    )


def _names(talk: Talk, people: set[int]) -> dict[int, str]:
    if not people:
        return {}
    found = db.session.scalars(select(Person).where(Person.id.in_(people)))
    return {
        person.id: talk.voice_of(person).first_name for person in found if person.may_be_seen_here
    }


def _yes() -> bool:
    return bool(request.form.get("yes") == "1")


def _follow_shown(found: Found) -> ResponseReturnValue:
    now = standing(found.talk, me())
    part = render_template("talk/_follow.html", talk=found.talk, standing=now)
    return go(found.address, part=part)

"""The event stream: names and versions of what changed, never content, to who may see it."""

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack

from flask import Blueprint, Response, current_app, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeTimedSerializer

from forum.core.addresses import whole
from forum.core.db import db
from forum.live import presence
from forum.live.bell import CLOSE, ears_on, listening
from forum.live.closing import closing
from forum.live.topics import Versions, versions
from forum.people.session import AT_MOST, me, members_only, my_sign_in

bp = Blueprint("live", __name__, url_prefix="/live")
bp.before_request(members_only)

HEARTBEAT = 15.0
LIFE = 600.0
"""Seconds between signs of life, and until a stream ends so that its reader is asked for again."""
CROWD = 50
"""Open pages from which on they are told of each other."""
SEALED_FOR = int(AT_MOST.total_seconds())
"""Seconds that the address of a stream is good for: as long as the sign-in that it names."""


def stream_url(rendered: Versions) -> str:
    """The address of a stream on these topics, as of the versions that the page shows."""
    sealed = _seal().dumps([my_sign_in().key, rendered])
    return url_for("live.stream", sealed=sealed)


@bp.get("/<sealed>")
def stream(sealed: str) -> ResponseReturnValue:
    try:
        key, rendered = _seal().loads(sealed, max_age=SEALED_FOR)
    except BadData:
        return "", 204
    if key != my_sign_in().key:
        return "", 204

    held = ExitStack()
    ear = held.enter_context(listening([*rendered, closing(key)]))
    current = versions(me(), rendered)
    if len(current) < len(rendered):
        held.close()  # the page shows what is gone for its reader, so it is to look once more
        return "", 204
    held.enter_context(presence.reading(current, me()))
    held.enter_context(listening(map(presence.here, current), ear))
    current |= presence.heard_at(current, me())
    db.session.remove()
    heard = {topic: max(rendered.get(topic, 0), _last_heard().get(topic, 0)) for topic in current}
    events = Response(
        _events(presence.Unhurried(ear), heard, current), mimetype="text/event-stream"
    )
    events.headers["X-Accel-Buffering"] = "no"
    events.call_on_close(held.close)
    return events


def _events(ear: presence.Unhurried, heard: Versions, current: Versions) -> Iterator[str]:
    yield ": here\n\n"
    for topic, version in current.items():
        if version > heard[topic]:
            heard[topic] = version
            yield _event(topic, heard)
    ends_at = time.monotonic() + LIFE * random.uniform(0.8, 1.2)
    while time.monotonic() < ends_at:
        ring = ear.wait(HEARTBEAT)
        if ring is None:
            yield ": quiet\n\n"
        elif ring.version == CLOSE:
            return
        elif ring.version > heard.get(ring.topic, ring.version):
            heard[ring.topic] = ring.version
            yield _event(ring.topic, heard)


def _event(topic: str, heard: Versions) -> str:
    """One event. Its id holds what was heard so far, and comes back as Last-Event-ID.

    Its data are the version and, where many pages listen, how many: they ask one after the other.
    """
    so_far = ",".join(f"{name}={version}" for name, version in heard.items())
    pages = ears_on(topic)
    crowd = f" {pages}" if pages >= CROWD else ""
    return f"id: {so_far}\nevent: {topic}\ndata: {heard[topic]}{crowd}\n\n"


def _last_heard() -> Versions:
    pairs = (pair.rpartition("=") for pair in request.headers.get("Last-Event-ID", "").split(","))
    return {name: whole(version) for name, _, version in pairs}


def _seal() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="live")

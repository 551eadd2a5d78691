"""Ring a topic once what changed is safely stored; listen to topics. A ring: name and version."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import NamedTuple

from sqlalchemy import event
from sqlalchemy.orm import Session

from forum.core.db import db
from forum.live import wire

CLOSE = -1
"""The version that ends a stream: its reader may not see the topic any more."""


class Ring(NamedTuple):
    topic: str
    version: int


class Ear:
    """One open page, listening."""

    def __init__(self) -> None:
        self._rings: SimpleQueue[Ring] = SimpleQueue()

    def hear(self, ring: Ring) -> None:
        self._rings.put(ring)

    def wait(self, seconds: float) -> Ring | None:
        """The next ring, or None when it has been quiet for `seconds`."""
        try:
            return self._rings.get(timeout=seconds)
        except Empty:
            return None


_ears: dict[str, set[Ear]] = defaultdict(set)


def ring(topic: str, version: int) -> None:
    """Tell every page open on `topic`, once the transaction at hand is committed.

    Raises RuntimeError in a savepoint: whether what it tells of stays is not known there.
    """
    ring_all([topic], version)


def ring_all(topics: Iterable[str], version: int) -> None:
    """As `ring`, on each of `topics`, be they hundreds."""
    session = db.session()
    if session.in_nested_transaction():
        raise RuntimeError("Ring outside of savepoints.")
    session.info.setdefault("rings", {}).update(dict.fromkeys(topics, version))


@contextmanager
def listening(topics: Iterable[str], ear: Ear | None = None) -> Iterator[Ear]:
    """An ear on `topics` from here on; the same one on more topics where it is given."""
    ear, topics = ear or Ear(), list(topics)
    wire.open_once(sound, hang_up)
    for topic in topics:
        _ears[topic].add(ear)
    try:
        yield ear
    finally:
        for topic in topics:
            _ears[topic].discard(ear)
            if not _ears[topic]:
                del _ears[topic]


def ears_on(topic: str) -> int:
    """How many pages of this process are open on `topic`."""
    return len(_ears.get(topic, ()))


def hang_up() -> None:
    """End every stream of this process: each page asks again, and hears what it missed."""
    for ears in list(_ears.values()):
        for ear in list(ears):
            ear.hear(Ring("", CLOSE))


def sound(topic: str, version: int) -> None:
    """Tell every page of this process that is open on `topic`, at once."""
    for ear in list(_ears.get(topic, ())):
        ear.hear(Ring(topic, version))


@event.listens_for(Session, "after_commit")
def _committed(session: Session) -> None:
    if session.in_nested_transaction():
        return
    rings: dict[str, int] = session.info.pop("rings", {})
    for topic in rings.keys() & _ears.keys():  # of hundreds of inboxes few are open
        sound(topic, rings[topic])
    wire.send(rings)


@event.listens_for(Session, "after_rollback")
def _rolled_back(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop("rings", None)

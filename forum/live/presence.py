"""Who is reading and who is writing, of those who allow it: in this process's memory alone."""

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import NamedTuple

from forum.core.clock import now
from forum.live.bell import Ear, Ring, sound
from forum.people.models import Person

EVERY = 10.0
"""Seconds between two changes that one page hears of, so that nothing on it flickers."""
WRITES_FOR = 20.0
"""Seconds that somebody counts as writing after each sign of it."""
CROWD = 25
"""Up to so many readers are counted; of more it is said that there are many."""


class Present(NamedTuple):
    """Ids of people; who writes is not among those who read."""

    writing: set[int]
    reading: set[int]


Unseen = Callable[[Person, list[str]], set[str]]

_kinds: dict[str, Unseen] = {}
_readers: dict[str, Counter[int]] = defaultdict(Counter)
_writers: dict[str, dict[int, float]] = defaultdict(dict)
_lock = threading.Lock()
_versions = count(int(now().timestamp() * 1_000))


def shown_at(kind: str, unseen: Unseen = lambda _, __: set()) -> None:
    """On pages that hear topics `kind-…` it is shown who else is there.

    `unseen(person, topics)` gives those where `person` is not to be noticed, come or gone.
    """
    _kinds[kind] = unseen


def here(topic: str) -> str:
    """The topic that rings when people come to `topic`, begin to write, or go."""
    return f"here-{topic}"


def present(topic: str, *, but: Person) -> Present:
    """Who is at `topic` now, without `but`."""
    with _lock:
        soon = time.monotonic()
        writing = {who for who, until in _writers.get(topic, {}).items() if until > soon}
        reading = set(_readers.get(topic, ()))
    return Present(writing - {but.id}, reading - writing - {but.id})


@contextmanager
def reading(topics: Iterable[str], person: Person) -> Iterator[None]:
    """`person` is at these topics meanwhile, if they allow it to be seen."""
    who = person.id
    seen = _seen(topics, person)
    for topic in seen:
        _come(topic, who)
    try:
        yield
    finally:
        for topic in seen:
            _leave(topic, who)


def heard_at(topics: Iterable[str], person: Person) -> dict[str, int]:
    """What a page that opens on these topics has to hear: 1 where others are there already."""
    return {here(topic): int(any(present(topic, but=person))) for topic in _shown(topics)}


def writing(topic: str, person: Person) -> None:
    """A sign that `person` is writing at `topic`, if they allow it to be seen."""
    if not _seen([topic], person):
        return
    with _lock:
        soon = time.monotonic()
        is_new = _writers[topic].get(person.id, 0) <= soon
        still = {who: until for who, until in _writers[topic].items() if until > soon}
        _writers[topic] = still | {person.id: soon + WRITES_FOR}
    if is_new:
        _ring(topic)


def wrote(topic: str, person: Person) -> None:
    """What `person` was writing is posted or put away."""
    with _lock:
        was_writing = _writers.get(topic, {}).pop(person.id, None)
        _tidy(topic)
    if was_writing:
        _ring(topic)


class Unhurried:
    """An ear that lets changes of presence through at most once in EVERY seconds."""

    def __init__(self, ear: Ear) -> None:
        self._ear = ear
        self._held: Ring | None = None
        self._free_at = 0.0

    def wait(self, seconds: float) -> Ring | None:
        """The next ring, or None when it has been quiet for `seconds`."""
        until = time.monotonic() + seconds
        while (soon := time.monotonic()) < until:
            if self._held and soon >= self._free_at:
                held, self._held = self._held, None
                return self._let_through(held)
            wake = min(until, self._free_at) if self._held else until
            ring = self._ear.wait(max(wake - soon, 0.001))
            if ring is None:
                continue
            if not ring.topic.startswith("here-"):
                return ring
            if time.monotonic() >= self._free_at:
                return self._let_through(ring)
            self._held = ring
        return None

    def _let_through(self, ring: Ring) -> Ring:
        self._free_at = time.monotonic() + EVERY
        return ring


def _shown(topics: Iterable[str]) -> list[str]:
    return [topic for topic in topics if topic.partition("-")[0] in _kinds]


def _seen(topics: Iterable[str], person: Person) -> list[str]:
    """Those of these topics where others may notice `person`."""
    shown = _shown(topics) if person.may_be_seen_here else []
    unseen: set[str] = set()
    for kind, hides in _kinds.items():
        if mine := [topic for topic in shown if topic.startswith(f"{kind}-")]:
            unseen |= hides(person, mine)
    return [topic for topic in shown if topic not in unseen]


def _come(topic: str, who: int) -> None:
    with _lock:
        _readers[topic][who] += 1
        is_new = _readers[topic][who] == 1
    if is_new:
        _ring(topic)


def _leave(topic: str, who: int) -> None:
    with _lock:
        _readers[topic][who] -= 1
        is_gone = _readers[topic][who] == 0
        if is_gone:
            del _readers[topic][who]
            _writers[topic].pop(who, None)
        _tidy(topic)
    if is_gone:
        _ring(topic)


def _tidy(topic: str) -> None:
    for kept in (_readers, _writers):
        if topic in kept and not kept[topic]:
            del kept[topic]


def _ring(topic: str) -> None:
    """Comings and goings in a crowd are told to nobody: each page would ask, and see the same."""
    if len(_readers.get(topic, ())) <= CROWD:
        sound(here(topic), next(_versions))

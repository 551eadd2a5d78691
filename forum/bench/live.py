"""How fast, and at what cost, a reply reaches hundreds of open pages of one process."""

import logging
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Self

from forum.bench.community import a_case_with, settled_in
from forum.bench.live_report import Arrivals, LiveFigures, Rings, during
from forum.bench.members import Poster, crowded, followed, key_of, signed_in
from forum.bench.pages import SERVED
from forum.bench.reader import BROWSER, Reader
from forum.bench.report import Spread
from forum.bench.server import Place, serving
from forum.bench.watching import OTHERS, Readers, Somebody
from forum.core.logs import log
from forum.core.open_files import allow

PEOPLE = 1_000
POSTERS = 50
WARM = 5
"""Replies before those that count: what a process does at its first is no part of the figures."""
PAUSE = 0.2
IDLE = 3.0
"""Seconds between two replies, and before the first."""


@dataclass(frozen=True)
class House:
    """The large demo with a case of 20 messages that 500 follow, and another for the yardstick."""

    place: Place
    case: str
    talk: str
    bare: str
    people: list[dict[str, str]]

    @classmethod
    def built(cls, folder: Path) -> Self:
        place = Place(folder)
        app = settled_in(place)
        log.setLevel(logging.WARNING)
        crowded(app)
        case, bare = (a_case_with(app, 20) for _ in range(2))
        talk = followed(app, key_of(case))
        return cls(place, case, talk, f"/{key_of(bare)}", signed_in(app, PEOPLE))


def measure(readers: list[int], replies: int, *, look: bool) -> LiveFigures:
    """Open a page of the case for each of so many, on a fresh server, and post there.

    The next of `replies` is posted once every page has heard of the one before. With `look` each
    number comes again with pages that ask for pill and badge too; that takes longer, so that they
    get a quarter of the replies.
    """
    allow(2 * max(readers) + 200)
    with tempfile.TemporaryDirectory(prefix="weft-bench-") as folder:
        house = House.built(Path(folder))
        runs = []
        for how_many in readers:
            runs.append(_rings(house, how_many, replies, looks=False))
            if look:
                runs.append(_rings(house, how_many, -(-replies // 4), looks=True))
    return LiveFigures(runs)


def _rings(house: House, how_many: int, replies: int, *, looks: bool) -> Rings:
    with ExitStack() as held:
        commands = {name: SERVED[name] for name in ("weft", "bare")}
        servers = held.enter_context(serving(house.place, commands))
        weft = servers["weft"]
        bare = Poster(held.enter_context(Reader(servers["bare"].port)), house.bare, "")
        posters = [
            Poster.at(weft, house.case, house.talk, cookies) for cookies in house.people[:POSTERS]
        ]
        for poster in posters:
            held.enter_context(poster.reader)
            poster.reader.get(OTHERS[0], BROWSER)
        for poster in (*posters[-WARM:], *[bare] * WARM):
            poster.post()
        before = weft.memory()
        sessions = list(islice(cycle(house.people), how_many))
        readers = held.enter_context(Readers(weft, house.case, sessions, looks=looks))
        grown = [
            (now - then) / readers.open for now, then in zip(weft.memory(), before, strict=True)
        ]

        posts, yardstick, began, spans, cpu = [], [], {}, [], []
        with Somebody(weft, house.people[-1]) as somebody:
            time.sleep(IDLE)
            for poster in islice(cycle(posters), replies):
                readers.expect()
                start, used = time.monotonic(), weft.cpu()
                answer = poster.post()
                readers.have_heard()
                began[int(answer.headers["location"].rpartition("#m")[2])] = start
                spans.append((start, time.monotonic()))
                cpu.append(weft.cpu() - used)
                posts.append(answer.took)
                yardstick.append(bare.post().took)
                time.sleep(PAUSE)
        pages = readers.leave()

    heard = Arrivals.of(began, (page["heard"] for page in pages))
    shown = Arrivals.of(began, (page["shown"] for page in pages))
    return Rings(
        pages=readers.open,
        replies=replies,
        lost=heard.lost,
        doubled=heard.doubled,
        heard_ms=Spread.of(heard.took),
        seen_ms=Spread.of(shown.took) if looks else None,
        pss_kb=round(grown[0], 1),
        rss_kb=round(grown[1], 1),
        cpu_ms=Spread.of(cpu),
        post_ms=Spread.of(posts),
        yardstick_ms=Spread.of(yardstick),
        idle_ms=Spread.of([end - start for start, end in somebody.asked if end < spans[0][0]]),
        ringing_ms=Spread.of(during(somebody.asked, spans)),
    )

"""What pages and a reply cost on the large demo: however much there is, about as much."""

import logging
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from urllib.parse import urlencode

from flask import Flask

from forum.bench.community import a_case_with, settled_in
from forum.bench.large_report import LargeFigures
from forum.bench.members import (
    Poster,
    crowded,
    followed,
    key_of,
    longest,
    middle,
    signed_in,
)
from forum.bench.pages import AT_ONCE, SERVED, Page, ask_in_rounds
from forum.bench.reader import Reader
from forum.bench.report import Cost, Spread
from forum.bench.server import Place, serving
from forum.bench.statements import statements
from forum.core.logs import log

POSTERS = 200
"""So many take turns at replying, as each may do so 20 times a minute."""
ONE_IN = 5
"""A reply is posted for so many requests of a page: each leaves 500 notices."""
FILTERS = urlencode({"asked": "ot", "age_band": "school_age", "setting": "school"})


@dataclass
class Posts(Page):
    """Replies under measurement: members take turns at posting, each at one reply at a time."""

    posters: SimpleQueue[Poster] = field(default_factory=SimpleQueue)

    def answers(self, reader: Reader, times: int) -> list[float]:
        return [self._one() for _ in range(-(-times // ONE_IN))]

    def _one(self) -> float:
        poster = self.posters.get()
        try:
            return poster.post().took
        finally:
            self.posters.put(poster)

    def cost(self, counted: int | None) -> Cost:
        cpu, alone, crowd = map(Spread.of, (self.cpu, self.alone, self.crowd))
        return Cost(cpu, alone, crowd, 0, 0, 0, "-", counted)


def measure(rounds: int, requests: int) -> LargeFigures:
    """Ask for each page in turn, and post; in `rounds` rounds after one that does not count."""
    with tempfile.TemporaryDirectory(prefix="weft-bench-") as folder, ExitStack() as running:
        place = Place(Path(folder))
        app = settled_in(place)
        log.setLevel(logging.WARNING)
        crowded(app)
        case, replied, bare = (a_case_with(app, 20) for _ in range(3))
        talk = followed(app, key_of(replied))
        paths = _paths(app, case)
        people = signed_in(app, POSTERS)
        servers = running.enter_context(
            serving(place, {name: SERVED[name] for name in ("weft", "bare", "packed")})
        )

        def readers(server: str) -> list[Reader]:
            some = [Reader(servers[server].port, people[0]) for _ in range(AT_ONCE)]
            return [running.enter_context(one) for one in some]

        pages = {name: Page(path, servers["weft"], readers("weft")) for name, path in paths.items()}
        for name, server in (("yardstick", "bare"), ("yardstick_packed", "packed")):
            pages[name] = Page(f"/{key_of(case)}", servers[server], readers(server))
        posters = [Poster.at(servers["weft"], replied, talk, cookies) for cookies in people]
        pages["reply"] = Posts(replied, servers["weft"], readers("weft"), posters=_queue(posters))
        writers = [Poster(reader, f"/{key_of(bare)}", "") for reader in readers("bare")]
        pages["yardstick_post"] = Posts(
            bare, servers["bare"], readers("bare"), posters=_queue(writers)
        )
        ask_in_rounds(list(pages.values()), rounds, requests)

        counted = {name: statements(app, people[0], path) for name, path in paths.items()}
        first = posters[0]
        counted["reply"] = statements(app, first.reader.cookies, first.say, first.form)
        return LargeFigures(
            rounds=len(pages["list"].cpu),
            requests=requests,
            pages={name: page.cost(counted.get(name)) for name, page in pages.items()},
        )


def _queue(posters: list[Poster]) -> SimpleQueue[Poster]:
    queue: SimpleQueue[Poster] = SimpleQueue()
    for poster in posters:
        queue.put(poster)
    return queue


def _paths(app: Flask, case: str) -> dict[str, str]:
    long, last = longest(app)
    views = {f"list_{view}": f"/cases/?view={view}" for view in ("waiting", "trying", "following")}
    return {
        "list": "/cases/",
        "list_filtered": f"/cases/?{FILTERS}",
        **views,
        "list_later": f"/cases/?before={middle(app)}",
        "home": "/",
        "inbox": "/notices/",
        "case_20": case,
        "case_2000": long,
        "case_2000_last": f"{long}?after={last}",
    }

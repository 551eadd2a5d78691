"""What the list and a case cost on the real server, beside a bare Flask page of the same words."""

import logging
import re
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from forum.bench.community import READER, a_case_with, settled_in
from forum.bench.reader import BROWSER, Reader
from forum.bench.report import Cost, Figures, Spread, Visit
from forum.bench.server import Place, Server, serving
from forum.bench.statements import statements
from forum.core.logs import log
from forum.demo import PASSWORD

AT_ONCE = 8
AT_MOST = 300.0
"""Seconds after which no further round begins."""

SERVED = {
    "weft": ["forum", "serve"],
    "first": ["gunicorn", "-c", "python:forum.gunicorn_conf", "forum.bench.first:app"],
    "bare": ["gunicorn", "-c", "python:forum.gunicorn_conf", "forum.bench.yardstick:bare()"],
    "packed": ["gunicorn", "-c", "python:forum.gunicorn_conf", "forum.bench.yardstick:packed()"],
}
_our_file = re.compile(r'(?:src|href)="(/static/[^"]+\.(js|css))"')


@dataclass
class Page:
    """A page under measurement: who asks which server for it, and the seconds it has cost."""

    path: str
    server: Server
    readers: list[Reader]
    cpu: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    crowd: list[float] = field(default_factory=list)

    def ask(self, times: int) -> None:
        """One round: `times` requests by one reader, then about as many by eight at once."""
        began, asked = self.server.cpu(), len(self.alone) + len(self.crowd)
        self.alone += self.answers(self.readers[0], times)
        each = [-(-times // AT_ONCE)] * AT_ONCE
        with ThreadPoolExecutor(AT_ONCE) as crowd:
            for took in crowd.map(self.answers, self.readers, each):
                self.crowd += took
        asked = len(self.alone) + len(self.crowd) - asked
        self.cpu.append((self.server.cpu() - began) / asked)

    def forget(self) -> None:
        """Begin again, after a round to warm up."""
        self.cpu, self.alone, self.crowd = [], [], []

    def cost(self, statements: int | None) -> Cost:
        reader = self.readers[0]
        plain, gzip, sent = (reader.get(self.path, way) for way in ("identity", "gzip", BROWSER))
        return Cost(
            cpu_ms=Spread.of(self.cpu),
            alone_ms=Spread.of(self.alone),
            crowd_ms=Spread.of(self.crowd),
            bytes=len(plain.body),
            bytes_gzip=len(gzip.body),
            bytes_sent=len(sent.body),
            packing=sent.headers.get("content-encoding", "plain"),
            statements=statements,
        )

    def answers(self, reader: Reader, times: int) -> list[float]:
        """How many seconds each of so many requests took."""
        return [reader.get(self.path, BROWSER).took for _ in range(times)]


def measure(rounds: int, requests: int) -> Figures:
    """Ask for each page in turn, in `rounds` rounds after one that does not count.

    In a round a page is asked for `requests` times by one reader, and as often by eight at once.
    """
    with tempfile.TemporaryDirectory(prefix="weft-bench-") as folder, ExitStack() as running:
        place = Place(Path(folder))
        app = settled_in(place)
        log.setLevel(logging.WARNING)
        case_20, case_100 = a_case_with(app, 20), a_case_with(app, 100)
        servers = running.enter_context(serving(place, SERVED))
        member = running.enter_context(Reader(servers["weft"].port))
        member.sign_in(READER, PASSWORD)
        ours = {"list": "/cases/", "case_20": case_20, "case_100": case_100}

        def page(path: str, server: str, cookies: dict[str, str]) -> Page:
            readers = [Reader(servers[server].port, cookies) for _ in range(AT_ONCE)]
            return Page(path, servers[server], [running.enter_context(one) for one in readers])

        pages = {name: page(path, "weft", member.cookies) for name, path in ours.items()}
        pages["case_20_first"] = page(case_20, "first", member.cookies)
        key = case_20.rpartition("/")[2]
        pages["yardstick"] = page(f"/{key}", "bare", {})
        pages["yardstick_packed"] = page(f"/{key}", "packed", {})
        pages["yardstick_same"] = page(f"/same/{key}", "packed", {})
        ask_in_rounds(list(pages.values()), rounds, requests)

        counted = {name: statements(app, member.cookies, path) for name, path in ours.items()}
        return Figures(
            rounds=len(pages["list"].cpu),
            requests=requests,
            pages={name: page.cost(counted.get(name)) for name, page in pages.items()},
            visit=_first_visit(member, case_20),
        )


def ask_in_rounds(pages: list[Page], rounds: int, requests: int) -> None:
    """Each page in turn, after a round that does not count; no new round after AT_MOST."""
    for page in pages:
        page.ask(min(requests, 20))
        page.forget()
    until = time.monotonic() + AT_MOST
    for done in range(rounds):
        if done and time.monotonic() > until:
            break
        for page in pages:
            page.ask(requests)


def _first_visit(member: Reader, path: str) -> Visit:
    """The scripts and stylesheets of a page, as they come over the wire."""
    files = _our_file.findall(member.get(path).body.decode())

    def weighed(kind: str, packing: str) -> int:
        return sum(len(member.get(file, packing).body) for file, of in files if of == kind)

    return Visit(
        js_gzip=weighed("js", "gzip"),
        js_brotli=weighed("js", "br"),
        css_gzip=weighed("css", "gzip"),
        css_brotli=weighed("css", "br"),
    )

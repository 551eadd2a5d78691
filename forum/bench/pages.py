"""What the list and a case cost on the real server, and what a bare Flask page of the same words costs."""

import re
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from click import ClickException
from flask import Flask
from sqlalchemy import event

from forum.bench.community import READER, application, move_in
from forum.bench.reader import BROWSER, Reader
from forum.bench.report import Cost, Figures, Spread, Visit
from forum.bench.server import Place, Server, serving
from forum.core.db import db
from forum.demo import PASSWORD

LENGTHS = (20, 100)
AT_ONCE = 8
AT_MOST = 300.0
"""Seconds after which no further round begins."""

WEFT = ["forum", "serve"]
YARDSTICK = ["gunicorn", "-c", "python:forum.gunicorn_conf", "forum.bench.yardstick:{}()"]
_own_file = re.compile(r'(?:src|href)="(/static/[^"]+\.(?:js|css))"')


@dataclass
class Page:
    """A page under measurement: who asks for it, of which server, and what it has cost so far."""

    name: str
    path: str
    server: Server
    readers: list[Reader]
    cpu: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    crowd: list[float] = field(default_factory=list)

    def ask(self, times: int) -> None:
        """One round: `times` requests of one reader, then as many of eight readers at once."""
        began = self.server.cpu()
        self.alone += self._by(self.readers[0], times)
        each = -(-times // len(self.readers))
        with ThreadPoolExecutor(len(self.readers)) as readers:
            for took in readers.map(lambda reader: self._by(reader, each), self.readers):
                self.crowd += took
        self.cpu.append((self.server.cpu() - began) / (times + each * len(self.readers)))

    def _by(self, reader: Reader, times: int) -> list[float]:
        return [self._once(reader) for _ in range(times)]

    def _once(self, reader: Reader) -> float:
        answer = reader.get(self.path, BROWSER)
        if answer.status != 200:
            raise ClickException(f"{self.path} was answered with {answer.status}.")
        return answer.took

    def cost(self, statements: int | None) -> Cost:
        reader = self.readers[0]
        plain, gzip, chosen = (reader.get(self.path, way) for way in ("identity", "gzip", BROWSER))
        packing = chosen.headers.get("content-encoding", "plain")
        return Cost(
            *Cost.cpu_of(self.cpu),
            alone_ms=Spread.of(self.alone),
            crowd_ms=Spread.of(self.crowd),
            bytes=len(plain.body),
            bytes_gzip=len(gzip.body),
            bytes_sent=len(chosen.body),
            packing=packing,
            statements=statements,
        )


def measure(rounds: int, requests: int) -> Figures:
    """The figures of `rounds` rounds, each page asked for in turn in each, after one that is not counted."""
    with tempfile.TemporaryDirectory(prefix="weft-bench-") as folder, ExitStack() as running:
        place = Place(Path(folder))
        app = application(place)
        cases = move_in(app, LENGTHS)

        def server(*command: str) -> Server:
            return running.enter_context(serving(place, list(command)))

        weft = server(*WEFT)
        member = Reader(weft.port)
        member.sign_in(READER, PASSWORD)
        ours = {"list": "/cases/"} | {f"case_{length}": cases[length] for length in LENGTHS}
        pages = [_page(name, path, weft, member) for name, path in ours.items()]
        key = f"/{cases[20].rpartition('/')[2]}"
        for name, factory in (("yardstick", "bare"), ("yardstick_packed", "packed")):
            bare = server(*YARDSTICK[:-1], YARDSTICK[-1].format(factory))
            pages.append(_page(name, key, bare, Reader(bare.port)))
        _rounds(pages, rounds, requests)
        return Figures(
            rounds=len(pages[0].cpu),
            requests=requests,
            pages={
                page.name: page.cost(_statements(app, member, page.path) if page.name in ours else None)
                for page in pages
            },
            visit=_first_visit(member, cases[20]),
        )


def _page(name: str, path: str, server: Server, reader: Reader) -> Page:
    return Page(name, path, server, [reader.another() for _ in range(AT_ONCE)])


def _rounds(pages: list[Page], rounds: int, requests: int) -> None:
    for page in pages:
        page.ask(min(requests, 20))
        page.cpu, page.alone, page.crowd = [], [], []
    until = time.monotonic() + AT_MOST
    for _ in range(rounds):
        if pages[-1].cpu and time.monotonic() > until:
            break
        for page in pages:
            page.ask(requests)


def _statements(app: Flask, member: Reader, path: str) -> int:
    """How many statements this page takes, in this process, for the same member on the same database."""
    client = app.test_client()
    for name, value in member.cookies.items():
        client.set_cookie(name, value)
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        assert client.get(path).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return sum(not statement.startswith("BEGIN") for statement in said)


def _first_visit(member: Reader, path: str) -> Visit:
    """The scripts and stylesheets of a page, as they come over the wire."""
    files = dict.fromkeys(_own_file.findall(member.get(path).text))
    weigh: Callable[[str, str], int] = lambda kind, packing: sum(  # noqa: E731
        len(member.get(file, packing).body) for file in files if file.endswith(kind)
    )
    return Visit(*(weigh(kind, packing) for kind in (".js", ".css") for packing in ("gzip", "br")))

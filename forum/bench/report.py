"""Figures as people and programs read them: a table that tells on what machine, and JSON."""

import json
import os
import platform
import sqlite3
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from statistics import median, quantiles
from typing import Self

SERVES = ("gunicorn", "gevent", "flask", "sqlalchemy")
"""The packages whose versions a figure depends on most."""


@dataclass(frozen=True)
class Spread:
    """Many measurements of one thing, in milliseconds."""

    least: float
    p50: float
    p95: float
    p99: float
    most: float

    @classmethod
    def of(cls, seconds: list[float]) -> Self:
        """Of at least one measurement, in seconds; percentiles lie between two of them."""
        among = quantiles(seconds * 2 if len(seconds) < 2 else seconds, n=100, method="inclusive")
        figures = (min(seconds), median(seconds), among[94], among[98], max(seconds))
        return cls(*(round(figure * 1000, 3) for figure in figures))


@dataclass(frozen=True)
class Cost:
    """One page: CPU time of the worker per request, round by round; latency; bytes of HTML."""

    cpu_ms: Spread
    alone_ms: Spread
    crowd_ms: Spread
    bytes: int
    bytes_gzip: int
    bytes_sent: int
    packing: str
    statements: int | None


@dataclass(frozen=True)
class Visit:
    """Bytes over the wire of a first visit's own scripts and stylesheets."""

    js_gzip: int
    js_brotli: int
    css_gzip: int
    css_brotli: int


@dataclass(frozen=True)
class Machine:
    """Where it was measured; with others at work (`load`, of a minute) only ratios tell much."""

    cores: int = field(default_factory=lambda: os.cpu_count() or 1)
    python: str = field(default_factory=platform.python_version)
    system: str = field(default_factory=lambda: f"{platform.system()} {platform.machine()}")
    load: float = field(default_factory=lambda: round(os.getloadavg()[0], 2))
    versions: str = field(
        default_factory=lambda: ", ".join(
            [*(f"{name} {version(name)}" for name in SERVES), f"SQLite {sqlite3.sqlite_version}"]
        )
    )

    def __str__(self) -> str:
        return (
            f"Python {self.python}, {self.versions}.\n{self.system}, {self.cores} cores shared by "
            f"servers and readers, load {self.load}."
        )


@dataclass(frozen=True)
class Figures:
    """Everything that `forum bench pages` finds out."""

    rounds: int
    requests: int
    pages: dict[str, Cost]
    visit: Visit
    machine: Machine = field(default_factory=Machine)

    def ratio(self, yardstick: str) -> float:
        """What a case with 20 replies costs, as a multiple of this yardstick."""
        ours, bare = self.pages["case_20"].cpu_ms, self.pages[yardstick].cpu_ms
        return round(ours.p50 / bare.p50, 2)

    def json(self) -> str:
        ratios = {name: self.ratio(name) for name in self.pages if name.startswith("yardstick")}
        figures = {"bench": "pages"} | asdict(self) | {"ratios": ratios}
        return json.dumps(figures, indent=2) + "\n"

    def table(self) -> str:
        legend = LEGEND.format(
            bare=self.ratio("yardstick"),
            packed=self.ratio("yardstick_packed"),
            same=self.ratio("yardstick_same"),
            v=self.visit,
            m=self.machine,
            rounds=self.rounds,
            requests=self.requests,
        )
        return f"{costs(self.pages)}\n\n{legend}"


def costs(pages: dict[str, Cost]) -> str:
    """A line for each page, under the names of the figures."""
    return laid_out([COLUMNS.split("|"), *(_row(name, cost) for name, cost in pages.items())])


def laid_out(rows: list[list[str]]) -> str:
    """Rows of as many cells, in columns: the first begins at the left, others end at the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (row[0].ljust(widths[0]) + "".join(map(_right, row[1:], widths[1:])) for row in rows)
    return "\n".join(lines)


COLUMNS = "page|CPU ms|least|p50|p99|p50 of 8|p99 of 8|HTML|gzip|sent|statements"
LEGEND = """\
A case with 20 replies costs {bare} times the yardstick, {packed} times the packed one, and \
{same} times the one with the same markup.
First visit: {v.js_gzip} bytes of JavaScript and {v.css_gzip} of CSS by gzip, {v.js_brotli} and \
{v.css_brotli} by br.

CPU: of the worker, per request, median of the rounds. p50, p99: ms until the last byte.
sent: bytes to a browser that unpacks gzip, br and zstd. case_20_first: nothing drawn before.
yardstick: a bare Flask page of the same 20 messages through SQLAlchemy Core, sent plain; \
_packed: packed as ours;
_same: also with the markup that ours has for each message, its buttons and links.
{rounds} rounds, pages in turn, {requests} requests by one reader, and as many by eight at once.
{m}"""


def _row(name: str, cost: Cost) -> list[str]:
    return [
        name,
        f"{cost.cpu_ms.p50:.2f}",
        f"{cost.cpu_ms.least:.2f}",
        f"{cost.alone_ms.p50:.1f}",
        f"{cost.alone_ms.p99:.1f}",
        f"{cost.crowd_ms.p50:.1f}",
        f"{cost.crowd_ms.p99:.1f}",
        str(cost.bytes),
        str(cost.bytes_gzip),
        f"{cost.bytes_sent} {cost.packing}",
        "-" if cost.statements is None else str(cost.statements),
    ]


def _right(cell: str, width: int) -> str:
    return "  " + cell.rjust(width)

"""Figures as people and programs read them: a table that says on what machine, and the same as JSON."""

import json
import os
import platform
from dataclasses import asdict, dataclass, field
from statistics import median, quantiles
from typing import Self


@dataclass(frozen=True)
class Spread:
    """Latency in milliseconds: half of the requests, and 99 in 100, took no longer."""

    p50: float
    p99: float

    @classmethod
    def of(cls, seconds: list[float]) -> Self:
        hundredths = quantiles(seconds, n=100, method="inclusive")
        return cls(_ms(hundredths[49]), _ms(hundredths[98]))


@dataclass(frozen=True)
class Cost:
    """One page: CPU milliseconds per request by round, latency, bytes of HTML, and statements."""

    cpu_ms: float
    cpu_ms_least: float
    alone_ms: Spread
    crowd_ms: Spread
    bytes: int
    bytes_gzip: int
    bytes_sent: int
    packing: str
    statements: int | None

    @staticmethod
    def cpu_of(rounds: list[float]) -> tuple[float, float]:
        return _ms(median(rounds)), _ms(min(rounds))


@dataclass(frozen=True)
class Visit:
    """Bytes over the wire of a first visit's own scripts and stylesheets."""

    js_gzip: int
    js_brotli: int
    css_gzip: int
    css_brotli: int


@dataclass(frozen=True)
class Machine:
    """On what it was measured; with others at work (`load`, of a minute) only ratios tell much."""

    cores: int = field(default_factory=lambda: os.cpu_count() or 1)
    python: str = field(default_factory=platform.python_version)
    system: str = field(default_factory=lambda: f"{platform.system()} {platform.machine()}")
    load: float = field(default_factory=lambda: round(os.getloadavg()[0], 2))


@dataclass(frozen=True)
class Figures:
    rounds: int
    requests: int
    pages: dict[str, Cost]
    visit: Visit
    machine: Machine = field(default_factory=Machine)

    def ratio(self, yardstick: str) -> float:
        """What a case with 20 replies costs, as a multiple of that yardstick's median."""
        return round(self.pages["case_20"].cpu_ms / self.pages[yardstick].cpu_ms, 2)

    def json(self) -> str:
        ratios = {name: self.ratio(name) for name in self.pages if name.startswith("yardstick")}
        return json.dumps({"bench": "pages"} | asdict(self) | {"ratios": ratios}, indent=2) + "\n"

    def table(self) -> str:
        rows = [HEAD, *(_row(name, cost) for name, cost in self.pages.items())]
        widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
        lines = ["  ".join(_aligned(row, widths)).rstrip() for row in rows]
        return "\n".join((*lines, "", *self._notes()))

    def _notes(self) -> list[str]:
        visit, machine = self.visit, self.machine
        return [
            "CPU: the worker's milliseconds per request, median of the rounds (least). p50/p99: milliseconds,",
            "one reader, and eight at once. Sent: bytes to a browser that unpacks gzip, br and zstd.",
            "yardstick: the case's 20 messages on a bare Flask page, sent plain; yardstick_packed: packed as ours.",
            f"A case with 20 replies costs {self.ratio('yardstick')} times the yardstick, "
            f"{self.ratio('yardstick_packed')} times the packed one.",
            f"First visit, gzip (br): {visit.js_gzip} ({visit.js_brotli}) bytes of JavaScript, "
            f"{visit.css_gzip} ({visit.css_brotli}) of CSS.",
            f"{self.rounds} rounds of 2 × {self.requests} requests, pages in turn. Python {machine.python}, "
            f"{machine.system}, {machine.cores} cores shared with the client, load {machine.load}.",
        ]


HEAD = ("page", "CPU", "p50/p99", "p50/p99 of 8", "HTML", "gzip", "sent", "statements")


def _row(name: str, cost: Cost) -> tuple[str, ...]:
    return (
        name,
        f"{cost.cpu_ms:.2f} ({cost.cpu_ms_least:.2f})",
        f"{cost.alone_ms.p50:.1f}/{cost.alone_ms.p99:.1f}",
        f"{cost.crowd_ms.p50:.1f}/{cost.crowd_ms.p99:.1f}",
        str(cost.bytes),
        str(cost.bytes_gzip),
        f"{cost.bytes_sent} {cost.packing}",
        "-" if cost.statements is None else str(cost.statements),
    )


def _aligned(row: tuple[str, ...], widths: list[int]) -> list[str]:
    name, *figures = (cell.ljust(width) if at == 0 else cell.rjust(width) for at, (cell, width) in enumerate(zip(row, widths, strict=True)))
    return [name, *figures]


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 3)

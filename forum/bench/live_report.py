"""How rings reached open pages, as a table beside what Weft aims at, and as JSON."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import NamedTuple, Self

from forum.bench.report import Machine, Spread, laid_out

Moment = tuple[int, float]
"""A version, and when it was there."""
Span = tuple[float, float]


class Arrivals(NamedTuple):
    """Seconds from the begin of a POST until a page had it; rings that came never, or once more."""

    took: list[float]
    lost: int
    doubled: int

    @classmethod
    def of(cls, began: Mapping[int, float], pages: Iterable[Iterable[Moment]]) -> Self:
        """`began` says when each version was posted, `pages` what each of them got, and when."""
        took: list[float] = []
        lost = doubled = 0
        for page in pages:
            got = [(version, at) for version, at in page]
            times = Counter(version for version, _ in got)
            lost += sum(version not in times for version in began)
            doubled += len(got) - len(times.keys() & began.keys())
            took += [at - began[version] for version, at in dict(reversed(got)).items()]
        return cls(took, lost, doubled)


def during(asked: Iterable[Span], spans: Iterable[Span]) -> list[float]:
    """How long each of `asked` (begin, end) took that was under way in one of `spans`."""
    spans = list(spans)
    return [
        end - begin
        for begin, end in asked
        if any(begin < until and end > since for since, until in spans)
    ]


@dataclass(frozen=True)
class Rings:
    """So many open pages under `replies` replies; kB of the server's memory for each of them.

    `seen` is there where the pages asked for what had rung; `idle` and `ringing` are other pages'.
    """

    pages: int
    replies: int
    lost: int
    doubled: int
    heard_ms: Spread
    seen_ms: Spread | None
    pss_kb: float
    rss_kb: float
    cpu_ms: Spread
    post_ms: Spread
    yardstick_ms: Spread
    idle_ms: Spread
    ringing_ms: Spread
    machine: Machine = field(default_factory=Machine)

    @property
    def times_the_yardstick(self) -> float:
        return round(self.post_ms.p50 / self.yardstick_ms.p50, 2)


@dataclass(frozen=True)
class LiveFigures:
    """Everything that `forum bench live` finds out."""

    runs: list[Rings]

    def json(self) -> str:
        return json.dumps({"bench": "live"} | asdict(self), indent=2) + "\n"

    def table(self) -> str:
        columns = [AIMS, *map(_column, self.runs)]
        names, aims, figures = NAMES.split("|"), columns[0], columns[1:]
        rows = [list(row) for row in zip(names, *figures, aims, strict=True)]
        return f"{laid_out(rows)}\n\n{LEGEND.format(m=self.runs[-1].machine)}"


NAMES = (
    "open pages|which|replies|rings lost|doubled|"
    "ring at a page: p50 ms|p99|most|pill seen: p50 ms|p99|most|"
    "memory a page: PSS kB|RSS kB|CPU for a reply and its rings: ms|"
    "reply's POST: p50 ms|p95|yardstick's: p50 ms|p95|times the yardstick|"
    "other pages, idle: p50 ms|p95|while it rings: p50 ms|p95|load"
)
AIMS = [
    *("aim", "", "", "0", "0"),
    *("", "300 for 500, 1000 for 2000", "", "", "", "", "30", "30", ""),
    *("", "", "", "", "3", "", "", "", "50", ""),
]
LEGEND = """\
A case with 20 messages that 500 members follow, on the large demo: each reply is told to all of
them, so that a page of theirs hears a ring of the talk and one of its inbox.
Pages that listen hear rings alone; pages that look ask for pill and badge as their script does.
Ring, pill: ms from the begin of the reply's POST to the last byte at the page, over all pages and
replies. Memory: what the one worker grew by while they were opened, for each of them. CPU: of the
worker, until every page has heard or seen, with what other pages asked meanwhile; the median.
Yardstick: a bare Flask POST that inserts one row, kept as safely. Other pages: the list and home,
asked by one reader; idle: while pages are open and nothing rings.
{m}"""


def _column(run: Rings) -> list[str]:
    seen = run.seen_ms
    return [
        str(run.pages),
        "look" if seen else "listen",
        str(run.replies),
        str(run.lost),
        str(run.doubled),
        *(f"{figure:.0f}" for figure in (run.heard_ms.p50, run.heard_ms.p99, run.heard_ms.most)),
        *((f"{one:.0f}" for one in (seen.p50, seen.p99, seen.most)) if seen else "---"),
        f"{run.pss_kb:.1f}",
        f"{run.rss_kb:.1f}",
        f"{run.cpu_ms.p50:.0f}",
        *(f"{one:.1f}" for one in (run.post_ms.p50, run.post_ms.p95)),
        *(f"{one:.1f}" for one in (run.yardstick_ms.p50, run.yardstick_ms.p95)),
        f"{run.times_the_yardstick:.2f}",
        *(f"{one:.1f}" for one in (run.idle_ms.p50, run.idle_ms.p95)),
        *(f"{one:.1f}" for one in (run.ringing_ms.p50, run.ringing_ms.p95)),
        f"{run.machine.load}",
    ]

"""The figures of 100,000 cases beside those of the small demo, as a table and as JSON."""

import json
from dataclasses import asdict, dataclass, field

from forum.bench.report import Cost, Machine, laid_out

AIM = 1.5


@dataclass(frozen=True)
class Beside:
    """A page of the small demo, and the same among many cases."""

    small: Cost
    many: Cost


@dataclass(frozen=True)
class ManyFigures:
    """Everything that `forum bench pages --many` finds out; `filled` is seconds."""

    cases: int
    filled: float
    rounds: int
    requests: int
    pages: dict[str, Beside]
    machine: Machine = field(default_factory=Machine)

    @property
    def ratios(self) -> dict[str, float]:
        """CPU time as a multiple of the small demo's, round by round in turn.

        Of lists beside its plain list: filtered, the small demo's show hardly any case.
        """
        return {name: self._ratio(name) for name in self.pages}

    def _ratio(self, name: str) -> float:
        other = "list" if name.startswith("list") else name
        small, many = self.pages[other].small, self.pages[name].many
        return round(many.cpu_ms.p50 / small.cpu_ms.p50, 2)

    @property
    def beyond(self) -> list[str]:
        return [f"{name} {ratio}" for name, ratio in self.ratios.items() if ratio > AIM]

    def json(self) -> str:
        figures = {"bench": "pages --many"} | asdict(self) | {"ratios": self.ratios}
        return json.dumps(figures, indent=2) + "\n"

    def table(self) -> str:
        rows = [self._row(name, beside) for name, beside in self.pages.items()]
        beyond = ", ".join(self.beyond) or "none"
        legend = LEGEND.format(f=self, aim=AIM, beyond=beyond)
        return f"{laid_out([COLUMNS.split('|'), *rows])}\n\n{legend}"

    def _row(self, name: str, beside: Beside) -> list[str]:
        small, many = beside.small, beside.many
        return [
            name,
            f"{small.cpu_ms.p50:.2f}",
            f"{many.cpu_ms.p50:.2f}",
            f"{many.cpu_ms.least:.2f}",
            f"{self.ratios[name]:.2f}",
            f"{many.alone_ms.p50:.1f}",
            f"{many.alone_ms.p99:.1f}",
            str(small.statements),
            str(many.statements),
        ]


COLUMNS = "page|small: CPU ms|many: CPU ms|least|times|p50|p99|small: statements|many"
LEGEND = """\
{f.cases} cases over three years beside the large demo, filled in {f.filled} s.
Beyond {aim} times: {beyond}.
CPU: of the worker, per request, median of the rounds; times: that of the small demo's same page,
of lists that of its plain list, as its filtered ones show hardly any case. p50, p99: ms until the
last byte, of one reader. {f.rounds} rounds, pages of both in turn, {f.requests} requests by one
reader, and as many by eight at once.
{f.machine}"""

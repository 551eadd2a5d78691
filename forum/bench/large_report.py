"""The large demo's figures as a table, beside what Weft aims at, and as JSON."""

import json
from dataclasses import asdict, dataclass, field

from forum.bench.report import Cost, Machine, costs

AIMS = {
    "list": ("list", "yardstick", 1.5),
    "case_20": ("case_20", "yardstick", 1.5),
    "case_2000_last": ("case_2000_last", "case_2000", 1.1),
    "reply": ("reply", "yardstick_post", 3.0),
}
"""What is compared with what, and at most how many times it should cost."""


@dataclass(frozen=True)
class LargeFigures:
    """Everything that `forum bench pages --large` finds out."""

    rounds: int
    requests: int
    pages: dict[str, Cost]
    machine: Machine = field(default_factory=Machine)

    @property
    def ratios(self) -> dict[str, float]:
        """CPU time as a multiple of what it is compared with."""
        return {name: self._ratio(one, other) for name, (one, other, _) in AIMS.items()}

    def _ratio(self, one: str, other: str) -> float:
        return round(self.pages[one].cpu_ms.p50 / self.pages[other].cpu_ms.p50, 2)

    def json(self) -> str:
        figures = {"bench": "pages --large"} | asdict(self) | {"ratios": self.ratios}
        return json.dumps(figures, indent=2) + "\n"

    def table(self) -> str:
        compared = [
            f"{one} costs {self.ratios[name]} times {other} (aim {aim})."
            for name, (one, other, aim) in AIMS.items()
        ]
        legend = LEGEND.format(rounds=self.rounds, requests=self.requests, m=self.machine)
        return "\n".join((costs(self.pages), "", *compared, "", legend))


LEGEND = """\
2,000 cases, 50,000 messages, 1,000 people; list_later begins in the middle, case_2000_last shows
the last 100 ideas. reply: a member posts where 500 follow, and each of them is left a notice.
yardstick: a bare Flask page of the messages of case_20; yardstick_post: inserts one row, kept as
safely as ours. CPU: of the worker, per request, median of the rounds. p50, p99: ms until the last
byte. {rounds} rounds, pages in turn, {requests} requests by one reader, and as many by eight at
once; a fifth as many replies.
{m}"""

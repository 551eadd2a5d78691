"""How well and how fast the guard finds identifiers, on the labelled sets beside the project."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from types import ModuleType
from typing import Any

from click import ClickException

from forum.bench.report import Machine
from forum.deid import Finding, Severity, check
from forum.deid.check import certain
from forum.deid.training.judge import LEFT_OUT, SHARED, judge

POSTS = 40  # posts that nobody has read before, for the cost
LETTERS = 1500  # of such a post
_EDITED = " She asked for one more week, and we said yes."

Row = dict[str, Any]


@dataclass(frozen=True)
class Set:
    """One labelled set; shares in per cent, false alarms and amber per 1,000 words."""

    name: str
    texts: int
    identifiers: int
    recall: float | None
    leak: float | None
    false_alarms: float
    flagged: float | None
    recall_with_amber: float | None
    amber: float
    groups: dict[str, str]


@dataclass(frozen=True)
class Cost:
    """Milliseconds of processor time for an unseen post of 1,500 characters."""

    p50: float
    p95: float


@dataclass(frozen=True)
class Figures:
    """Everything that `forum bench deid` finds out; `errors` are misses and false alarms."""

    sets: list[Set]
    rules: Cost
    every: Cost
    edited: Cost
    megabytes: int
    left_out: list[Row] | None
    errors: list[tuple[str, str, str, str]] = field(repr=False)
    machine: Machine = field(default_factory=Machine)


def measure(folder: Path = SHARED, quick: int | None = None) -> Figures:
    """Judge the guard on every set in `folder`, or on the first `quick` texts of each.

    Raises ClickException where the sets or the learned reader are missing.
    """
    try:
        measures = judge(folder)
    except FileNotFoundError as problem:
        raise ClickException(str(problem)) from problem
    paths = sorted((folder / "data").glob("*.jsonl"))
    megabytes = _memory()
    sets: list[Set] = []
    errors: list[tuple[str, str, str, str]] = []
    every: list[Row] = []
    for path in paths:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][:quick]
        wrong: list[tuple[str, str, str, str]] = []
        sets.append(_judged(measures, path.stem, rows, wrong))
        errors += [(path.stem, kind, label, words) for kind, label, words, _ in wrong]
        every += rows
    posts = _unseen([str(row["text"]) for row in every])
    return Figures(
        sets=sets,
        rules=_cost(certain, posts),
        every=_cost(check, posts),
        edited=_cost(check, [post + _EDITED for post in posts]),
        megabytes=megabytes,
        left_out=_left_out(),
        errors=errors,
    )


def _judged(
    measures: ModuleType, name: str, rows: list[Row], wrong: list[tuple[str, str, str, str]]
) -> Set:
    found = [[_told(finding) for finding in check(row["text"])] for row in rows]
    red = measures.score(rows, found, {"red"}, wrong)
    both = measures.score(rows, found, {"red", "amber"}, [])
    every = measures.score(rows, found, set(Severity), [])
    amber = sum(severity == Severity.AMBER for told in found for *_, severity in told)
    return Set(
        name=name,
        texts=red["texts"],
        identifiers=red["gold"],
        recall=red["recall"],
        leak=red["leak"],
        false_alarms=red["FA/1k"],
        flagged=red["flagged"],
        recall_with_amber=both["recall"],
        amber=round(1000 * amber / red["words"], 1),
        groups=red["by group"] | {k: v for k, v in every["by group"].items() if k == "SOFT"},
    )


def _told(finding: Finding) -> tuple[int, int, str, str]:
    return finding.start, finding.end, finding.label.value, finding.severity.value


def _unseen(texts: Sequence[str]) -> list[str]:
    """Posts glued from texts of all sets in an order that none of them stands in."""
    posts: list[str] = []
    place = 0
    for _ in range(POSTS):
        post = ""
        while len(post) < LETTERS:
            post += f"{texts[place % len(texts)]} ({place}) "
            place += 7
        posts.append(post[:LETTERS])
    return posts


def _cost(find: Callable[[str], list[Finding]], posts: Sequence[str]) -> Cost:
    spent: list[float] = []
    for post in posts:
        begun = time.process_time()
        find(post)
        spent.append(1000 * (time.process_time() - begun))
    return Cost(round(median(spent), 1), round(quantiles(spent, n=20, method="inclusive")[-1], 1))


_MEMORY = """
import re, resource, sys
from pathlib import Path

def peak():
    status = Path("/proc/self/status")  # as getrusage there counts what the parent had, too
    if status.exists():
        return int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) // 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 2**20

before = peak()
from forum.deid import check
check("Seen on 14 March with her brother.")
print(peak() - before)
"""


def _memory() -> int:
    """What the guard adds to a bare Python's memory at its peak, in MB."""
    command = [sys.executable, "-c", _MEMORY]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)
    return int(done.stdout)


def _left_out() -> list[Row] | None:
    """How the reader did on authors left out of its training, as its training wrote it down."""
    if not LEFT_OUT.exists():
        return None
    rows: list[Row] = json.loads(LEFT_OUT.read_text(encoding="utf-8"))
    return rows

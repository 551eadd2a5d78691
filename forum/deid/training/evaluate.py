"""Judges a reader on authors whose texts it never saw: other figures say nothing."""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import torch
from torch.nn import functional

from forum.deid.finding import Finding, Severity
from forum.deid.joined import RED, learned
from forum.deid.normal import Plain
from forum.deid.reader import Span
from forum.deid.reader.model import Model
from forum.deid.reader.spans import spans
from forum.deid.reader.wordpiece import WordPiece
from forum.deid.rules import RULES
from forum.deid.training.data import written_by
from forum.deid.training.judge import LEFT_OUT, judge
from forum.deid.training.network import Reader
from forum.deid.training.pieces import Example
from forum.deid.training.train import UNTAUGHT, base, batches, lessons, tensors

Found = tuple[int, int, str, str]


def tables(folder: Path, authors: str) -> Iterable[str]:
    """Lines of figures for rules alone, reader alone and both, on each set of these authors."""
    measure = judge()
    model = Model(folder)

    def read(text: str) -> list[Span]:
        return spans(text, model.words)

    detectors: dict[str, Callable[[str], list[Found]]] = {
        "rules": lambda text: [_tuple(f) for f in _ruled(Plain.of(text))],
        "reader": lambda text: _told(read(text)),
        "joined": lambda text: _joined(text, read),
    }
    for name, rows in written_by(authors).items():
        for detector, find in detectors.items():
            found = [find(row["text"]) for row in rows]
            for severities in ({"red"}, {"red", "amber"}):
                figures = measure.score(rows, found, severities, [])
                groups = figures.pop("by group")
                kind = "+".join(sorted(severities, reverse=True))
                yield f"{name:18} {detector:7} {kind:10} " + _line(figures)
                if kind == "red":
                    yield " " * 37 + _line(groups)


def note(folder: Path, authors: str, by: str) -> None:
    """Write down how the guard with the reader in `folder` does on these authors, set by set.

    `by` says who made the reader, or from whom: it must not have seen them.
    """
    model, measure = Model(folder), judge()
    known = json.loads(LEFT_OUT.read_text(encoding="utf-8")) if LEFT_OUT.exists() else []
    noted = {row["set"]: row for row in known}
    for name, rows in written_by(authors).items():
        found = [_joined(row["text"], lambda text: spans(text, model.words)) for row in rows]
        red = measure.score(rows, found, {"red"}, [])
        both = measure.score(rows, found, {"red", "amber"}, [])
        noted[name] = {
            "set": name,
            "by": by,
            **{here: red[there] for here, there in _COLUMNS.items()},
            "amber_recall": both["recall"],
        }
    lines = ",\n".join(json.dumps(noted[name]) for name in sorted(noted))
    LEFT_OUT.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def temperature(weights: Path, authors: str) -> float:
    """By how much to divide the scores so that probabilities hold on these (unseen) authors."""
    network = Reader(dropout=0.0)
    network.load_state_dict(torch.load(weights, weights_only=True))
    network.eval()
    cut = WordPiece(base() / "vocab.txt")
    rows = [row for rows in written_by(authors).values() for row in rows]
    taught = [lesson for row in rows for lesson in lessons(Example.of(row), cut)]
    scores, goals = [], []
    with torch.no_grad():
        for batch in batches(taught, Random(0)):  # noqa: S311
            ids, shapes, goal, mask = tensors(batch, cut.pad)
            keep = goal.flatten() != UNTAUGHT
            scores.append(network(ids, shapes, mask).flatten(0, 1)[keep])
            goals.append(goal.flatten()[keep])
    every, goal = torch.cat(scores), torch.cat(goals)
    tried = [0.6 + 0.05 * n for n in range(60)]
    return min(tried, key=lambda t: float(functional.cross_entropy(every / t, goal)))


_COLUMNS = {"recall": "recall", "leak": "leak", "fa": "FA/1k", "flagged": "flagged"}


def _ruled(plain: Plain) -> list[Finding]:
    return [finding for rule in RULES for finding in rule.find(plain, None)]


def _tuple(finding: Finding) -> Found:
    return finding.start, finding.end, finding.label.value, finding.severity.value


def _told(read: Sequence[Span]) -> list[Found]:
    return [
        (s.start, s.end, s.label.value, "red" if s.probability >= RED[s.label] else "amber")
        for s in read
    ]


def _joined(text: str, read: Callable[[str], list[Span]]) -> list[Found]:
    plain = Plain.of(text)
    certain = _ruled(plain)
    every = [*certain, *learned(plain, certain, read)]
    return [
        (*plain.typed(f.start, f.end), f.label.value, f.severity.value)
        for f in every
        if f.severity is not Severity.SOFT
    ]


def _line(figures: dict[str, Any]) -> str:
    return "  ".join(f"{name} {value}" for name, value in figures.items())

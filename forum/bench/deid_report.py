"""The guard's figures as people and programs read them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from forum.bench.deid import Figures, Row, Set

COLUMNS = "set|texts|ids|recall|leak|FA/1k|flagged|+amber|amber/1k"
LEFT_OUT = "|without: recall|leak|FA/1k|flagged|+amber"
LEARNED = """\
The vendored weights have learned from these very sets (all but presidio_synth500), so that these
figures flatter them."""
BESIDE = """\
Columns after “without” are of a reader that never saw the set's author (o_: the vendored weights;
the others: who it was made without stands in forum/deid/training/left_out.json)."""
NONE_BESIDE = """\
How it does on authors it never saw is not written down yet (forum/deid/training/left_out.json)."""
LEGEND = """\
recall: identifiers (ids) that something red touches, in per cent. leak: letters of them left bare.
FA/1k: red on nothing, per 1,000 words. flagged: clean texts with something red, in per cent.
+amber: recall of red and amber together. amber/1k: amber findings per 1,000 words.
By kind: red alone, but SOFT, which any finding may touch.

Processor time for an unseen post of 1,500 characters, p50 and p95 in ms: rules {r.p50} and \
{r.p95}, all {e.p50} and {e.p95}, after one more sentence {d.p50} and {d.p95}.
Memory added: {megabytes} MB. Python {m.python}, {m.system}, {m.cores} cores, load {m.load}.

Peers, measured once, whatever the label, on sentences by an author of none of these sets:
Philter recall 77 with 46 FA/1k, Presidio 67 with 52, Rampart 62 with 25.
Their processor time for 1,500 characters, p50: 128, 75 and 126 ms; memory: 233, 174 and 99 MB."""


def as_table(figures: Figures) -> str:
    """Three blocks: a row a set, recall by kind, and what the columns mean."""
    beside = {row["set"]: row for row in figures.left_out or []}
    head = (COLUMNS + (LEFT_OUT if beside else "")).split("|")
    rows = [head, *(_row(one, beside) for one in figures.sets)]
    judged = {one.name for one in figures.sets}
    rows += [_beside(name, row) for name, row in beside.items() if name not in judged]
    legend = LEGEND.format(
        r=figures.rules,
        e=figures.every,
        d=figures.edited,
        megabytes=figures.megabytes,
        m=figures.machine,
    )
    known = f"{LEARNED}\n{BESIDE if beside else NONE_BESIDE}"
    return "\n\n".join((_aligned(rows), _aligned(_by_kind(figures.sets)), known, legend))


def as_json(figures: Figures) -> str:
    """All but the words of misses and false alarms."""
    told = {"bench": "deid"} | asdict(figures)
    del told["errors"]
    return json.dumps(told, indent=2) + "\n"


def misses(figures: Figures) -> Iterable[str]:
    """Each miss and each false alarm with its set and words; for the terminal alone."""
    for name, kind, label, words in figures.errors:
        yield f"{name}  {kind} {label}  {' '.join(words.split())}"


def _row(one: Set, beside: dict[str, Row]) -> list[str]:
    cells = [
        one.name,
        str(one.texts),
        str(one.identifiers),
        _said(one.recall),
        _said(one.leak),
        _said(one.false_alarms),
        _said(one.flagged),
        _said(one.recall_with_amber),
        _said(one.amber),
    ]
    return cells + _unseen(beside.get(one.name, {})) if beside else cells


def _beside(name: str, row: Row) -> list[str]:
    """A set that the reader was judged on when it was made, and that is not judged here."""
    return [name, *["-"] * (len(COLUMNS.split("|")) - 1), *_unseen(row)]


def _unseen(row: Row) -> list[str]:
    return [_said(row.get(name)) for name in ("recall", "leak", "fa", "flagged", "amber_recall")]


def _by_kind(sets: Sequence[Set]) -> list[list[str]]:
    """Recall, red, of each kind of identifier in each set that has any."""
    kinds = sorted({kind for one in sets for kind in one.groups})
    return [
        ["recall by kind", *kinds],
        *([one.name, *(one.groups.get(k, "-") for k in kinds)] for one in sets if one.groups),
    ]


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    """The first column to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True)),
            ]
        )
        for row in rows
    )


def _said(figure: float | None) -> str:
    return "-" if figure is None else str(figure)

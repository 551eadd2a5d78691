"""Makes the reader: `python -m forum.deid.training`, or judges its making with `--without DG`."""

import argparse
import sys
import tempfile
from pathlib import Path

from forum.deid.reader.model import HERE
from forum.deid.training.data import AUTHORS, JUDGE
from forum.deid.training.evaluate import note, tables, temperature
from forum.deid.training.export import export
from forum.deid.training.judge import SHARED
from forum.deid.training.train import PASSES, base, train

TEMPERATURE = 1.0  # measured on left-out authors: see MODEL_CARD.md


def main() -> None:
    ask = argparse.ArgumentParser(prog="python -m forum.deid.training", description=__doc__)
    ask.add_argument("--without", default="", help="authors to leave out, and to judge on: DG")
    ask.add_argument("--passes", type=int, default=PASSES)
    ask.add_argument("--threads", type=int, default=2)
    given = ask.parse_args()
    if not SHARED.exists():
        sys.exit("The training reads ../shared/deid, which isn't here.")
    authors = "".join(a for a in AUTHORS if a not in given.without + JUDGE)
    with tempfile.TemporaryDirectory() as folder:
        weights = Path(folder) / "weights.pt"
        train(authors, weights, passes=given.passes, threads=given.threads)
        if given.without:
            export(weights, base() / "vocab.txt", Path(folder), temperature=TEMPERATURE)
            print(f"temperature {temperature(weights, given.without):.2f}")  # noqa: T201
            unseen, made = given.without + JUDGE, Path(folder)
        else:
            export(weights, base() / "vocab.txt", HERE, temperature=TEMPERATURE)
            unseen, made = JUDGE, HERE
        for line in tables(made, unseen):
            print(line)  # noqa: T201
        if given.without:
            note(made, given.without, f"a reader without {given.without}")
        else:
            note(made, JUDGE, "the vendored weights")


if __name__ == "__main__":
    main()

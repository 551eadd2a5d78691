"""Makes the reader: `python -m forum.deid.training`, or judges it with `--without DG`."""

import argparse
import sys
import tempfile
from pathlib import Path

from forum.deid.reader.model import HERE
from forum.deid.training.data import AUTHORS, SHARED
from forum.deid.training.evaluate import tables, temperature
from forum.deid.training.export import export
from forum.deid.training.train import base, train

TEMPERATURE = 1.0  # measured on left-out authors: see MODEL_CARD.md


def main() -> None:
    ask = argparse.ArgumentParser(prog="python -m forum.deid.training", description=__doc__)
    ask.add_argument("--without", default="", help="authors to leave out, and to judge on: DG")
    ask.add_argument("--passes", type=int, default=5)
    ask.add_argument("--threads", type=int, default=2)
    given = ask.parse_args()
    if not SHARED.exists():
        sys.exit("The training reads ../shared/deid, which isn't here.")
    authors = "".join(a for a in AUTHORS if a not in given.without)
    with tempfile.TemporaryDirectory() as folder:
        weights = Path(folder) / "weights.pt"
        train(authors, weights, passes=given.passes, threads=given.threads)
        if given.without:
            export(weights, base() / "vocab.txt", Path(folder), temperature=TEMPERATURE)
            print(f"temperature {temperature(weights, given.without):.2f}")  # noqa: T201
            for line in tables(Path(folder), given.without):
                print(line)  # noqa: T201
        else:
            export(weights, base() / "vocab.txt", HERE, temperature=TEMPERATURE)


if __name__ == "__main__":
    main()

"""What the reader is taught with: shared sets, hands of our own, and sentences from frames."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from forum.deid.training.hands import hand
from forum.deid.training.judge import SHARED
from forum.deid.training.lists import Lists
from forum.deid.training.noise import noisy
from forum.deid.training.pieces import Example, Stretch, glued
from forum.deid.training.slots import Filler
from forum.deid.training.swap import swapped

HERE = Path(__file__).parent
# Each set by its author, so that one can be left out.
AUTHORS = {
    "A": ["therapy_phi", "therapy_clean"],
    "B": ["phi_sentences", "clean_sentences", "posts"],
    **{a: [f"{a.lower()}_phi", f"{a.lower()}_clean", f"{a.lower()}_posts"] for a in "DEFGH"},
    "P": ["pediatric_handoff"],
    **{a: [f"{a.lower()}_phi", f"{a.lower()}_clean", f"{a.lower()}_posts"] for a in "JKLMNOQRST"},
}
OURS = "JKLMNOQRST"  # in `hands/`; the others are in the shared sets
JUDGE = "O"  # never taught: what the reader does on this hand is what it does on the unseen
_JOINTS = [" ", " ", " ", " ", "\n", "\n", "\n\n", "\n- ", "\n* ", "; "]


def written_by(authors: str) -> dict[str, list[dict[str, Any]]]:
    """Labelled texts by these authors, by the name of the set."""
    found = {}
    for author in authors:
        for name in AUTHORS[author]:
            if author in OURS:
                found[name] = hand(name)
                continue
            path = SHARED / "data" / f"{name}.jsonl"
            if path.exists():
                lines = path.read_text(encoding="utf-8").splitlines()
                found[name] = [json.loads(line) for line in lines if line.strip()]
    return found


def clinical_terms() -> list[tuple[str, str, list[str]]]:
    """Clinical proper nouns with their kind and the words that typically follow."""
    path = SHARED / "clinical_terms.tsv"
    if not path.exists():
        return [("Berg", "test", ["balance", "score"]), ("Phalen", "sign", ["test"])]
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [(row[0], row[1], [h.strip() for h in row[2].split(",") if h.strip()]) for row in rows]


def frames(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@dataclass
class Teacher:
    """Gives lessons: texts as people post them, never twice the same."""

    lists: Lists
    rows: dict[str, list[dict[str, Any]]]
    r: Random

    def __post_init__(self) -> None:
        self.filler = Filler(self.lists, clinical_terms())
        self.frames, self.clean_frames = frames("frames.txt"), frames("clean.txt")
        every = {name: [Example.of(row) for row in rows] for name, rows in self.rows.items()}
        self.sentences = [e for n, es in every.items() if "posts" not in n for e in es]
        self.posts = [e for n, es in every.items() if "posts" in n for e in es]

    def lesson(self, made: float = 0.5) -> Iterator[Example]:
        """One pass over all shared texts, each changed, and for each two one made-up sentence."""
        for post in self.posts:
            yield noisy(self._changed(post), self.r)
        singles = [self._changed(s) for s in self.sentences]
        singles += [self.made_up() for _ in range(int(made * len(singles)))]
        self.r.shuffle(singles)
        while singles:
            count = 1 if self.r.random() < 0.6 else self.r.randint(2, 7)
            taken = [singles.pop() for _ in range(min(count, len(singles)))]
            joint = self.r.choice(_JOINTS)
            joints = [joint if self.r.random() < 0.7 else " " for _ in taken]
            yield noisy(glued(taken, ["", *joints[1:]]), self.r)

    def _changed(self, example: Example) -> Example:
        if self.r.random() < 0.35:
            return example
        return swapped(example, self.lists, self.filler, self.r)

    def made_up(self) -> Example:
        """A frame with its slots filled."""
        frame = self.r.choice(self.frames if self.r.random() < 0.55 else self.clean_frames)
        stretches = []
        for part in re.split(r"(\{\w+\})", frame):
            if part.startswith("{"):
                stretches.append(Stretch(*self.filler.fill(part[1:-1], self.r)))
            else:
                stretches.append(Stretch(part))
        return Example(stretches)

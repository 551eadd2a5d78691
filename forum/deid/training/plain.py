"""Gathers everyday words for `../plain.txt`: `python -m forum.deid.training.plain`.

What stands at least LEAST times in small letters in the texts that the reader is taught with, and
in a name of theirs hardly ever. Words alone: no text can be told from them.
"""

import re
from collections import Counter
from pathlib import Path

from forum.deid.plain import FILE
from forum.deid.training.data import AUTHORS, JUDGE, written_by
from forum.deid.training.words import WORDS

LEAST = 3
HARDLY_EVER = 1 / 20
HEAD = """\
# Words that name nobody when they stand alone, gathered by training/plain.py from texts of ours
# and the shared sets: each stands there in small letters, and hardly ever in a name.
"""
_WORD = re.compile(r"[^\W\d_]{3,}")


def gathered(authors: str) -> list[str]:
    """Everyday words in the texts of these authors, in the order of the alphabet."""
    times, named = Counter[str](), Counter[str]()
    for rows in written_by(authors).values():
        for row in rows:
            for word in _WORD.finditer(row["text"]):
                label = next(
                    (s["label"] for s in row["spans"] if s["start"] <= word.start() < s["end"]), ""
                )
                if label == "NAME":
                    named[word[0].lower()] += 1
                elif not label and word[0].islower():
                    times[word[0]] += 1
    names = {word.lower() for word in WORDS["names that are words"]}
    return sorted(
        word
        for word, n in times.items()
        if n >= LEAST and word not in names and named[word] <= HARDLY_EVER * n
    )


def main() -> None:
    words = gathered("".join(author for author in AUTHORS if author != JUDGE))
    Path(FILE).write_text(HEAD + "\n".join(words) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Shows that our word pieces are those of the reference tokenizer, on 10,000 texts."""

import sys
from random import Random

from tokenizers import Tokenizer

from forum.deid.reader.wordpiece import WordPiece
from forum.deid.training.data import written_by
from forum.deid.training.train import base

TEXTS = 10_000
_ODD = "éÅßıİ中文한국어あ\u00a0\u00ad\u0301\u0327\u200b\u2019\u2026\x00\x85\ufffd😀½²٣א×—"


def main() -> None:
    reference = Tokenizer.from_file(str(base() / "tokenizer.json"))
    reference.no_truncation()
    reference.no_padding()
    cut = WordPiece(base() / "vocab.txt")
    r = Random(4)  # noqa: S311
    known = [row["text"] for rows in written_by("ABDEFGHP").values() for row in rows]
    for number in range(TEXTS):
        text = list(known[number % len(known)])
        for _ in range(r.randint(0, 5) if number >= len(known) else 0):
            text.insert(r.randrange(len(text) + 1), r.choice(_ODD))
        words = "".join(text)
        ours = [piece.id for piece in cut.pieces(words)]
        if ours != reference.encode(words, add_special_tokens=False).ids:
            sys.exit(f"They differ on {words!r}.")
    print(f"Both agree on {TEXTS:,} texts.")  # noqa: T201


if __name__ == "__main__":
    main()

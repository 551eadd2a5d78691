"""Cuts text into the word pieces of BERT's uncased vocabulary, keeping where each piece stood.

The same pieces as the reference tokenizer of bert-base-uncased (lower case, no accents). As the
vocabulary knows no capitals, each piece also carries its word's shape.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

SHAPES = 10  # five kinds of capitals, inside a line and at its start
_LONGEST = 100  # letters in a word, as in the reference; longer ones are unknown
_CJK = (
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002b73f"
    "\U0002b740-\U0002b81f\U0002b820-\U0002ceaf\U0002f800-\U0002fa1f"
)
_ODD = re.compile(rf"[{_CJK}]")


class Piece(NamedTuple):
    """Piece number `id` of the vocabulary, standing for `text[start:end]`."""

    id: int
    start: int
    end: int
    shape: int
    begins: bool  # a word, not one that goes on


class WordPiece:
    def __init__(self, vocabulary: Path) -> None:
        words = vocabulary.read_text(encoding="utf-8").split("\n")
        self._ids = {word: place for place, word in enumerate(words) if word}
        self.pad, self.unknown = self._ids["[PAD]"], self._ids["[UNK]"]
        self.first, self.last = self._ids["[CLS]"], self._ids["[SEP]"]
        self._pieces = lru_cache(maxsize=20_000)(self._cut)

    def pieces(self, text: str) -> list[Piece]:
        """The pieces of any text, in order; linear in its length. Never raises."""
        found: list[Piece] = []
        reach = 0
        for start, end in _words(text):
            typed = text[start:end]
            fresh = reach == 0 or "\n" in text[reach:start]
            begins, reach = True, end
            for number, first, last in self._pieces(typed):
                shape = _shape(typed) + 5 * fresh
                found.append(Piece(number, start + first, start + last, shape, begins))
                begins = False
        return found

    def _cut(self, typed: str) -> tuple[tuple[int, int, int], ...]:
        """One word into pieces (number, start, end), the longest known ones first."""
        letters: list[str] = []
        places: list[int] = []
        for place, char in enumerate(typed):
            for letter in unicodedata.normalize("NFD", char.lower()):
                if unicodedata.category(letter) != "Mn" and not _unseen(letter):
                    letters.append(letter)
                    places.append(place)
        word, whole = "".join(letters), ((self.unknown, 0, len(typed)),)
        if not word:
            return ()
        if len(word) > _LONGEST:
            return whole
        cut: list[tuple[int, int, int]] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                number = self._ids.get(("##" if start else "") + word[start:end])
                if number is not None:
                    after = places[end] if end < len(word) else len(typed)
                    cut.append((number, places[start], max(after, places[end - 1] + 1)))
                    start = end
                    break
            else:
                return whole
        return tuple(cut)


def _words(text: str) -> list[tuple[int, int]]:
    """Runs of letters and digits, and each punctuation mark by itself."""
    found: list[tuple[int, int]] = []
    start = -1
    for place, char in enumerate(text):
        if char.isalnum() and not (char > "\u33ff" and _ODD.match(char)):
            start = place if start < 0 else start
        elif char in " \t\n\r" or (char.isspace() and unicodedata.category(char) != "Cc"):
            if start >= 0:
                found.append((start, place))
                start = -1
        elif _parts(char):
            if start >= 0:
                found.append((start, place))
                start = -1
            found.append((place, place + 1))
        else:
            start = place if start < 0 else start
    if start >= 0:
        found.append((start, len(text)))
    return found


@lru_cache(maxsize=4096)
def _parts(char: str) -> bool:
    """Punctuation as the reference has it (all ASCII but letters and digits), or a CJK letter."""
    if "!" <= char <= "~":
        return True
    return unicodedata.category(char).startswith("P") or bool(_ODD.match(char))


@lru_cache(maxsize=4096)
def _unseen(char: str) -> bool:
    return char in "\0\ufffd" or unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs")


def _shape(word: str) -> int:
    """0 small or no letters, 1 Title, 2 CAPITALS, 3 one capital, 4 miXed."""
    if word.islower() or word.upper() == word.lower():
        return 0
    elif len(word) == 1:
        return 3
    elif word.isupper():
        return 2
    elif word[0].isupper() and word[1:].islower():
        return 1
    else:
        return 4

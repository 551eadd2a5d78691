"""What somebody looks for: their words as the two full-text engines ask for them."""

import re
import unicodedata
from typing import NamedTuple, Self

MOST_TYPED = 12
"""Words of a search that count."""
MOST_ALIKE, AMONG = 12, 60
"""Words of a text that are looked for elsewhere: of the first the longest, as those are rare. Each
one more takes FTS5 up to 6 ms at 100,000 texts, for it counts all of them that it stands in."""
LETTERS = 3
"""A shorter word tells nothing of what a text is about."""

_WORD = re.compile(r"[^\W_]+")
_COMMON = frozenset(
    """a about after again all also always am an and any are as at back be because been before
    being both but by can could day did do does doing done each even every few first for from get
    gets go goes going good had has have having he her here him his how i if in into is it its
    just know last let like little long look made make makes many may me might more most much my
    need needs never new no not now of off often on once one only or other our out over own put
    say says see she should since so some something still such take than that the their them then
    there these they thing things think this those through time to together too try trying two
    under until up us use very want wants was way we week weeks well were what when where which
    while who why will with without work would year years yet you your""".split()
)
"""Words that stand in nearly every text: the language’s own hundred, and what cases are full of."""


class Sought(NamedTuple):
    """Words to look for, folded; `all_of` them, the last as far as it was typed, or any."""

    words: tuple[str, ...]
    all_of: bool

    @classmethod
    def typed(cls, text: str) -> Self:
        """For a search box: every word has to be there."""
        return cls(_telling(text, 1)[:MOST_TYPED], all_of=True)

    @classmethod
    def alike(cls, *texts: str) -> Self:
        """For a text: others in which some of the same words stand."""
        first = _telling(" ".join(texts), LETTERS)[:AMONG]
        return cls(tuple(sorted(first, key=len, reverse=True)[:MOST_ALIKE]), all_of=False)

    @property
    def for_fts5(self) -> str:
        """In FTS5's own language, where a quoted word is never syntax."""
        quoted = [f'"{word}"' for word in self.words]
        if self.all_of:
            quoted[-1] += "*"
        return (" AND " if self.all_of else " OR ").join(quoted)

    @property
    def for_tsquery(self) -> str:
        """In that of PostgreSQL’s `to_tsquery`, where a quoted word is never syntax."""
        quoted = [f"'{word}'" for word in self.words]
        if self.all_of:
            quoted[-1] += ":*"
        return (" & " if self.all_of else " | ").join(quoted)


def folded(text: str) -> str:
    """Without capitals, marks and ligatures: “Café” and “CAFE” are found by each other."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def cut(text: str) -> str:
    """The words of `text`, folded, a space between each: both engines then see the same words.

    PostgreSQL’s parser would take “home/school” for the name of a file, which no search is for.
    """
    return " ".join(_WORD.findall(folded(text)))


def _telling(text: str, letters: int) -> tuple[str, ...]:
    found = dict.fromkeys(cut(text).split())
    return tuple(word for word in found if len(word) >= letters and word not in _COMMON)

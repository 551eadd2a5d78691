"""Tells a test, sign or syndrome from a person of the same name, by the word that follows."""

import re
from pathlib import Path

from forum.deid.finding import Label
from forum.deid.reader import Span

_FILE = Path(__file__).with_name("clinical.txt")
_KINDS = (Label.NAME, Label.GEO, Label.FACILITY)
_NEXT = re.compile(r"['’]?s?[\s/-]{1,2}([\w+-]+)")
_POSSESSED = re.compile(r"['’]s?$")


def _read() -> dict[str, frozenset[str]]:
    """For each term in small letters the words after it that make it clinical."""
    heads: dict[str, frozenset[str]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            after, terms = line.split("|")
            for term in terms.lower().split():
                heads[_bare(term)] = heads.get(_bare(term), frozenset()) | frozenset(after.split())
    return heads


def _bare(words: str) -> str:
    return _POSSESSED.sub("", words.lower().replace("’", "'"))


_HEADS = _read()


def is_clinical(text: str, span: Span) -> bool:
    """Whether the words of the span are a clinical term here: a known one, before a fitting word.

    “Berg balance” is, “Berg's mom” and “Berg” alone are not.
    """
    if span.label not in _KINDS:
        return False
    words = re.split(r"[\s/-]+", text[span.start : span.end])
    following = _NEXT.match(text, span.end)
    if following and _HEADS.get(_bare(words[-1]), frozenset()) & {following[1].lower()}:
        return len(words) == 1 or _bare(words[0]) in _HEADS
    return len(words) > 1 and words[-1].lower() in _HEADS.get(_bare(words[-2]), ())

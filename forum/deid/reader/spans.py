"""Joins what the reader thinks of each word into stretches such as “Henderson, Carol”."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from forum.deid.finding import Label
from forum.deid.reader.model import Word
from forum.deid.reader.windows import windows

FLOOR = 0.05  # below, a word is not worth a mention
_JOINED = 0.3  # neighbours of one group that likely make one stretch
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_LABELS = {"NAME": Label.NAME, "GEO": Label.GEO, "FACILITY": Label.FACILITY, "DATE": Label.DATE}
_LABELS |= {"AGE90": Label.AGE90, "NUMBER": Label.OTHER_ID}


@dataclass(frozen=True)
class Span:
    """`text[start:end]` is an identifier of this kind, as far as the reader can tell."""

    start: int
    end: int
    label: Label
    probability: float


def spans(text: str, words_of: Callable[[str], Sequence[Word]]) -> list[Span]:
    """Stretches of the whole text, given how to read a window of it."""
    found: list[Span] = []
    for start, end in windows(text):
        stretch: list[Word] = []
        for inside in words_of(text[start:end]):
            word = inside._replace(start=inside.start + start, end=inside.end + start)
            if stretch and not _together(text, stretch[-1], word):
                found += _span(text, stretch)
                stretch = []
            if word.chance >= FLOOR:
                stretch.append(word)
        found += _span(text, stretch)
    return found


def _together(text: str, one: Word, other: Word) -> bool:
    """Both likely, of one group, and nothing but a space between."""
    between = text[one.end : other.start]
    alike = one.group == other.group or not between or not text[other.start].isalnum()
    return min(one.chance, other.chance) >= _JOINED and alike and between in ("", " ", "  ")


def _span(text: str, stretch: list[Word]) -> list[Span]:
    """The stretch without stray punctuation at its ends; nothing if no letter or digit is left."""
    while stretch and not text[stretch[-1].start : stretch[-1].end][-1:].isalnum():
        stretch = stretch[:-1]
    while stretch and text[stretch[0].start] not in "@#(" and not text[stretch[0].start].isalnum():
        stretch = stretch[1:]
    if not stretch:
        return []
    start, end = stretch[0].start, stretch[-1].end
    surest = max(word.chance for word in stretch)
    weights = Counter[str]()
    for word in stretch:
        weights[word.group] += round(1000 * word.chance)
    group = weights.most_common(1)[0][0]
    if len(stretch) > 2 and (tail := _POSSESSIVE.search(text, start, end)):
        end = tail.start()
    words = text[start:end]
    return [Span(start, end, _label(group, words), surest)]


def _label(group: str, words: str) -> Label:
    if group != "CONTACT":
        return _LABELS[group]
    elif re.search(r"@|\bat\b", words):
        return Label.EMAIL
    elif re.search(r"[a-z]", words, re.IGNORECASE):
        return Label.URL
    elif re.fullmatch(r"\d{1,3}(?:\.\d{1,3}){3}", words):
        return Label.IP
    else:
        return Label.PHONE

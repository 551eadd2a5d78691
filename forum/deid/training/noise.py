"""How typing, phones and dictation bend a sentence."""

import re
from collections.abc import Callable
from random import Random

from forum.deid.training.pieces import Example, Stretch

_WORD = re.compile(r"[A-Za-z]{4,}")
_SHORT = {
    " and ": [" n ", " & ", " + "],
    " with ": [" w/ ", " w "],
    " you ": [" u "],
    " are ": [" r "],
    " for ": [" 4 "],
    " because ": [" bc ", " cos "],
    " patient ": [" pt "],
    " to ": [" 2 "],
}


def noisy(example: Example, r: Random) -> Example:
    """A copy, perhaps in other letters, with slips; labels stay with their words."""
    example = example.copy()
    pick = r.random()
    if pick < 0.13:
        _each(example, str.lower)
    elif pick < 0.16:
        _each(example, str.upper)
    elif pick < 0.22:
        for stretch in example.stretches:
            if stretch.label in ("NAME", "GEO", "FACILITY", "DATE"):
                stretch.words = stretch.words.lower()
    elif pick < 0.25:
        _dictated(example)
    if r.random() < 0.08:
        _each(example, lambda words: words.replace("'", "").replace("’", ""))
    elif r.random() < 0.12:
        _each(example, lambda words: words.replace("'", "’"))
    if r.random() < 0.2:
        for stretch in example.stretches:
            stretch.words = _slips(stretch, r)
    return example


def _each(example: Example, change: Callable[[str], str]) -> None:
    for stretch in example.stretches:
        stretch.words = change(stretch.words)


def _dictated(example: Example) -> None:
    """No stops and no capitals, as some phones write what they hear."""
    for stretch in example.stretches:
        stretch.words = stretch.words.lower()
        if not stretch.label:
            stretch.words = re.sub(r"(?<!\d)[,.;:!?](?!\d)", "", stretch.words)


def _slips(stretch: Stretch, r: Random) -> str:
    words = stretch.words
    if not stretch.label:
        for long, shorts in _SHORT.items():
            if long in words and r.random() < 0.25:
                words = words.replace(long, r.choice(shorts), 1)

    def slip(found: re.Match[str]) -> str:
        word = found[0]
        if r.random() > 0.04:
            return word
        place = r.randrange(1, len(word) - 1)
        if r.random() < 0.5:
            return word[:place] + word[place + 1 :]
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]

    return _WORD.sub(slip, words)

"""Puts the safer words into the text, and mends the small words around them."""

import re
from collections.abc import Iterable

from forum.deid.finding import Finding

_LEAD = re.compile(r"\b(on|in)\s(?:the\s)?$", re.IGNORECASE)
_HOW_LONG_AGO = re.compile(r"(?:a few|about|recently|some)\b")
_A_DAY = re.compile(r"a (?:holiday|later date)\b")
_LEADS_TO_A_DAY = re.compile(
    r"\b(?:on|in|by|since|until|till?|before|after|from|over|around|of|for|to|at|and|is|was)\s$",
    re.IGNORECASE,
)
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?]\s+|\n\s*)$")


def generalise(text: str, findings: Iterable[Finding]) -> str:
    """The text with each finding's suggestion in its place, mended so that the sentences read.

    `findings` are those of `check` on this very text, all or some.
    """
    for finding in sorted(findings, key=lambda f: f.start, reverse=True):
        before, after = text[: finding.start], text[finding.end :]
        text = _put(before, finding.suggestion, after)
    return text


def _put(before: str, words: str, after: str) -> str:
    """“on 14 March” becomes “about six weeks ago”, “on 3/14/22” becomes “in 2022”."""
    lead = _LEAD.search(before)
    if lead and _HOW_LONG_AGO.match(words):
        before, words = before[: lead.start()], _like(lead[1], words)
    elif lead and words.isdigit():
        before, words = before[: lead.start()], _like(lead[1], f"in {words}")
    elif _A_DAY.match(words) and not _LEADS_TO_A_DAY.search(before):
        words = f"on {words}"
    if _SENTENCE_BEGINS.search(before):
        words = _like("On", words)
    if not words and after[:1] in tuple(" .,;:!?)"):
        before = before.removesuffix(" ")
    return before + words + after


def _like(first: str, words: str) -> str:
    """With a capital where the word before it had one."""
    return words[:1].upper() + words[1:] if first[0].isupper() else words

"""Puts the safer words into the text, and mends the small words around them."""

import re
from collections.abc import Iterable

from forum.deid.finding import Finding

_TIME = re.compile(r"(?:a few|about|recently|some)\b")
_LEAD = re.compile(r"\b(on|in|by|at)\s(?:the\s)?$", re.IGNORECASE)


def generalise(text: str, findings: Iterable[Finding]) -> str:
    """The text with each finding's suggestion in its place, so that the sentences still read."""
    for finding in sorted(findings, key=lambda f: f.start, reverse=True):
        before, after = text[: finding.start], text[finding.end :]
        text = _fitted(before, finding.suggestion, after)
    return text


def _fitted(before: str, words: str, after: str) -> str:
    lead = _LEAD.search(before)
    if lead and _TIME.match(words) and lead[1].lower() in ("on", "in"):
        before = before[: lead.start()]
        words = words[0].upper() + words[1:] if lead[1][0].isupper() else words
    elif lead and lead[1].lower() == "on" and re.fullmatch(r"\d{4}", words):
        before = before[: lead.start()] + ("In " if lead[1][0].isupper() else "in ")
    elif not words:
        before = before.rstrip(" ") if after[:1] in tuple(" .,;:!?)") or not after else before
    elif words[0].islower() and re.search(r"(?:^|[.!?]\s+|\n\s*)$", before):
        words = words[0].upper() + words[1:]
    return before + words + after

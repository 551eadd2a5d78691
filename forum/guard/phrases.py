"""Phrases to look for, written over several lines and read as one pattern."""

import re
from collections.abc import Iterable


def plain(text: str) -> str:
    """`text` with one apostrophe for all, no soft hyphens, and single spaces within its lines."""
    usual = text.replace("’", "'").replace("\u00ad", "")
    return "\n".join(" ".join(line.split()) for line in usual.splitlines())


def any_of(phrases: Iterable[str], *, before: str = "") -> re.Pattern[str]:
    """What finds any of `phrases`, in any case, each with the pattern `before` in front of it.

    A line end in a phrase, and the indent after it, are not part of it.
    """
    joined = (re.sub(r"\n\s*", "", phrase) for phrase in phrases)
    return re.compile("|".join(f"{before}(?:{one})" for one in joined), re.IGNORECASE)

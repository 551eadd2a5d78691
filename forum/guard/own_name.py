"""One’s own name in what goes out without it: asked about, wherever it stands as a word."""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from forum.deid import Finding, Label, Severity

SHORTEST = 3
"""Letters: shorter parts of a name, as “de” or “Al”, are words of other sentences too often."""

WHY = "is your own name, and this goes out without it"


def with_own_name(
    found: Iterable[Finding], text: str, name: str, kept: Collection[str] = ()
) -> list[Finding]:
    """`found`, and where `text` has a word of `name`, spelt as a name, that it is one's own.

    It takes the place of what was guessed there before; what has to change anyway has to change
    for this reason too. Words that are among `kept`, in small letters, are left out.
    """
    own = [one for one in _own(text, name) if one.text.casefold() not in kept]
    others = [
        replace(one, why=WHY, suggestion="") if _is_name(one) and _among(own, one) else one
        for one in found
        if one.severity is Severity.RED or not _among(own, one)
    ]
    fresh = [one for one in own if not _among(others, one)]
    return sorted((*others, *fresh), key=lambda one: one.start)


def is_own_name(one: Finding) -> bool:
    return one.why == WHY


def _own(text: str, name: str) -> list[Finding]:
    parts = {part for part in re.findall(r"[^\W\d_]+", name) if len(part) >= SHORTEST}
    if not parts:
        return []
    spelt = "|".join(re.escape(part) for form in (str, str.upper) for part in map(form, parts))
    return [
        Finding(at.start(), at.end(), Label.NAME, Severity.AMBER, at[0], WHY, "")
        for at in re.finditer(rf"\b(?:{spelt})\b", text)
    ]


def _is_name(one: Finding) -> bool:
    return one.label is Label.NAME


def _among(some: Iterable[Finding], one: Finding) -> bool:
    return any(other.start < one.end and one.start < other.end for other in some)

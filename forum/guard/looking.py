"""Looks at one text with what this site has taught the guard; keeps and logs none of it."""

from collections.abc import Collection, Sequence
from functools import partial

from forum.core.clock import now
from forum.core.off_hub import off_hub
from forum.deid import Finding, Severity, check, reader
from forum.guard.links import as_reference
from forum.guard.terms import SafeTerm


def look_at(
    text: str,
    *,
    context: Sequence[str] = (),
    kept: Collection[str] = frozenset(),
    age_band: str = "",
    links: bool = False,
) -> list[Finding]:
    """What in `text` could identify, as `deid.check` says today, off the hub.

    `context` is what the author told of the same case before. `kept` are words that the author
    looked at and keeps: amber and soft findings of just these, in any case, are left out.
    `age_band` is the chosen band in words. With `links` a web address that leads to no person by
    its look is amber instead of red: whoever shares a resource has to be able to name it.
    """
    safe, today = SafeTerm.accepted(), now().date()
    found = off_hub(partial(check, text, tuple(context), safe, today=today, age_band=age_band))
    if links:
        found = [as_reference(finding) for finding in found]
    keeps = {folded(words) for words in kept}
    return [f for f in found if f.severity is Severity.RED or folded(f.text) not in keeps]


def why_not() -> str:
    """Why the learned reader can't read here, in a sentence, or "" if it can. Loads it."""
    return off_hub(reader.why_not)


def folded(words: str) -> str:
    """As they are compared: in small letters, and whatever stands between them is a space."""
    return " ".join(words.casefold().split())

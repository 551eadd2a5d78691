"""The guard: reads a text and says which words could lead to the person it is about."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from forum.deid.finding import Finding, Label, Severity
from forum.deid.normal import Plain
from forum.deid.rules import RULES


def check(
    text: str,
    context: Sequence[str] = (),  # noqa: ARG001 - for advice
    safe: frozenset[str] = frozenset(),
    *,
    today: date | None = None,
) -> list[Finding]:
    """Find identifiers in any string, in time linear in its length. Never raises.

    `context` holds the earlier texts of the same case, for advice on details that together single
    someone out; the rules need none of it. `safe` holds terms that this site has taught, in small
    letters. `today` is the day from which “six weeks ago” is counted; without it a date becomes
    its year. Findings come in the order of the text and never overlap; their offsets are those of
    `text`. Classes: HIPAA Safe Harbor, 45 CFR 164.514(b)(2).
    """
    plain = Plain.of(text)
    found = [
        _as_typed(finding, plain, text) for rule in RULES for finding in rule.find(plain, today)
    ]
    return _merged([f for f in found if f.text.casefold() not in safe], text)


def _as_typed(finding: Finding, plain: Plain, text: str) -> Finding:
    start, end = plain.typed(finding.start, finding.end)
    return replace(finding, start=start, end=end, text=text[start:end])


def _merged(findings: Sequence[Finding], text: str) -> list[Finding]:
    """Of findings that overlap the firmest, the longest, the plainest one speaks for all words."""
    kept: list[Finding] = []
    covered = bytearray(len(text))
    for severity in Severity:
        for group in _overlapping(f for f in findings if f.severity is severity):
            start, end = min(f.start for f in group), max(f.end for f in group)
            if not any(covered[start:end]):
                speaker = min(group, key=lambda f: (f.start - f.end, f.label is Label.OTHER_ID))
                kept.append(replace(speaker, start=start, end=end, text=text[start:end]))
                covered[start:end] = b"\1" * (end - start)
    return sorted(kept, key=lambda f: f.start)


def _overlapping(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """The findings in groups that hang together."""
    group: list[Finding] = []
    reach = 0
    for finding in sorted(findings, key=lambda f: f.start):
        if group and finding.start >= reach:
            yield group
            group = []
        reach = max(reach, finding.end)
        group.append(finding)
    if group:
        yield group

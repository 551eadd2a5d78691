"""The guard: reads a text and says which words could lead to the person it is about."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from forum.deid.finding import Finding, Label, Severity
from forum.deid.joined import WORDY, learned
from forum.deid.normal import Plain
from forum.deid.roles import with_roles
from forum.deid.rules import RULES
from forum.deid.soft import soft


def check(
    text: str,
    context: Sequence[str] = (),
    safe: frozenset[str] = frozenset(),
    *,
    today: date | None = None,
    age_band: str = "",
) -> list[Finding]:
    """Find identifiers in any string, in time linear in its length. Never raises.

    Red and amber are what the rules and the learned reader find; where that can't read
    (`forum.deid.reader.why_not()`), the rules alone speak. Soft is advice on what could single
    someone out, also together with `context`, the earlier texts of the same case.

    `safe` holds terms that this site has taught to be no name or place, in small letters; other
    kinds are found all the same. `today` is the day from which “six weeks ago” is counted; without
    it a date becomes its year. `age_band` (“school age”) is the one chosen for the case, to be
    said for an exact age. Findings come in the order of the text and never overlap; their offsets
    are those of `text`, as Python counts characters.

    Classes: HIPAA Safe Harbor, 45 CFR 164.514(b)(2).
    """
    plain = Plain.of(text)
    sure = _ruled(plain, today)
    return _told([*sure, *learned(plain, sure), *soft(plain, context, age_band)], plain, text, safe)


def certain(text: str, *, today: date | None = None) -> list[Finding]:
    """What the rules alone find: red and amber of `check` where the learned reader can't read."""
    plain = Plain.of(text)
    return _told(_ruled(plain, today), plain, text, frozenset())


def _ruled(plain: Plain, today: date | None) -> list[Finding]:
    return [finding for rule in RULES for finding in rule.find(plain, today)]


def _told(
    findings: Iterable[Finding], plain: Plain, text: str, safe: frozenset[str]
) -> list[Finding]:
    typed = [_as_typed(finding, plain, text) for finding in findings]
    unsafe = [f for f in typed if f.label not in WORDY or f.text.casefold() not in safe]
    return with_roles(text, _merged(unsafe, text))


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
    return _joined(sorted(kept, key=lambda f: f.start), text)


def _joined(findings: Iterable[Finding], text: str) -> list[Finding]:
    """Words of one kind with nothing but a space between them are one finding."""
    joined: list[Finding] = []
    for finding in findings:
        last = joined[-1] if joined else finding
        same = (last.label, last.severity) == (finding.label, finding.severity)
        if joined and same and last.label in WORDY and text[last.end : finding.start] == " ":
            whole = text[last.start : finding.end]
            joined[-1] = replace(last, end=finding.end, text=whole)
        else:
            joined.append(finding)
    return joined


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

"""Tells what was found in a text file, line by line for people and as JSON for programs."""

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from forum.deid.finding import Finding, Severity
from forum.deid.generalise import edit_of

_SAID = {
    Severity.RED: "must change",
    Severity.AMBER: "your call",
    Severity.SOFT: "advice",
}


@dataclass(frozen=True)
class Place:
    """Where in the text, as editors count: lines and columns from 1."""

    line: int
    column: int


def places(text: str, findings: Sequence[Finding]) -> list[Place]:
    """Line and column of each finding's first character."""
    begins = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    found: list[Place] = []
    for finding in findings:
        line = bisect_right(begins, finding.start)
        found.append(Place(line, finding.start - begins[line - 1] + 1))
    return found


def as_lines(text: str, findings: Sequence[Finding]) -> str:
    """One line a finding (place, severity, kind, words, reason, safer words), then a summary."""
    lines = [
        f"{at.line}:{at.column}  {_SAID[finding.severity]}  {finding.label.words}: "
        f"“{' '.join(finding.text.split())}” {finding.why}. {_advice(finding)}"
        for at, finding in zip(places(text, findings), findings, strict=True)
    ]
    must = sum(finding.severity is Severity.RED for finding in findings)
    return "\n".join([*lines, " ".join(summed_up(must, len(findings) - must))])


def as_json(text: str, findings: Sequence[Finding], note: str = "") -> str:
    """An object with `findings` and a `note` ("" or why less was read than could be).

    `start` and `end` count characters (Unicode code points) of the text from 0; `edit` is the
    replacement with its grammar mended.
    """
    told = [
        {
            "line": at.line,
            "column": at.column,
            "start": finding.start,
            "end": finding.end,
            "kind": finding.label.value,
            "severity": finding.severity.value,
            "text": finding.text,
            "why": finding.why,
            "safer": finding.suggestion,
            "edit": vars(edit_of(text, finding)),
        }
        for at, finding in zip(places(text, findings), findings, strict=True)
    ]
    return json.dumps({"findings": told, "note": note}, indent=2, ensure_ascii=False)


def summed_up(must: int, yours: int) -> tuple[str, str]:
    """Two sentences, “4 details to look at.” and “2 must change, 2 are up to you.”"""
    found = must + yours
    if not found:
        return "Nothing stands out.", "You know the person, so your eye comes last."
    parts = [f"{must} must change"] if must else []
    parts += [f"{yours} {'is' if yours == 1 else 'are'} up to you"] if yours else []
    return f"{found} {'detail' if found == 1 else 'details'} to look at.", f"{', '.join(parts)}."


def _advice(finding: Finding) -> str:
    return f"Say “{finding.suggestion}”." if finding.suggestion else "Leave it out."

"""How a rule is stated: what it finds, when that counts, why it matters and what to say instead."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from forum.deid.finding import Finding, Label, Severity
from forum.deid.normal import Plain

REMOVED = "[number removed]"

Match = re.Match[str]


def always(_found: Match) -> bool:
    return True


@dataclass(frozen=True)
class Rule:
    """A kind of identifier. The group `it`, where the pattern has one, is the identifier itself.

    Patterns see plain text (see `forum.deid.normal`) and must be linear: bounded repeats, each
    with only one way to match. `holds` judges a match in its surroundings.
    """

    label: Label
    pattern: re.Pattern[str]
    why: str
    suggestion: str | Callable[[Match, date | None], str] = REMOVED
    holds: Callable[[Match], bool] = always
    severity: Severity = Severity.RED

    def find(self, plain: Plain, today: date | None) -> Iterator[Finding]:
        """Each place where the rule holds; offsets are those of the plain text."""
        group: str | int = "it" if "it" in self.pattern.groupindex else 0
        for found in each(self.pattern, plain):
            if self.holds(found):
                say = self.suggestion
                yield Finding(
                    *found.span(group),
                    self.label,
                    self.severity,
                    found[group],
                    self.why,
                    say if isinstance(say, str) else say(found, today),
                )


def reads(pattern: str) -> re.Pattern[str]:
    """A pattern for text in any case, written in small letters; white space in it is layout."""
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


def reads_exactly(pattern: str) -> re.Pattern[str]:
    """A pattern in which capitals matter."""
    return re.compile(pattern, re.VERBOSE)


def each(pattern: re.Pattern[str], plain: Plain) -> Iterator[Match]:
    """Every match. A scout goes ahead in small letters, which is three times as fast."""
    scout = _scout(pattern)
    if scout is None:
        yield from pattern.finditer(plain.text)
    else:
        for sighted in scout.finditer(plain.small):
            if found := pattern.match(plain.text, sighted.start()):
                yield found


@cache
def _scout(pattern: re.Pattern[str]) -> re.Pattern[str] | None:
    any_case = pattern.flags & re.IGNORECASE and "(?-i:" not in pattern.pattern
    return re.compile(pattern.pattern, re.VERBOSE) if any_case else None


def before(found: Match, letters: int = 60) -> str:
    """Up to `letters` characters that stand before the identifier."""
    start = found.start("it" if "it" in found.re.groupindex else 0)
    return found.string[max(0, start - letters) : start]


def after(found: Match, letters: int = 60) -> str:
    """Up to `letters` characters that stand after the identifier."""
    end = found.end("it" if "it" in found.re.groupindex else 0)
    return found.string[end : end + letters]


_STOP = re.compile(r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bSt)(?<!Mrs)[.!?]['\")]?\s+(?=[A-Z\"'(])|\n")


def sentence(found: Match, letters: int = 160) -> str:
    """The sentence around the identifier, `letters` to either side at most, in small letters."""
    it = found["it" if "it" in found.re.groupindex else 0]
    told = _STOP.split(before(found, letters))[-1] + it + _STOP.split(after(found, letters))[0]
    return told.lower()

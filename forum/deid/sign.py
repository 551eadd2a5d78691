"""A kind of detail that can single a person out, and what to say instead."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from forum.deid.normal import Plain
from forum.deid.rules.rule import Match, each


class Telling(StrEnum):
    """A kind of detail, in the words that follow “… and”."""

    AGE = "an exact age"
    JOB = "an unusual role"
    ONLY = "being the only one"
    NEWS = "the news"
    RARE = "a rare condition"
    TWIN = "being a twin or triplet"
    PLACE = "a small place"

    @property
    def alone(self) -> bool:
        """Worth a word even where nothing else is told."""
        return self in (Telling.AGE, Telling.JOB, Telling.ONLY, Telling.NEWS)


@dataclass(frozen=True)
class Sign:
    """One kind of detail; `words` is what to say instead, given the match and the age band."""

    kind: Telling
    pattern: re.Pattern[str]
    words: Callable[[Match, str], str]
    holds: Callable[[Match], bool] = lambda _found: True

    def find(self, plain: Plain) -> Iterator[Match]:
        return (found for found in each(self.pattern, plain) if self.holds(found))


def say(words: str) -> Callable[[Match, str], str]:
    return lambda _found, _band: words

"""Reads a text the way the rules see it, and finds the way back to what was typed.

Full-width, circled and look-alike letters, invisible characters, odd spaces and dashes would
otherwise carry an identifier past every rule.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

# Letters of other scripts that look Latin, after Unicode's confusables (UTS 39), common ones only.
_PAIRS = """
    АA ВB ЕE ЅS ІI ЈJ КK МM НH ОO РP СC ТT УY ХX аa ԁd еe іi јj оo рp сc уy хx ѕs
    ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX οo ıi ɑa ɡg
    ․. ‚, ՚' ’' ‘' ‛' ʼ' ′' “" ”" „" «" »" ″" ⁄/ ∕/ ：:
"""
_LOOKS_LIKE = {pair[0]: pair[1] for pair in _PAIRS.split()}
_KEPT_WHOLE = ("<super>", "<sub>", "<fraction>")  # 10² is not 102, and 9½ is not 91/2
_PLAIN = re.compile(r"[\t\n\r -~]*")
_ZERO_AS_LETTER = re.compile(r"(?<=\d)[oO](?=\d)|(?<=\d-)[oO](?=\d)")
_ONE_AS_LETTER = re.compile(r"(?<=\d)[lI](?=\d)")


@dataclass(frozen=True)
class Plain:
    """A plain reading of a typed text; character `i` stands for `typed[starts[i]:ends[i]]`."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, typed: str) -> Self:
        """Normalise any string whatever, in one pass. Never raises."""
        if _PLAIN.fullmatch(typed):
            return cls(_digits(typed), range(len(typed)), range(1, len(typed) + 1))

        letters: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for place, char in enumerate(typed):
            if unicodedata.category(char) in ("Mn", "Me") and letters:
                composed = unicodedata.normalize("NFC", letters[-1] + char)
                if len(composed) == 1:
                    letters[-1] = composed
                ends[-1] = place + 1
            else:
                for letter in _plain(char):
                    letters.append(letter)
                    starts.append(place)
                    ends.append(place + 1)
        return cls(_digits("".join(letters)), starts, ends)

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` (not empty) stands in the text as typed."""
        return self.starts[start], self.ends[end - 1]


def _plain(char: str) -> str:
    """What one character reads as: usually one letter, none if it can't be seen."""
    if " " <= char <= "~" or char in "\t\n\r":
        return char
    elif char in _LOOKS_LIKE:
        return _LOOKS_LIKE[char]
    elif (kind := unicodedata.category(char)) in ("Cf", "Cc", "Mn", "Me") or char in "ᅟᅠㅤ":
        return "\n" if char in "\v\f\x85" else ""
    elif kind in ("Zl", "Zp"):
        return "\n"
    elif kind == "Zs":
        return " "
    elif kind == "Pd" or char == "−":
        return "-"
    elif kind == "Nd":
        return str(unicodedata.digit(char))
    elif unicodedata.decomposition(char).startswith(_KEPT_WHOLE):
        return char
    else:
        return "".join(_LOOKS_LIKE.get(letter, letter) for letter in unicodedata.normalize("NFKC", char))


def _digits(text: str) -> str:
    """Set right letters that stand for digits inside a number (555-O142); the length stays."""
    return _ONE_AS_LETTER.sub("1", _ZERO_AS_LETTER.sub("0", text))

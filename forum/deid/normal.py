"""Reads a text the way the rules see it, and finds the way back to what was typed.

Full-width, circled and look-alike letters, invisible characters, odd spaces and dashes, Markdown's
marks and HTML's entities would otherwise carry an identifier past every rule.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Self

# Letters of other scripts that look Latin, after Unicode's confusables (UTS 39), common ones only.
_PAIRS = """
    АA ВB ЕE ЅS ІI ЈJ КK МM НH ОO РP СC ТT УY ХX аa ԁd еe іi јj оo рp сc уy хx ѕs
    ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX οo ıi ɑa ɡg
    ․. ‚, ՚' ’' ‘' ‛' ʼ' ′' “" ”" „" «" »" ″" ⁄/ ∕/ ：:
"""
_LOOKS_LIKE = {pair[0]: pair[1] for pair in _PAIRS.split()}
_KEPT_WHOLE = ("<super>", "<sub>", "<fraction>")  # 10² is not 102, and 9½ is not 91/2
_FILLERS = "\u115f\u1160\u3164\uffa0"  # letters without ink

_PLAIN = re.compile(r"[\t\n\r -%'-)+-\[\]^a-~]*")  # ASCII without & * \ _ `
_EMPHASIS = re.compile(r"(?<!\w)[*_`]+(?=\S)|(?<=\S)[*_`]+(?!\w)|\\(?=[!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)
_ZERO_AS_LETTER = re.compile(r"(?<=\d)[oO](?=\d)|(?<=\d-)[oO](?=\d)")
_ONE_AS_LETTER = re.compile(r"(?<=\d)[lI](?=\d)")


@dataclass(frozen=True)
class Plain:
    """A plain reading of a typed text; character `i` stands for `typed[starts[i]:ends[i]]`.

    `small` is the same in small letters, letter by letter.
    """

    text: str
    small: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, typed: str) -> Self:
        """Normalise any string whatever, in one pass. Never raises."""
        if _PLAIN.fullmatch(typed):
            text = _digits(typed)
            return cls(text, text.lower(), range(len(text)), range(1, len(text) + 1))

        letters: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for start, end, char in _characters(typed):
            if unicodedata.category(char) in ("Mn", "Me") and letters:
                composed = unicodedata.normalize("NFC", letters[-1] + char)
                letters[-1] = composed if len(composed) == 1 else letters[-1]
                ends[-1] = end
            else:
                for letter in _plain(char):
                    letters.append(letter)
                    starts.append(start)
                    ends.append(end)
        text = _digits("".join(letters))
        return cls(text, _small(text), starts, ends)

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` (not empty) stands in the text as typed."""
        return self.starts[start], self.ends[end - 1]


def _characters(typed: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and character of all that a reader of the page will see."""
    hidden = {at for found in _EMPHASIS.finditer(typed) for at in range(*found.span())}
    entities = {found.start(): found for found in _ENTITY.finditer(typed)}
    skip = 0
    for start, char in enumerate(typed):
        if start < skip or start in hidden:
            continue
        elif start in entities and len(meant := unescape(entities[start][0])) == 1:
            skip = entities[start].end()
            yield start, skip, meant
        else:
            yield start, start + 1, char


def _plain(char: str) -> str:
    """What one character reads as: usually one letter, none if it can't be seen."""
    if " " <= char <= "~" or char in "\t\n\r":
        return char
    elif char in _LOOKS_LIKE:
        return _LOOKS_LIKE[char]

    kind = unicodedata.category(char)
    if char in "\v\f\x85" or kind in ("Zl", "Zp"):
        return "\n"
    elif kind in ("Cf", "Cc", "Mn", "Me") or char in _FILLERS:
        return ""
    elif kind == "Zs":
        return " "
    elif kind == "Pd" or char == "−":
        return "-"
    elif kind == "Nd":
        return str(unicodedata.digit(char))
    elif unicodedata.decomposition(char).startswith(_KEPT_WHOLE):
        return char
    else:
        return "".join(_LOOKS_LIKE.get(c, c) for c in unicodedata.normalize("NFKC", char))


def _small(text: str) -> str:
    """In small letters, but for the few that would change the length."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return small


def _digits(text: str) -> str:
    """Set right letters that stand for digits inside a number (555-O142); the length stays."""
    return _ONE_AS_LETTER.sub("1", _ZERO_AS_LETTER.sub("0", text))

"""Joins what the learned reader finds to what the rules are certain of."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from forum.deid.clinical import is_clinical
from forum.deid.finding import Finding, Label, Severity
from forum.deid.normal import Plain
from forum.deid.plain import is_plain
from forum.deid.reader import CannotRead, Span, read
from forum.deid.regions import regions_in
from forum.deid.rules.ages import is_an_age
from forum.deid.rules.homonyms import SHORT_DAY, is_another_word
from forum.deid.safer import WHY, WHY_ELSE, WHY_PERHAPS, safer

# From which probability on a finding is red, measured on authors left out of the training
# (training/MODEL_CARD.md). Amber begins below and asks only at submit, the likeliest first.
# Where rules know the kind well, the reader has to be surer than for names and places.
RED = dict.fromkeys(Label, 0.97)
RED |= {Label.NAME: 0.5, Label.GEO: 0.5, Label.FACILITY: 0.5, Label.DATE: 0.9, Label.AGE90: 0.5}
RED[Label.OTHER_ID] = 0.7
AMBER = dict.fromkeys(Label, 0.5)
AMBER |= {Label.NAME: 0.1, Label.GEO: 0.1, Label.FACILITY: 0.1}
AMBER_PER_WORD = 0.02
AMBER_AT_LEAST = 3
_HALF_AGREED = 0.1

# Of these the reader often sees more than a rule; of numbers and dates the rule knows the ends.
WORDY = (Label.NAME, Label.GEO, Label.FACILITY)

_FIGURE = re.compile(r"\S+")
# British for weeks, and for weeks of a pregnancy, and a year alone.
_NO_DATE = re.compile(r"\d{1,2}/(?:52|40)|(?:[DY]OB:?\s)?(?:19|20)\d\d")
_SAFE_ALREADY = re.compile(
    r"""\[[a-z-]+(?:\s[a-z-]+){0,2}\]|\b(?:90|nineties)(?:\s(?:or|and)\s(?:older|over|more|up)|-plus)
    (?:[-\s]years?[-\s]olds?)?\b""",
    re.IGNORECASE | re.VERBOSE,
)
_KIN = frozenset(
    """auntie aunty aunt uncle grandma grandpa granny gran nana nan mum mom dad mother
    father""".split()
)
# Kin and roles that stand where a name would: who they are, the label guide leaves outside.
_NOBODYS_NAME = _KIN | frozenset(
    """ma mam mummy mommy momma mama pa pop daddy papa nanna nain grandmother grandad granddad
    grandfather gogo oma ouma oupa abuela abuelo nonna nonno yiayia babushka bubbe tita tito chacha
    chachi kuya whānau hubby wifey bub teen lad lady gent kiddo elder god surgeon dietitian
    dietician compliance clinician postcode zip ward room bed locker""".split()
)
_PART = re.compile(r"[^\W\d_][\w’'-]{2,}")
_WORD = re.compile(rf"(?<![\w-]){_PART.pattern}")
# Of a name that is found, these words lead to nobody elsewhere in the text.
_NO_NAME = _KIN | frozenset(
    """mrs miss doctor coach pastor sister rabbi nurse baby señora judge professor prof sir madam
    officer principal teacher captain brother cousin the and little big old young family twin client
    patient kid boy girl""".split()
)


class _Told:
    """Which letters of the text are already spoken for."""

    def __init__(self, text: str, found: Iterable[Span | Finding | re.Match[str]]) -> None:
        self._letters = bytearray(len(text))
        for one in found:
            self.add(one)

    def add(self, one: Span | Finding | re.Match[str]) -> None:
        start, end = one.span() if isinstance(one, re.Match) else (one.start, one.end)
        self._letters[start:end] = b"\1" * (end - start)

    def covers(self, span: Span) -> bool:
        return 0 not in self._letters[span.start : span.end]

    def touches(self, span: Span) -> bool:
        return 1 in self._letters[span.start : span.end]


def learned(
    plain: Plain, certain: Sequence[Finding], reading: Callable[[str], list[Span]] = read
) -> list[Finding]:
    """What the reader adds to the findings of the rules; all offsets are those of `plain.text`.

    Red where it is likely enough, amber below, capped. Other mentions of a name once found are
    found too, amber where the reader sees none. Empty where the reader can't read, which
    `forum.deid.reader.available()` tells.
    """
    try:
        read_so = reading(plain.text)
    except CannotRead:
        return []
    safe = _Told(plain.text, _SAFE_ALREADY.finditer(plain.text))
    states = _Told(plain.text, regions_in(plain.text))
    spans = [
        s
        for s in read_so
        if _holds(plain.text, s)
        and not safe.touches(s)
        and not (s.label is Label.GEO and states.covers(s))
    ]
    sure = [f for f in certain if f.severity is Severity.RED]
    told = _Told(plain.text, sure)
    red = [
        s
        for s in spans
        if s.probability >= RED[s.label] and (s.label in WORDY or not told.touches(s))
    ]
    for span in red:
        told.add(span)
    for span in _mentions(plain, [*_names(plain, red), *_names(plain, sure)], spans):
        if told.touches(span):
            continue
        if span.probability >= RED[Label.NAME]:
            red.append(span)
            told.add(span)
        else:
            spans.append(span)
    rest = [s for s in spans if s.probability >= AMBER[s.label] and not told.touches(s)]
    rest.sort(key=lambda span: -span.probability)
    most = max(AMBER_AT_LEAST, int(AMBER_PER_WORD * len(plain.text.split())))
    return [
        *(_finding(plain, s, Severity.RED) for s in red),
        *(_finding(plain, s, Severity.AMBER) for s in rest[:most]),
    ]


def _holds(text: str, span: Span) -> bool:
    """No clinical or everyday word, no kin alone, no figure that the rules know to be a measure."""
    if span.label is Label.AGE90:
        figure = _FIGURE.match(text, span.start, span.end)
        return bool(figure and is_an_age(figure))
    elif span.label is Label.DATE:
        part = "/" in (text[span.start - 1 : span.start], text[span.end : span.end + 1])
        day = SHORT_DAY.fullmatch(text, span.start, span.end)
        other = part or _NO_DATE.fullmatch(text, span.start, span.end)
        return not other and not (day and is_another_word(day))
    elif span.label in WORDY:
        words = text[span.start : span.end]
        a_letter = len(words) == 1 and (words.islower() or text[span.end : span.end + 1] == "-")
        nobody = a_letter or words.lower() in _NOBODYS_NAME
        return not nobody and not is_plain(text, span) and not is_clinical(text, span)
    else:
        return True


def _names(plain: Plain, found: Iterable[Span | Finding]) -> Iterator[str]:
    """The parts of names that are long enough to be sought elsewhere."""
    for span in found:
        if span.label is Label.NAME:
            for part in _PART.findall(plain.text[span.start : span.end]):
                name = re.sub(r"['’]s$", "", part)
                if name.lower() not in _NO_NAME:
                    yield name


def _without_s(word: str) -> tuple[str, ...]:
    """The word, and without the s of a possessive, with or without its apostrophe."""
    return word, re.sub(r"['’]s?$", "", word), re.sub(r"['’]?s$", "", word)


def _mentions(plain: Plain, names: Iterable[str], spans: Sequence[Span]) -> Iterator[Span]:
    """Other mentions in any case: sure if the reader half agrees, else doubtful if as written."""
    written = set(names)
    if not written:
        return
    possible = _Told(plain.text, [s for s in spans if s.probability >= _HALF_AGREED])
    parts = {name.lower() for name in written}
    for found in _WORD.finditer(plain.small):
        name = next((n for n in _without_s(found[0]) if n in parts), "")
        if not name:
            continue
        span = Span(found.start(), found.start() + len(name), Label.NAME, AMBER[Label.NAME])
        words = plain.text[span.start : span.end]
        if is_clinical(plain.text, span):
            continue
        elif possible.touches(span):
            yield replace(span, probability=1.0)
        elif words in written and not words.islower():
            yield span


def _finding(plain: Plain, span: Span, severity: Severity) -> Finding:
    words = plain.text[span.start : span.end]
    before = plain.text[max(0, span.start - 60) : span.start]
    after = plain.text[span.end : span.end + 60]
    why = WHY.get(span.label, WHY_ELSE) if severity is Severity.RED else WHY_PERHAPS
    say = safer(span.label, words, before, after)
    return Finding(span.start, span.end, span.label, severity, words, why, say)

"""Dates with a month's name, or with day, month and year in figures."""

import re

from forum.deid.finding import Label
from forum.deid.rules.ago import in_safer_words
from forum.deid.rules.cues import (
    COUNTED,
    DAY,
    DAY_IN_WORDS,
    MONTH,
    MONTH_ABROAD,
    SCORED,
    UNIT,
    WEEKDAY,
    YEAR,
)
from forum.deid.rules.rule import Match, Rule, after, before, reads

WHY = "can be matched to records"

_NTH = rf"(?:{DAY}(?:st|nd|rd|th)?(?![\da-z]))"
_AND = r"(?:\s?[,&/-]\s?|\s(?:and|or|to|through|thru|until)\s(?:the\s)?)"
_ON_A = rf"(?:\b{WEEKDAY}\b[.,]?\s(?:the\s)?)?"

DAY_THEN_MONTH = reads(
    rf"""(?<![\d/.:$£€-])\b{_ON_A}(?:the\s)?
    (?:(?P<day>{DAY}(?:st|nd|rd|th)?)(?:{_AND}{_NTH}){{0,3}}|{DAY_IN_WORDS})
    (?:\s?-\s?|\s(?:of\s)?|)(?P<month>{MONTH}|{MONTH_ABROAD})\b
    (?:\.?,?\s?-?(?:of\s)?(?P<year>{YEAR})\b|\s?['/-](?P<yy>\d\d)\b)?"""
)
MONTH_THEN_DAY = reads(
    rf"""\b{_ON_A}(?P<month>{MONTH})(?:\.?\s?-?|\.?\sthe\s)
    (?:(?P<day>{_NTH})(?:{_AND}{_NTH}){{0,3}}|{DAY_IN_WORDS}(?=[\s,.;:!?)]|$))
    (?!:\d\d|\.\d|/\d|\s?-\s?\d)(?:,?\s(?P<year>{YEAR})\b|,?\s?'(?P<yy>\d\d)\b)?"""
)
MONTH_THEN_YEAR = reads(
    rf"""\b(?:(?:early|mid|late|end\sof|start\sof|beginning\sof)[\s-])?(?P<month>{MONTH})
    (?:\.?,?\s?-?(?:of\s)?(?P<year>{YEAR})\b|\.?\s?'(?P<yy>\d\d)\b|[-/](?P<ending>\d\d)\b)"""
)
IN_FIGURES = reads(
    r"""(?<![\d/.-])(?P<a>\d{1,2})\s?(?P<mark>[/.-])\s?(?P<b>\d{1,2})\s?(?P=mark)\s?
    '?(?:(?P<year>(?:18|19|20)\d\d)|(?P<yy>\d\d))(?!\d|[/-]\d|\.\d)"""
)
YEAR_FIRST = reads(
    rf"""(?<![\d/.-])(?P<year>{YEAR})(?P<mark>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=mark)
    (?P<day>{DAY})(?!\d|[/-]\d|\.\d)"""
)
MONTH_AND_YEAR = reads(
    rf"(?<![\d/.-])(?P<month>0?[1-9]|1[0-2])\s?/\s?(?P<year>{YEAR})(?![\d/])"
)
AFTER_A_CUE = reads(
    rf"""\b(?:dob|d\.o\.b\.?|dos|doi|doa|born(?:\son)?|birth\s?date|b-?day|bd|birthday
    |date\sof\s(?:birth|injury|service|admission))\b[\s:\#=-]{{0,4}}(?:is\s|was\s)?
    (?P<it>{DAY}[\s-]{DAY}[\s-](?P<year>{YEAR})\b|{DAY}\s{DAY}\s\d\d\b|\d{{8}}\b|\d{{6}}\b
    |{DAY}[./-]{DAY}(?![\d.]))"""
)
WEEKDAY_AND_DAY = reads(
    rf"\b{WEEKDAY}\b[.,]?\s(?:the\s)?(?:{DAY}(?:st|nd|rd|th)\b|(?<=the\s){DAY_IN_WORDS}\b)"
)
THE_NTH = reads(
    rf"""\b(?:on|by|since|until|till|til|from|effective|as\sof|before|due|for)\s
    (?P<it>the\s(?:{DAY}(?:st|nd|rd|th)|{DAY_IN_WORDS}))
    (?=\s?(?:[.,;:!?)"]|$|\n|(?:and|but|so|when|at|because|w/|he|she|they|i|we|his|her|my
    |mum|mom|dad|was|is|has|had|then)\b))"""
)

_NOT_A_DAY = re.compile(
    rf"\s?(?:{UNIT}|yo\b|y/?o|yrs?\b|years?|mos?\b|months?)(?![a-z])", re.IGNORECASE | re.VERBOSE
)
_MODAL = re.compile(
    r"""\s(?:be|have|not|need|well|also|want|even|just|still|as|seem|help|get|take|look|go|come
    |never)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SAYS_WHEN = re.compile(
    r"""(?:\b(?:on|by|since|until|till|before|after|from|is|was|due|dob|born|bday|birthday|starts?
    |ends?|of|s/p|seen|next|last)|^|[,:(;])\s?$""",
    re.IGNORECASE | re.VERBOSE,
)
_SCORES = re.compile(rf"\b{SCORED}\b[^.;\n]{{0,18}}$", re.IGNORECASE | re.VERBOSE)
_COUNTS = re.compile(rf"\s?-?(?:{COUNTED})\b", re.IGNORECASE | re.VERBOSE)


def is_of_the_calendar(found: Match) -> bool:
    """“9 May” and “march 14”, not “may 9 times”, “2 may have” or “march 10 metres”."""
    said = found.groupdict()
    if said.get("year") or said.get("yy"):
        return True
    marked = re.search(r"\d(?:st|nd|rd|th)\b|\bof\b", found[0], re.IGNORECASE)
    if found.re is MONTH_THEN_DAY and not marked and _NOT_A_DAY.match(after(found)):
        return False
    elif said["month"] in ("may", "march", "mar", "dec"):
        when = marked or _SAYS_WHEN.search(before(found))
        return bool(when) and not _MODAL.match(after(found))
    else:
        return True


def can_be_day_and_month(a: int, b: int) -> bool:
    """In either order."""
    return (1 <= a <= 12 and 1 <= b <= 31) or (1 <= b <= 12 and 1 <= a <= 31)


def is_no_list_of_counts(found: Match) -> bool:
    """“12-10-22” can be a date or three sets; a long year or a slash settles it."""
    settled = found["year"] or found["mark"] == "/" or "0" in (found["a"][0], found["b"][0])
    return can_be_day_and_month(int(found["a"]), int(found["b"])) and bool(
        settled or not (_SCORES.search(before(found, 30)) or _COUNTS.match(after(found)))
    )


RULES = (
    Rule(Label.DATE, DAY_THEN_MONTH, WHY, in_safer_words, is_of_the_calendar),
    Rule(Label.DATE, MONTH_THEN_DAY, WHY, in_safer_words, is_of_the_calendar),
    Rule(Label.DATE, MONTH_THEN_YEAR, WHY, in_safer_words),
    Rule(Label.DATE, IN_FIGURES, WHY, in_safer_words, is_no_list_of_counts),
    Rule(Label.DATE, YEAR_FIRST, WHY, in_safer_words),
    Rule(Label.DATE, MONTH_AND_YEAR, WHY, in_safer_words),
    Rule(Label.DATE, AFTER_A_CUE, WHY, in_safer_words),
    Rule(Label.DATE, WEEKDAY_AND_DAY, WHY, in_safer_words),
    Rule(Label.DATE, THE_NTH, WHY, in_safer_words),
)

"""Dates with a month's name, or with day, month and year in figures."""

import re

from forum.deid.finding import Label
from forum.deid.rules.ago import in_safer_words
from forum.deid.rules.cues import (
    COUNTED,
    DAY,
    DAY_IN_WORDS,
    HAPPENED,
    MEASURED,
    MONTH,
    MONTH_ABROAD,
    PAST,
    PUBLIC,
    SCORED,
    SOMEONE,
    WEEKDAY,
    YEAR,
    any_of,
)
from forum.deid.rules.homonyms import MONTHS, follows_its_subject, may_be_a_date
from forum.deid.rules.rule import Match, Rule, after, before, reads, sentence

WHY = "can be matched to records"

_NTH = rf"(?:{DAY}(?:st|nd|rd|th)?(?![\da-z]))"
_AND = r"(?:\s?[,&/-]\s?|\s(?:and|or|to|through|thru|until)\s(?:the\s)?)"
_ON_A = rf"(?:\b{WEEKDAY}\b[.,]?\s(?:the\s)?)?"

DAY_THEN_MONTH = reads(
    rf"""(?<![\d/.:$£€-])\b(?!(?:4th|fourth)\sof\sjuly){_ON_A}(?:the\s)?
    (?:(?P<day>{DAY}(?:st|nd|rd|th)?)(?:{_AND}{_NTH}){{0,3}}|{DAY_IN_WORDS})
    (?:\s?-\s?|\s(?:of\s|de\s)?|)(?P<month>{MONTH}|{MONTH_ABROAD})\b
    (?:\.?,?\s?-?(?:of\s)?(?P<year>{YEAR})\b|\s?['/-](?P<yy>\d\d)\b)?"""
)
MONTH_THEN_DAY = reads(
    rf"""\b{_ON_A}(?P<month>{MONTH})(?:\.?\s?-?|\.?\sthe\s)
    (?:(?P<day>{_NTH})(?:{_AND}{_NTH}){{0,3}}|{DAY_IN_WORDS}(?=[\s,.;:!?)]|$))
    (?!:\d\d|\.\d|/\d|\s?-\s?\d)(?:,?\s(?P<year>{YEAR})\b|,?\s?'(?P<yy>\d\d)\b)?"""
)
MONTH_THEN_YEAR = reads(
    rf"""\b(?:(?:early|mid|late|end\sof|start\sof|beginning\sof)[\s-])?(?P<month>{MONTH}|{MONTH_ABROAD})
    (?:\.?,?\s?-?(?:of\s|de\s)?(?P<year>{YEAR})\b|\.?\s?'(?P<yy>\d\d)\b|[-/]\d\d\b)"""
)
IN_FIGURES = reads(
    r"""(?<![\d/.-])(?P<a>\d{1,2})(?P<mark>\s?[/-]\s?|\.)(?P<b>\d{1,2})(?P=mark)
    '?(?:(?P<year>(?:18|19|20)\d\d)|(?P<yy>\d\d))(?!\w|[/-]\d|\.\d)"""
)
YEAR_FIRST = reads(
    rf"""(?<![\d/.-])(?P<year>{YEAR})(?P<mark>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=mark)
    (?P<day>{DAY})(?!\d|[/-]\d|\.\d)"""
)
MONTH_AND_YEAR = reads(rf"(?<![\d/.-])(?P<month>0?[1-9]|1[0-2])\s?/\s?(?P<year>{YEAR})(?![\d/])")
AFTER_A_CUE = reads(
    rf"""\b(?:dob|d\.o\.b\.?|dos|doi|doa|born(?:\son)?|birth\s?date|b-?day|bd|birthday
    |date\sof\s(?:birth|injury|service|admission))\b[\s:\#=-]{{0,4}}(?:is\s|was\s)?
    (?P<it>{DAY}[\s-]{DAY}[\s-](?P<year>{YEAR})\b|{DAY}\s{DAY}\s\d\d\b|\d{{8}}\b|\d{{6}}\b
    |{DAY}[./-]{DAY}(?![\d.]))"""
)
WITH_A_DASH = reads(
    r"""\b(?:seen|on|since|again|adm(?:itted)?|dc['’]?d|discharged|eval(?:ed)?|fell|surgery|s/p)
    \s(?:[a-z]{2,14}\s)?
    (?P<it>(?P<a>0?[1-9]|1[0-2])-(?P<b>1[3-9]|2\d|3[01]))(?=[,.;)]|\s(?:and|he|she|with)\b|$)"""
)
WEEKDAY_AND_DAY = reads(
    rf"\b{WEEKDAY}\b[.,]?\s(?:the\s)?(?:{DAY}(?:st|nd|rd|th)\b|(?<=the\s){DAY_IN_WORDS}\b)"
)
_PAUSE = r"""(?=\s?(?:[.,;:!?)"]|$|\n|(?:and|but|so|when|at|because|w/|he|she|they|i|we|his|her|my
    |mum|mom|dad|was|is|has|had|then|[a-z]{3,}ed)\b))"""
_COUNTED = any_of("""
    try time day visit session week month year attempt rep grade (?:per)?centile floor set trial of
    [a-z]{3,}e?st""")
THE_NTH = reads(
    rf"""\b(?:(?P<till>since|until|till?|b4)|on|by|from|effective|as\sof|before|due|for|starting)\s
    (?P<it>the\s(?!(?:first|second|third)\b)(?:{DAY}(?:st|nd|rd|th)|{DAY_IN_WORDS}))(?(till)(?!\s{_COUNTED})\b|{_PAUSE})"""
)
THE_NTH_OF_AN_EVENT = reads(
    rf"(?P<it>\bthe\s(?:[4-9]th|1\dth|2[0-9](?:st|nd|rd|th)|3(?:0th|1st))){_PAUSE}"
)

_A_VERB = re.compile(
    r"""\s(?:be|have|not|need|well|also|want|even|just|still|as|seem|help|get|take|look|go|come
    |never|down|up|around|into|to)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_AN_AGE = re.compile(r"\s?(?:yo\b|y/?o|yrs?\b|years?|mos?\b|months?)", re.IGNORECASE)
_SCORES = re.compile(rf"\b{SCORED}\b[^.;\n]{{0,18}}$", re.IGNORECASE | re.VERBOSE)
_COUNTS = re.compile(rf"\s?-?(?:{COUNTED})\b", re.IGNORECASE | re.VERBOSE)
_RANKED = re.compile(
    r"\b(?:per)?cent|%ile|\b(?:rank|grade|floor|rib|nerve|digit|metatarsal|edition)s?\b",
    re.IGNORECASE,
)


def is_of_someone(found: Match) -> bool:
    """Not “the guideline of May 2022” or “abstracts are due 3 March”."""
    told = sentence(found, 100)
    return not PUBLIC.search(told) or bool(SOMEONE.search(told))


def is_of_the_calendar(found: Match) -> bool:
    """“9 May” and “march 14”, not “may 9 times”, “2 may have” or “march 10 metres”."""
    said, rest = found.groupdict(), after(found)
    if not is_of_someone(found):
        return False
    elif said.get("year") or said.get("yy") or re.search(r"\d(?:st|nd|rd|th)\b|\bof\b", found[0]):
        return True
    elif found.re is MONTH_THEN_DAY:
        return not (MEASURED.match(rest) or _AN_AGE.match(rest))
    else:
        in_doubt = said["month"] in MONTHS
        return not in_doubt or (may_be_a_date(found) and not _A_VERB.match(rest))


def can_be_day_and_month(a: int, b: int) -> bool:
    """In either order."""
    return (1 <= a <= 12 and 1 <= b <= 31) or (1 <= b <= 12 and 1 <= a <= 31)


def is_no_list_of_counts(found: Match) -> bool:
    """“12-10-22” can be a date or three sets; a long year or a slash settles it."""
    a, b = int(found["a"]), int(found["b"])
    settled = found["year"] or "/" in found["mark"] or "0" in (found["a"][0], found["b"][0])
    counts = _SCORES.search(before(found, 30)) or _COUNTS.match(after(found))
    even_steps = not settled and b - a == int(found["yy"]) - b  # 10-20-30
    return can_be_day_and_month(a, b) and bool(settled or not (counts or even_steps))


def is_of_an_event(found: Match) -> bool:
    """“Team meets the 26th.”, not “below the 9th.”, where centiles are told."""
    told = sentence(found, 60)
    return bool(HAPPENED.search(told) or PAST.search(told)) and not _RANKED.search(told)


RULES = (
    Rule(Label.DATE, DAY_THEN_MONTH, WHY, in_safer_words, is_of_the_calendar),
    Rule(Label.DATE, MONTH_THEN_DAY, WHY, in_safer_words, is_of_the_calendar),
    Rule(Label.DATE, MONTH_THEN_YEAR, WHY, in_safer_words, is_of_someone),
    Rule(Label.DATE, IN_FIGURES, WHY, in_safer_words, is_no_list_of_counts),
    Rule(Label.DATE, YEAR_FIRST, WHY, in_safer_words),
    Rule(Label.DATE, MONTH_AND_YEAR, WHY, in_safer_words, is_of_someone),
    Rule(Label.DATE, AFTER_A_CUE, WHY, in_safer_words),
    Rule(Label.DATE, WITH_A_DASH, WHY, in_safer_words),
    Rule(Label.DATE, WEEKDAY_AND_DAY, WHY, in_safer_words, lambda it: not follows_its_subject(it)),
    Rule(Label.DATE, THE_NTH, WHY, in_safer_words),
    Rule(Label.DATE, THE_NTH_OF_AN_EVENT, WHY, in_safer_words, is_of_an_event),
)

"""Day and month in figures, “3/14”: a date only where nothing says that it is a score or ratio."""

import re

from forum.deid.finding import Label
from forum.deid.rules.ago import in_safer_words
from forum.deid.rules.cues import COUNTED, EVENT, SCORED, WEEKDAY
from forum.deid.rules.dates import WHY, can_be_day_and_month
from forum.deid.rules.rule import Match, Rule, after, before, reads

FRACTION = reads(
    rf"""(?<![\d/.,:$£€+\w-])(?:\b{WEEKDAY}\b[.,]?\s)?(?<!\d\s-\s)(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})
    (?:\s?(?:-|to|thru|through)\s?(?P<c>\d{{1,2}})/(?P<d>\d{{1,2}}))?(?![\d/%\w]|[.,]\d|\s?%|-\d)"""
)

_SCORE_BEFORE = re.compile(rf"\b{SCORED}\b[^.;\n]{{0,25}}$", re.IGNORECASE | re.VERBOSE)
_COUNT_AFTER = re.compile(rf"\s?-?(?:{COUNTED})\b", re.IGNORECASE | re.VERBOSE)
_TIME_AFTER = re.compile(
    r"\s?(?:@|at)\s?\d{1,2}(?::\d\d)?\s?(?:am|pm|a\.m|p\.m|h\b)|\s\(?(?:mon|tue|wed|thu|fri|sat|sun)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(?:^|\n)[-*•\s]{0,4}$")
_ON = re.compile(
    r"""\b(?:on|since|until|till?|thru|through|from|dated?|w/?c|wk\ of|week\ of|effective|eff|as\ of
    |cert(?:\ period)?|s/p)[\s:(]{1,3}(?:the\ |about\ |approx\.?\ |~)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_BY = re.compile(r"\b(?:by|before|after|around|of|in|to|and|&|or)\s$", re.IGNORECASE)
_EVENT_BESIDE = re.compile(
    rf"\b{EVENT}(?:['’]?d)?[\s:(.,'\"-]{{1,4}}(?:\w{{1,12}}\s){{0,2}}\(?$", re.IGNORECASE | re.VERBOSE
)
_EVENT_NEAR = re.compile(rf"\b{EVENT}\b[^\d.;\n]{{0,36}}$", re.IGNORECASE | re.VERBOSE)
_EVENT_AFTER = re.compile(rf"\s?[:-]?\s?(?:pt\s)?{EVENT}\b", re.IGNORECASE | re.VERBOSE)

_NEVER_DATES = {(24, 7), (16, 8), (18, 6), (20, 10), (50, 50), (20, 20)}  # always, fasts, sight


def is_a_day(found: Match) -> bool:
    """Day/month: where it can't be a score, or where the words beside it tell of an event."""
    a, b = int(found["a"]), int(found["b"])
    if not can_be_day_and_month(a, b) or (a, b) in _NEVER_DATES:
        return False
    if found["c"]:
        c, d = int(found["c"]), int(found["d"])
        if not can_be_day_and_month(c, d) or (b == d <= 10 and a <= b):
            return False

    lead, rest = before(found, 45), after(found, 30)
    if found[0][0].isalpha() or _TIME_AFTER.match(rest):
        return True
    elif _COUNT_AFTER.match(rest) or _SCORE_BEFORE.search(lead):
        return False
    elif a >= 13 or "0" in (found["a"][0], found["b"][0]):
        return True

    like_a_score = a <= b and b in (3, 4, 5, 10)
    beside = _ON.search(lead) or _EVENT_BESIDE.search(lead)
    if like_a_score:
        return bool(beside) and not (b <= 4 and rest[:1] == " " and rest[1:2].islower())
    else:
        heads = _HEADING.search(lead) and (rest[:1] == ":" or rest[:2] == " -")
        near = _EVENT_NEAR.search(lead) or _BY.search(lead) or _EVENT_AFTER.match(rest)
        return bool(beside or heads or near)


RULES = (Rule(Label.DATE, FRACTION, WHY, in_safer_words, is_a_day),)

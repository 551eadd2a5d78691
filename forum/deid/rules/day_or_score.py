"""Day and month in figures, “3/14”: a date only where nothing says that it is a score or ratio."""

import re

from forum.deid.finding import Label
from forum.deid.rules.ago import in_safer_words
from forum.deid.rules.cues import COUNTED, EVENT, HAPPENED, PAST, SCORED, SOMEONE, WEEKDAY
from forum.deid.rules.dates import WHY, can_be_day_and_month
from forum.deid.rules.homonyms import follows_its_subject
from forum.deid.rules.rule import Match, Rule, after, before, reads, sentence

FRACTION = reads(
    rf"""(?<![\d/.,:$£€+\w-])(?:\b{WEEKDAY}\b[.,]?\s)?(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})
    (?:\s?(?:-|to|thru|through)\s?(?P<c>\d{{1,2}})/(?P<d>\d{{1,2}}))?(?![\d/%\w]|[.,]\d|\s?%|-\d)"""
)

_SCORE_BEFORE = re.compile(rf"\b{SCORED}\b[^.;\n]{{0,25}}$", re.VERBOSE)
_COUNT_AFTER = re.compile(rf"\s?-?(?:{COUNTED})\b", re.VERBOSE)
_TIME_AFTER = re.compile(
    r"""\s?(?:@|at)\s?\d{1,2}(?::\d\d)?\s?(?:am|pm|a\.m|p\.m|h\b)
    |\s\(?(?!sat\s[a-z])(?:mon|tue|wed|thu|fri|sat|sun)(?:\b|s|day|nes|urs|ur)""",
    re.VERBOSE,
)
_HEADS_A_LINE = re.compile(r"(?:^|\n)[-*•\s]{0,4}$")
_ON = re.compile(
    r"""\b(?:on|since|until|till?|thru|through|from|dated?|w/?c|wk\ of|week\ of|effective|eff|as\ of
    |cert(?:\ period)?|s/p|b4|f/?u)[\s:(]{1,3}(?:the\ |about\ |approx\.?\ |~)?$""",
    re.VERBOSE,
)
_EVENT_BESIDE = re.compile(rf"\b{EVENT}[\s:(.,'\"-]{{1,4}}(?:\w{{1,12}}\s){{0,2}}\(?$", re.VERBOSE)
_FROM = re.compile(r"\b(?:from|until|till?|thru|through)\s$")
# As British charts write “14 months” and “3 months”: a date would have “on” before it.
_AT = re.compile(r"\b(?:at|aged?|x|for|every|in|over|past|last|approx|about)\s$")
_SO_OLD = re.compile(r"\s?(?:corrected|old|ago|hx|history|later|post)\b")
_PAUSE = re.compile(
    r"\s?(?:[.,;:)?\"]|$|\n|(?:and|at|after|with|for|but|now|in|to)\b)", re.IGNORECASE
)

_RARELY_A_TOTAL = {17, 19, 22, 23, 26, 29, 31}  # no common scale has so many points
_NEVER_DATES = {(24, 7), (16, 8), (18, 6), (20, 10), (12, 8), (6, 4), (9, 8)}  # hours, fasts, music


def is_a_day(found: Match) -> bool:
    """Day/month: where it can't be a score, or where the words around it tell of an event."""
    a, b = int(found["a"]), int(found["b"])
    lead, rest = before(found, 45).lower(), after(found, 30).lower()
    inches = rest[:1] == '"' and b in (2, 4, 8, 16, 32)
    months = b == 12 and (_AT.search(lead) or _SO_OLD.match(rest))
    impossible = not can_be_day_and_month(a, b) or (a, b) in _NEVER_DATES or not _can_end(found)
    on_a_weekday = found[0][0].isalpha() and not follows_its_subject(found)
    if impossible or inches or months:
        return False
    elif on_a_weekday or _TIME_AFTER.match(rest) or _is_listed(found, lead, rest):
        return True
    elif _COUNT_AFTER.match(rest):
        return False

    like_a_score = a <= b and b in (3, 4, 5, 10)
    if _ON.search(lead):
        return not (like_a_score and _is_a_part(a, b, lead, rest))
    elif _SCORE_BEFORE.search(lead):
        return False
    elif a >= 13 or "0" in (found["a"][0], found["b"][0]) or _EVENT_BESIDE.search(lead):
        return True
    elif like_a_score:
        return False

    heads = _HEADS_A_LINE.search(lead) and rest[:1] == ":"
    if heads or (b in _RARELY_A_TOTAL and _PAUSE.match(rest)):
        return True
    else:
        told = sentence(found, 90)
        someone = a > b and (PAST.search(told) or SOMEONE.search(told))
        return bool(_PAUSE.match(rest) and (someone or HAPPENED.search(told)))


def _is_a_part(a: int, b: int, lead: str, rest: str) -> bool:
    """“on 2/3 of days”, “from 3/10 to 7/10”, “rated 4/5 on 3/5”."""
    of_something = a < b <= 4 and rest[:1] == " " and rest[1:2].islower()
    of_two = _FROM.search(lead) and f"/{b}" in lead + rest
    return bool(of_something or of_two or _SCORE_BEFORE.search(lead))


def _is_listed(found: Match, lead: str, rest: str) -> bool:
    """“3/1, 3/8 and 3/15” are dates; scores beside each other share what stands below the line."""
    month, day = re.escape(found["a"]), found["b"]
    joint = r"\s?(?:,|&|and)\s?"
    beside = re.match(rf"{joint}{month}/(\d{{1,2}})\b", rest) or re.search(
        rf"\b{month}/(\d{{1,2}}){joint}$", lead
    )
    return beside is not None and beside[1] != day and month != "6"  # 6/6 and 6/9 is sight


def _can_end(found: Match) -> bool:
    """A range must end on a day too; “2/5 to 4/5” counts fifths."""
    if not found["c"]:
        return True
    a, b, c, d = (int(found[part]) for part in "abcd")
    return can_be_day_and_month(c, d) and not (b == d <= 10 and a <= b)


RULES = (Rule(Label.DATE, FRACTION, WHY, in_safer_words, is_a_day),)

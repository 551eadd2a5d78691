"""Months, weekdays and holidays by themselves: dates where they tell when something happened.

“He fell in June” dates an event; “referrals drop in June” and “Mondays are hardest” do not.
"""

import re

from forum.deid.finding import Label
from forum.deid.rules.ago import holiday_in_safer_words, in_safer_words
from forum.deid.rules.cues import (
    EVENT,
    HABIT,
    HAPPENED,
    HOLIDAY,
    MONTH,
    PAST,
    SOMEONE,
    WEEKDAY,
    YEAR,
)
from forum.deid.rules.dates import WHY
from forum.deid.rules.rule import Match, Rule, after, before, reads, sentence

A_MONTH = reads(
    rf"""\b(?:in|since|until|till|til|by|from|of|before|after|around|during|through|last|next|late
    |this\spast|this|early|mid|due|onset|back\sin)[\s-]
    (?:(?:early|mid|late|the\s(?:end|start|middle)\sof|about|around|last|this\spast)[\s-])?
    (?P<it>(?P<month>{MONTH})\b(?:\s?(?:/|-|to|or|and)\s?{MONTH}\b)?)(?!\.?\s?\d|'\d)"""
)
A_WEEKDAY = reads(
    rf"""(?<!\ba\s)(?<!every\s)(?<!each\s)(?<!other\s)(?<!second\s)(?<!whole\s)(?<!most\s)
    (?<!\bany\s)(?<!\bper\s)(?<!\w-)(?<!\w')
    \b(?P<it>(?:(?:last|this\spast|next|this)\s)?{WEEKDAY}(?:\s(?:night|morning|afternoon
    |evening))?)\b(?!-|\s(?:school|club|group|nights|mornings|afternoons|evenings|clinic))"""
)
A_HOLIDAY = reads(
    rf"""\b(?P<it>(?:(?:last|this\spast)\s)?{HOLIDAY}(?:\s(?:weekend|week|eve|night))?
    (?:,?\s(?:of\s)?(?P<year>{YEAR}))?)\b(?!\s(?:tree|carol|card|party|song|present|dinner|lights
    |jumper|concert|play|egg|bunny|break|holidays?|term|stocking|candy|costume))"""
)

_ON = re.compile(
    r"\b(?:on|since|until|till?|by|before|after|from|was|is|it's|that's|for|over)\s$", re.IGNORECASE
)
_CLAUSE_BEGINS = re.compile(r"(?:^|[,;:(\n]|[.!?]['\"]?\s|\s-)\s?$")
_EVENT_BESIDE = re.compile(rf"\b{EVENT}\b(?:\s\w{{1,12}}){{0,3}}\s$", re.IGNORECASE | re.VERBOSE)
_IN = re.compile(
    r"\b(?:in|since|until|till?|by|last|mid|early|late|end of|start of|back in)[\s-]$", re.IGNORECASE
)
_VERB_FOLLOWS = re.compile(
    r"\s(?:be|have|not|need|well|also|want|even|just|help|get|take|look|go|come)\b", re.IGNORECASE
)


def _befell_someone(found: Match) -> bool:
    """The sentence tells of someone, or of something that happened, and of no habit."""
    told = sentence(found)
    someone, happened = SOMEONE.search(told), HAPPENED.search(told)
    return not HABIT.search(told) and bool(someone or (happened and PAST.search(told)))


def is_a_month_of_someone(found: Match) -> bool:
    if found["month"].lower() in ("may", "march", "mar"):
        told = _IN.search(before(found, 12)) and not _VERB_FOLLOWS.match(after(found))
        return bool(told) and _befell_someone(found)
    return _befell_someone(found)


def is_one_day(found: Match) -> bool:
    """A weekday tied to one event: “died Tuesday”, “on Friday she came”, not “Fridays”."""
    lead, told = before(found, 45), sentence(found)
    if HABIT.search(told):
        return False
    elif len(found["it"]) < 6 and not (_ON.search(lead) or _CLAUSE_BEGINS.search(lead)):
        return False
    elif found["it"].lower() in ("sat", "sun") and not _ON.search(lead):
        return False
    elif _EVENT_BESIDE.search(lead):
        return True
    else:
        return bool(PAST.search(told) and SOMEONE.search(told))


def is_one_holiday(found: Match) -> bool:
    if found["year"] or _ON.search(before(found, 8)):
        return not HABIT.search(sentence(found))
    return bool(PAST.search(sentence(found))) and _befell_someone(found)


RULES = (
    Rule(Label.DATE, A_MONTH, WHY, in_safer_words, is_a_month_of_someone),
    Rule(Label.DATE, A_WEEKDAY, WHY, in_safer_words, is_one_day),
    Rule(Label.DATE, A_HOLIDAY, WHY, holiday_in_safer_words, is_one_holiday),
)

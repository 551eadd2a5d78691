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
    MONTH_ABROAD,
    PAST,
    SOMEONE,
    WEEKDAY,
    WEEKDAY_ABROAD,
    YEAR,
)
from forum.deid.rules.dates import WHY
from forum.deid.rules.homonyms import MONTHS, is_a_march, may_be_a_weekday
from forum.deid.rules.rule import Match, Rule, after, before, reads, sentence

A_MONTH = reads(
    rf"""\b(?:in|since|until|till?|by|from|of|before|after|around|during|through|last|next|late
    |this\spast|this|early|mid|due|onset|back\sin|b4)[\s-]
    (?:(?:early|mid|late|the\s(?:end|start|middle)\sof|about|around|last|this\spast)[\s-])?
    (?P<it>(?P<month>{MONTH})\b(?:\s?(?:/|-|to|or|and)\s?{MONTH}\b)?)(?!\.?\s?\d|'\d)"""
)
A_MONTH_ABROAD = reads(rf"\b(?:since|in|en|desde|depuis|de|sedert)\s(?P<it>{MONTH_ABROAD})\b")
A_WEEKDAY = reads(
    rf"""\b(?=[lmtwfsn])(?<!every\s)(?<!each\s)(?<!other\s)(?<!second\s)(?<!whole\s)(?<!most\s)(?<!\bany\s)
    (?<!\bper\s)(?<!not\s)(?<!\bno\s)(?<!just\s)(?<!\w-)(?<!\w')(?<!'s\s)
    (?P<it>(?P<which>(?:last|this\spast|next)\s)?{WEEKDAY}(?:\s(?:night|morning|afternoon|evening
    |noon))?)\b(?!-|\s(?:school|club|group|nights|mornings|afternoons|evenings|clinic|folder|is\s(?:his|her|their|our|my|the)))"""
)
A_WEEKDAY_ABROAD = reads(
    rf"\b(?:since|on|desde|el|depuis|le|op)\s(?:el\s)?(?P<it>{WEEKDAY_ABROAD})\b"
)
A_HOLIDAY = reads(
    rf"""\b(?P<it>(?:(?:last|this\spast)\s)?{HOLIDAY}(?:\s(?:weekend|week|eve|night))?
    (?:,?\s(?:of\s)?(?P<year>{YEAR}))?)\b(?!\s(?:tree|carol|card|party|song|present|dinner|lights
    |jumper|concert|play|egg|bunny|break|holidays?|term|stocking|candy|costume|noise|prep|fireworks))"""
)

_ON = re.compile(
    r"""\b(?:on(?:\sa)?|since|until|till?|by|before|after|from|was|over|as\sof|b4)
    (?:\sthe)?\s$""",
    re.IGNORECASE | re.VERBOSE,
)
_SINCE = re.compile(r"\b(?:since|as of|until|till?|b4)\s$", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:before|by)\s$", re.IGNORECASE)
_EVENT_BESIDE = re.compile(rf"\b{EVENT}\b(?:\s\w{{1,12}}){{0,3}}\s$")
_ONE_DAY = re.compile(r"(?:\s(?:eve|night|weekend)|day)$", re.IGNORECASE)
_PAUSE = re.compile(r"\s?(?:[.,;:)]|$|\n)")
_SENTENCE = re.compile(r"[.;!?]\s|\n")
_AT_A_TIME = re.compile(r"\s(?:at|@)\s?\d", re.IGNORECASE)
_IN = re.compile(
    r"\b(?:in|since|until|till?|by|last|mid|early|late|(?:end|close|start|middle) of)[\s-]$",
    re.IGNORECASE,
)
_VERB_FOLLOWS = re.compile(
    r"\s(?:be|have|not|need|well|also|want|even|just|help|get|take|look|go|come)\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"[,;:()—\n]|[.!?]\s|\s(?:-|and|but|who|that|which|or)\s", re.IGNORECASE)


def _a_habit(found: Match) -> bool:
    """Whether the clause around a word tells what happens every time."""
    lead, rest = _CLAUSE.split(before(found, 70))[-1], _CLAUSE.split(after(found, 40))[0]
    return bool(HABIT.search((lead + found["it"] + rest).lower()))


def _befell(told: str) -> bool:
    """Someone is told of, or something that happened."""
    return bool(SOMEONE.search(told) or PAST.search(told))


def is_one_month(found: Match) -> bool:
    lead, told = before(found, 40), sentence(found)
    if _a_habit(found):
        return False
    elif found["month"].lower() in MONTHS:
        named = _IN.search(lead) and not _VERB_FOLLOWS.match(after(found))
        return (
            bool(named)
            and not is_a_march(found)
            and (_befell(told) or bool(HAPPENED.search(lead.lower())))
        )
    elif re.search(r"\bsince\s", found[0], re.IGNORECASE):
        return True
    else:
        return _befell(told) or bool(_EVENT_BESIDE.search(lead.lower().rsplit(" ", 2)[0] + " "))


def _ends_an_event(found: Match, lead: str) -> bool:
    """“Botox to R FCU Tues,” or “Crash Boxing Day.”: an event before it, a pause behind."""
    clause = _SENTENCE.split(lead)[-1].lower()
    return bool(_PAUSE.match(after(found)) and (HAPPENED.search(clause) or PAST.search(clause)))


def is_one_day(found: Match) -> bool:
    """A weekday tied to one event: “died Tuesday”, “on Friday she came”, not “Fridays”."""
    lead, told = before(found, 45), sentence(found)
    if _a_habit(found) or not may_be_a_weekday(found):
        return False
    elif lead.endswith(" a "):
        return bool(_ON.search(lead) and PAST.search(_CLAUSE.split(lead)[-1].lower()))
    certain = found["which"] or _SINCE.search(lead) or _AT_A_TIME.match(after(found))
    if certain or _EVENT_BESIDE.search(lead.lower()) or _ends_an_event(found, lead):
        return True
    elif _BEFORE.search(lead):
        return bool(SOMEONE.search(told))
    else:
        return bool(PAST.search(told) and (SOMEONE.search(told) or _ON.search(lead)))


def is_one_holiday(found: Match) -> bool:
    lead, told = before(found, 45), sentence(found)
    if _a_habit(found):
        return False
    elif found["year"] or _SINCE.search(lead):
        return True
    elif _ON.search(lead):
        return _befell(told)
    else:
        past = PAST.search(told) and SOMEONE.search(told)
        return bool(_ONE_DAY.search(found["it"]) and (past or _ends_an_event(found, lead)))


RULES = (
    Rule(Label.DATE, A_MONTH, WHY, in_safer_words, is_one_month),
    Rule(Label.DATE, A_MONTH_ABROAD, WHY, in_safer_words),
    Rule(Label.DATE, A_WEEKDAY, WHY, in_safer_words, is_one_day),
    Rule(Label.DATE, A_WEEKDAY_ABROAD, WHY, in_safer_words),
    Rule(Label.DATE, A_HOLIDAY, WHY, holiday_in_safer_words, is_one_holiday),
)

"""Days and months whose short or small form is another word too: “was sat”, “3 may respond”.

What stands beside it tells: a day follows “on” or “until”, an event or “last”, and a verb whoever
does it. A name of a day in full is never in doubt.
"""

import re

from forum.deid.rules.cues import EVENT, HAPPENED, PAST, PERSON, WEEKDAY
from forum.deid.rules.rule import Match, after, before, reads

DAYS = frozenset({"sat", "sun", "wed", "mon"})
MONTHS = frozenset({"may", "march", "mar"})
SHORT_DAY = reads(r"(?P<it>(?P<which>(?:last|this\spast|next)\s)?(?:sat|sun|wed|mon))\b")

_ON = re.compile(r"\bon\s(?:(?:a|the)\s)?$", re.IGNORECASE)
_TIME = re.compile(r"\b(?:since|until|till?|by|before|after|from|over|as\sof|b4)\s$", re.IGNORECASE)
_EVENT_IS = re.compile(rf"\b{EVENT}\s(?:is|was)\s$")
_SUBJECT = r"(?:s?he|they|i|we|you|who)"
_SOMEONE_DOES = re.compile(
    rf"""\b(?:{_SUBJECT}|(?:{_SUBJECT}|{PERSON})\s(?:was|is)|were|be(?:en|ing)?|found)\s$""",
    re.IGNORECASE | re.VERBOSE,
)
_FOLLOWS_ITS_SUBJECT = re.compile(rf"\b{_SUBJECT}\s$", re.IGNORECASE)
_OWNED = re.compile(r"\b(?:the|at|an?|his|her|their|my|our|your)\s$", re.IGNORECASE)
_IN_A_SENTENCE = re.compile(r"[a-z,] $")
# How someone sits.
_POSTURE_BEHIND = re.compile(
    r"\s(?:down|up(?:right)?|unsupported|to\sst(?:an|oo)d\w*)\b", re.IGNORECASE
)
# What measures saturation, what the sun does.
_THING_BEHIND = re.compile(
    r"\s(?:positions?|probe|monitor|readings?|levels?|exposure|burn\w*|cream|damage)\b",
    re.IGNORECASE,
)
# “He last sat with us”, and “the last sat by the door”, where a clause begins with it.
_HE = re.compile(r"\b(?:s?he|they|i|we|who)\s$")
_BEGINS = re.compile(r"\W*(?:the|at|you)\s")
_SAT_SO = re.compile(
    r"""\s(?:down|up(?:right)?|unsupported|still|back|beside|alone|quietly|straight|opposite|behind
    |near|under|between|among|next\sto|on|by|with|at|in)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SOMEONE_DID = re.compile(rf"\b(?:{PERSON}|{_SUBJECT})\s{PAST.pattern}")
_JOINED = re.compile(r"\b(?:and|but|so|then|when|while|until|because|as|that)\s|[.!?;\n]")
_ONE_OF_SEVERAL = re.compile(
    r"\b(?:the|his|her|their|my|our|your)\s(?:last|next|late|early)\s$", re.IGNORECASE
)
_A_WEEKDAY = re.compile(rf"{WEEKDAY}\b", re.IGNORECASE)
_TO_A_DATE = re.compile(
    rf"""(?:^|\n)[-*•\s]{{0,4}}$|\b(?:on|since|from|by|until|till?|to|before|after|around|about
    |between|dated|{EVENT})[\s:(-]{{1,2}}$""",
    re.VERBOSE,
)
_AFTER_A_DATE = re.compile(
    r"""\s?(?:[.,;:!?)"'/–—-]|$|\n)|\s(?:\d|(?:and|but|so|for|with|w/|at|by|on|in|after|before|when
    |where|because|due|s?he|they|it|i|we|the|an?|his|her|their|my|our|mum|mom|dad|pt|was|is|were|had
    |has|now|then|last|this|next|[a-z]{3,}ed)\b)""",
    re.VERBOSE,
)


def is_another_word(found: Match) -> bool:
    """Whether what stands beside `it` says so: “was sat”, “the last sat down”, “took the SAT”.

    `which` is the “last” or “next” that belongs to it.
    """
    lead, rest, day = before(found, 45), after(found), found["it"].split()[-1]
    owned = bool(_OWNED.search(lead))
    if day.lower() not in DAYS or day.istitle():
        return False
    elif owned and day == "SAT":
        return not HAPPENED.search(_clause_before(lead))
    elif found["which"]:
        return bool(owned and _THING_BEHIND.match(rest)) or _is_who_sat(found)
    elif not _ON.search(lead) and (owned or _SOMEONE_DOES.search(lead)):
        return True
    else:
        return bool(_POSTURE_BEHIND.match(rest) or _THING_BEHIND.match(rest))


def _is_who_sat(found: Match) -> bool:
    """Whether it is “the last sat by the door”, not “she died the last sat with us”.

    Nor is it where somebody else does something: “the last sat on the ward he fell”.
    """
    lead, rest = before(found, 45).lower(), _JOINED.split(after(found).lower())[0]
    if found["it"].lower() not in ("last sat", "next sat") or not _SAT_SO.match(rest):
        return False
    elif _HE.search(lead):
        return True
    else:
        does_more = lead.endswith("the ") and _SOMEONE_DID.search(rest)
        return bool(_BEGINS.fullmatch(_clause_before(lead))) and not does_more


def _clause_before(lead: str) -> str:
    """Of what stands before it, the clause that it is in."""
    return re.split(r"[,:()—–]", _JOINED.split(lead.lower())[-1])[-1]


def may_be_a_weekday(found: Match) -> bool:
    """Whether a short day may say when: inside a sentence as a name, or led to by “on” or “until”.

    A day in full always may.
    """
    lead, day = before(found, 45), found["it"].split()[-1]
    if is_another_word(found):
        return False
    named = day[0].isupper() and _IN_A_SENTENCE.search(lead)
    if day.lower() not in DAYS or found["which"] or named:
        return True
    return bool(_ON.search(lead) or _TIME.search(lead) or _EVENT_IS.search(lead.lower()))


def follows_its_subject(found: Match) -> bool:
    """Whether a match that begins with a weekday is “he sat 2nd” or “she sat 3/4 sessions”."""
    begins = re.split(r"\W", found[0], maxsplit=1)[0]
    return begins in DAYS and bool(_FOLLOWS_ITS_SUBJECT.search(before(found, 10)))


def is_a_march(found: Match) -> bool:
    """Whether a month is “his last march” or “the last may”: somebody’s, one among several."""
    return bool(_ONE_OF_SEVERAL.search(before(found)))


def may_be_a_date(found: Match) -> bool:
    """Whether “3 may” is a day: not “only 3 may respond”, where nothing leads to a date."""
    leads = _A_WEEKDAY.match(found[0]) or _TO_A_DATE.search(before(found).lower())
    return bool(leads or _AFTER_A_DATE.match(after(found)))

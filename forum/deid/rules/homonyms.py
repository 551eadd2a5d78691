"""Days and months whose short or small form is another word too: “was sat”, “3 may respond”.

What stands beside it tells: a day follows “on” or “until”, an event or “last”, and a verb whoever
does it. A name of a day in full is never in doubt.
"""

import re

from forum.deid.rules.cues import EVENT, PERSON, WEEKDAY
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
# How someone sits, what measures saturation, what the sun does.
_NO_DAY_BEHIND = re.compile(
    r"""\s(?:down|up(?:right)?|unsupported|positions?|to\sst(?:an|oo)d\w*|probe|monitor|readings?
    |levels?|exposure|burn\w*|cream|damage)\b""",
    re.IGNORECASE | re.VERBOSE,
)
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
    lead, day = before(found, 45), found["it"].split()[-1]
    owned = bool(_OWNED.search(lead))
    if day.lower() not in DAYS or day.istitle():
        return False
    elif found["which"] or (owned and day.isupper()):
        return owned or bool(_FOLLOWS_ITS_SUBJECT.search(lead))
    elif not _ON.search(lead) and (owned or _SOMEONE_DOES.search(lead)):
        return True
    else:
        return bool(_NO_DAY_BEHIND.match(after(found)))


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

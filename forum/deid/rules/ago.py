"""Safer words for a date: Safe Harbor keeps only the year, so a date becomes that or how long ago.

Never a season with a year: “spring 2024” is finer than the year (45 CFR 164.514(b)(2)(i)(C)).
"""

import re
from datetime import date

from forum.deid.rules.cues import PAST
from forum.deid.rules.rule import Match, before, sentence

LATER = "a later date"
RECENTLY = "recently"
SOME_TIME_AGO = "some time ago"

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = (
    "no a two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen"
).split()
_LONG_PAST = 240  # days, eight months: without a word in the past tense the next such day is meant
_RECENT = 548  # days, a year and a half: within it months say more than the year

_BIRTH = re.compile(r"\b(?:d\.?o\.?b\b|born|birth\w*|b-?day|bd)\b[^;\n]{0,14}$", re.IGNORECASE)
_AHEAD = re.compile(
    r"""(?:\b(?:by|before|b4|until|till?|due|next|starts?|begins?|booked|scheduled|planned|upcoming
    |is|be|expires?|ends?|turns|appt|appointment|f/u|follow-up|tomorrow)|['’]s)
    [\s,(:]{1,3}(?:on\s|the\s|on\sthe\s)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_WILL = re.compile(
    r"\b(?:will|(?:s?he|we|they|it)['’]ll|going\sto|gonna|supposed\sto)\b[^.;\n]*$",
    re.IGNORECASE,
)
_SEEN = re.compile(r"\b(?:seen|last|since|s/p|hx|admit|dx|d/c|onset|note|history)\b")


def in_safer_words(found: Match, today: date | None) -> str:
    """What to say for a date: “about six weeks ago” if `today` is known, “2022”, “a later date”."""
    year, month, day = _parts(found, today)
    lead = before(found, 30)
    if _BIRTH.search(lead):
        return _birth_in_safer_words(year, today)
    elif year is None and _is_ahead(before(found)):
        return LATER
    elif month is None or today is None:
        return str(year) if year else RECENTLY if month is None else SOME_TIME_AGO
    elif year is None:
        days = (today - _last(month, day, today)).days
        told = sentence(found)
        return (
            LATER
            if days > _LONG_PAST and not (PAST.search(told) or _SEEN.search(told))
            else ago(days)
        )

    days = (today - date(year, month, day)).days
    if abs(days) > _RECENT:
        return str(year)
    else:
        return ago(days) if days >= 0 else LATER


def ago(days: int) -> str:
    """How long ago in round words: days, then weeks up to eight, then months (at most 18)."""
    if days < 5:
        return "a few days ago"
    elif days < 56:
        weeks = round(days / 7)
        return f"about {_NUMBERS[weeks]} week{'s' if weeks > 1 else ''} ago"
    else:
        months = round(days / 30.44)
        return "about a year ago" if months == 12 else f"about {_NUMBERS[months]} months ago"


def _is_ahead(lead: str) -> bool:
    """“due on 14 March”, “will be home by May”, not “he retired and by May”."""
    cue = _AHEAD.search(lead) or _WILL.search(lead)
    return cue is not None and not PAST.search(lead[: cue.start()].lower())


def holiday_in_safer_words(found: Match, _today: date | None) -> str:
    year = found.groupdict().get("year")
    return f"a holiday in {year}" if year else "a holiday"


def _birth_in_safer_words(year: int | None, today: date | None) -> str:
    """The year, but no year that tells an age over 89."""
    if year is None or (today is None and year < 1940):
        return "[date removed]"
    else:
        return "90 or older" if today and today.year - year >= 90 else str(year)


def _last(month: int, day: int, today: date) -> date:
    """The latest such day that has passed."""
    there = date(today.year, month, day)
    return there if there <= today else there.replace(year=today.year - 1)


def _parts(found: Match, today: date | None) -> tuple[int | None, int | None, int]:
    """Year, month, and a day between 1 and 28 (15 if none), as far as they are certain."""
    said = found.groupdict()
    year = int(said["year"]) if said.get("year") else None
    if year is None and said.get("yy") and today:
        year = 2000 + int(said["yy"])  # '19 is 2019, '31 is 1931
        year -= 100 if year > today.year + 1 else 0

    month: int | None = None
    day = said.get("day") or "15"
    if word := said.get("month"):
        month = int(word) if word.isdigit() else _named(word)
    elif said.get("a") and said.get("b"):
        a, b = int(said["a"]), int(said["b"])
        if a > 12 or a == b:
            month, day = b, str(a)
        elif b > 12:
            month, day = a, str(b)
    return year, month, min(28, int(re.sub(r"\D", "", day)))


def _named(month: str) -> int | None:
    short = month[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else None

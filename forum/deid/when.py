"""Mends the small words around a date: “on 14 March” and “about six weeks ago”."""

import re
from dataclasses import replace

from forum.deid.seam import Seam

_HOW_LONG_AGO = re.compile(r"(?:a few|about|some)\b.* ago$")
_TO_A_DATE = re.compile(
    r"""(?<!\w)(?:(?:on|in|during|around|about|last|this|past|late|early|mid|of|at|(?:the\s)?(?:end|start
    |middle|beginning)\sof|the(?=\s(?:end|start|middle|late|early|mid)))[\s-]{1,2}){1,4}(?:the\s)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_SINCE = re.compile(
    r"(?<!\w)(?:ever\s)?since\s(?:about\s|the\s|last\s|late\s|early\s)?$", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"(?:\b(?:has|have|been|sober|clean|off|without|not|no|never)|n['’]?t)\b", re.IGNORECASE
)
_OWNED = re.compile(r"(?<!\w)(?:the|her|his|their|my|our|your|this|that|a)\s$", re.IGNORECASE)
_OWNS = re.compile(r"['’]s(?=\s[a-z])", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"(?<!\w)(?:by|before|after|from|over|around|of|for|to|at|and|or|is|was|between|than)\s$",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"(?<!\w)(?:until|till?|since|on|in)\s$", re.IGNORECASE)
_HAPPENED_THEN = re.compile(r"(?<!\bdob)(?<!\bborn on)(?<=[a-z]) $")
_IS = re.compile(r"\b(?:is|was)\s$", re.IGNORECASE)
_A_DAY = re.compile(r"a (?:holiday|later date)\b")


def when(seam: Seam) -> Seam:
    """“on 14 March” and “about six weeks ago”, “since May” and “for about six months”."""
    words = seam.words
    ago = _HOW_LONG_AGO.match(words)
    vague = ago or words in ("recently", "a later date")
    if vague and (owns := _OWNS.match(seam.after)):
        nearer = {"recently": "a recent", "a later date": "a later"}
        return replace(seam, words=nearer.get(words, "an earlier"), after=seam.after[owns.end() :])
    elif vague and _OWNED.search(seam.before) and seam.before_a_noun:
        nearer = {"recently": "recent", "a later date": "later"}
        return replace(seam, words=nearer.get(words, "earlier"))
    elif ago and (since := _SINCE.search(seam.before)):
        how_long = "a while" if words == "some time ago" else words.removesuffix(" ago")
        lasting = _GOES_ON.search(seam.before[: since.start()])
        return seam.taking(since, f"for {how_long}" if lasting else f"since {words}")
    elif words == "recently" and (since := _SINCE.search(seam.before)):
        return seam.taking(since, "lately")
    elif words == "recently" and _PREPOSITION.search(seam.before):
        return replace(seam, words="a recent date")
    elif (ago or words == "recently") and (lead := _TO_A_DATE.search(seam.before)):
        return seam.taking(lead, words)
    elif re.fullmatch(r"(?:19|20)\d\d", words):
        return _in_a_year(seam)
    elif _A_DAY.match(words) and not _leads_to_a_day(seam):
        return seam if _OWNED.search(seam.before) else replace(seam, words=f"on {words}")
    else:
        return seam


def _leads_to_a_day(seam: Seam) -> bool:
    lead = _PREPOSITION.search(seam.before) or _UNTIL.search(seam.before)
    return bool(lead) and not _IS.search(seam.before)


def _in_a_year(seam: Seam) -> Seam:
    lead = _TO_A_DATE.search(seam.before)
    if lead and not lead[0].lower().startswith(("of", "around", "about")):
        return seam.taking(lead, f"in {seam.words}")
    stands = lead or _PREPOSITION.search(seam.before) or _UNTIL.search(seam.before)
    if stands or _OWNED.search(seam.before) or not _HAPPENED_THEN.search(seam.before):
        return seam
    else:
        return replace(seam, words=f"in {seam.words}")

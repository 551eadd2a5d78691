"""Safer words for what the learned reader finds: they read well in the sentence, and tell less."""

import re

from forum.deid.finding import Label
from forum.deid.rules.cues import KIN
from forum.deid.rules.rule import REMOVED

WHY = {
    Label.NAME: "names a person",
    Label.GEO: "is a place smaller than a state or region",
    Label.FACILITY: "names a place that people go to, and someone there would know who this is",
    Label.DATE: "can be matched to records",
    Label.AGE90: "is an age that few people reach",
}
WHY_ELSE = "leads to one person"
WHY_PERHAPS = "may name a person or place"

_ROLES = {
    "the doctor": r"dr\b|doctor|prof",
    "the nurse": r"nurse|matron",
    "the coach": r"coach",
    "the judge": r"judge",
    "the officer": r"officer|sgt|sergeant|captain|chief",
    "the head teacher": r"principal|headmaster|headmistress",
    "the baby": r"baby",
    "their faith leader": r"pastor|rev|rabbi|imam|father|fr\b|sister|sr\b|deacon|bishop|elder",
    "a relative": r"aunt|uncle|tit[ao]\b|abuel|nana?\b|gran|ou?[mp]a\b|gogo|bubbe|cousin",
}
_ROLE = [(words, re.compile(cue, re.IGNORECASE)) for words, cue in _ROLES.items()]
_ROLE_BEFORE = re.compile(
    rf"""\b(?:{KIN}|client|patient|pt|resident|student|pupil|kiddo|kid|boy|girl|colleague|friend
    |named|called|therapist|teacher|aide|neighbou?r)[,:]?\s\(?$""",
    re.IGNORECASE | re.VERBOSE,
)
_TEACHES = re.compile(r"\b(?:teach\w*|class\w*|school|room|aide|grade)\b", re.IGNORECASE)
_PLACES = {
    "a preschool": r"pre-?school|nursery|day\s?care|montessori|kinder|crèche|early\slearn",
    "a school": r"element|primary|school|academy|middle|high\b|elem\b|skool|scoil|\bps\b",
    "a college": r"college|university|polytechnic|\buni\b",
    "a hospital": r"hospital|medical|general|infirmary|\bicu\b|rehab",
    "a hospice": r"hospice",
    "a care home": r"care\shome|nursing|manor|assisted|residential|lodge|living|gardens",
    "a clinic": r"clinic|health|therapy|pediatric|paediatric|physio|surgery|counsel",
    "a place of worship": r"church|parish|baptist|luther|methodis|mosque|temple|synag|masjid",
    "a camp": r"\bcamp\b",
    "a team": r"\bfc\b|united|league|tigers|rovers|\bclub\b|swim|gaa|rfc",
    "a shelter": r"shelter|refuge",
}
_PLACE = [(words, re.compile(cue, re.IGNORECASE)) for words, cue in _PLACES.items()]
_ROAD = re.compile(
    r"\d|\b(?:st|street|road|rd|ave|avenue|lane|ln|drive|route|way)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WHEN = re.compile(
    r"\b(?:by|before|until|till|due|next|starts?|is|for)\s(?:on\s|the\s)?$", re.IGNORECASE
)


def safer(label: Label, words: str, before: str, after: str) -> str:
    """What to say instead of `words`; `before` and `after` are what stands around them.

    "" where the words before say enough (“her sister Emma”). A date becomes its year, if any.
    """
    if label is Label.NAME:
        return _role(words, before, after)
    elif label is Label.FACILITY:
        return next((say for say, cue in _PLACE if cue.search(words)), "a local organisation")
    elif label is Label.GEO:
        return "a nearby street" if _ROAD.search(words) else "a nearby town"
    elif label is Label.DATE:
        year = _YEAR.search(words)
        return year[0] if year else "a later date" if _WHEN.search(before) else "recently"
    elif label is Label.AGE90:
        return "90 or older"
    else:
        return REMOVED


def _role(words: str, before: str, after: str) -> str:
    for say, cue in _ROLE:
        if cue.match(words):
            return say
    if re.match(r"(?:mr|mrs|ms|miss|mx)\b", words, re.IGNORECASE) and _TEACHES.search(after[:40]):
        return "the teacher"
    elif _ROLE_BEFORE.search(before) and not re.match(r"['’]s?\b", after):
        return ""
    else:
        return "the client"

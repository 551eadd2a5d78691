"""Safer words for what the learned reader finds: they read well in the sentence, and tell less."""

import re

from forum.deid.finding import Label
from forum.deid.regions import region
from forum.deid.roles import CLIENT
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

_PLACES = {
    "a preschool": r"pre-?school|nursery|day\s?care|montessori|kinder|crèche|early\slearn",
    "a primary school": r"element|primary|\belem\b|infants?\b|juniors?\b|scoil|\bps\b",
    "a middle school": r"middle|intermediate",
    "a secondary school": r"high\b|secondary|grammar|comprehensive|hoërskool|college\sschool",
    "a school": r"school|academy|skool|skole|école|escuela|\bcbs\b",
    "a university": r"university|\buni\b|polytechnic",
    "a college": r"college",
    "a hospice": r"hospice",
    "a care home": r"care\shome|nursing|manor|assisted|residential|lodge|living|gardens|\bsnf\b",
    "a hospital": r"hospital|medical\sc|infirmary|\bicu\b|general\b",
    "a rehab centre": r"rehab",
    "a clinic": r"clinic|health|therapy|pa?ediatric|physio|surgery|counsel|practice|medical|spine",
    "a home care service": r"home\s?care|carers|hospice\sat\shome",
    "a place of worship": r"church|parish|baptist|luther|methodis|mosque|temple|synag|masjid",
    "a summer camp": r"\bcamp\b",
    "a sports team": r"\bfc\b|united|league|tigers|rovers|swim|gaa|rfc|athletic",
    "a club": r"\bclub\b|\blodge\sno",
    "a shelter": r"shelter|refuge",
    "a restaurant": r"grill|caf[eé]|diner|pizz|restaurant|bar\b|bistro|bakery|burger|taqueria",
    "a shop": r"shop|store|market|salon|barber|\blashes\b|hardware|garage",
    "a library": r"library",
    "a local centre": r"cent(?:re|er)\b",
    "a prison": r"\bhmp\b|prison|correction|jail|detention",
}
_PLACE = [(words, re.compile(cue, re.IGNORECASE)) for words, cue in _PLACES.items()]
_ORGANISATION = "a local organisation"
_STREET = re.compile(
    r"\b(?:st|street|road|rd|ave|avenue|lane|ln|drive|crescent|terrace|close|boulevard|blvd)\b\.?$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d")
_LANDS = {
    "a nearby lake": r"\b(?:lake|loch|lough|reservoir)\b",
    "a nearby river": r"\b(?:river|creek|brook)\b",
    "a nearby beach": r"\b(?:beach|bay|cove)\b",
    "a nearby park": r"\bpark\b",
    "the county": r"\b(?:county|parish)\b",
    "an island": r"\b(?:island|isle)\b",
    "a military base": r"\b(?:fort|camp|base|afb|barracks)\b",
    "a reservation": r"\b(?:reservation|rez|pueblo)\b",
}
_LAND = [(words, re.compile(cue, re.IGNORECASE)) for words, cue in _LANDS.items()]
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WHEN = re.compile(
    r"\b(?:by|before|until|till|due|next|starts?|is|for)\s(?:on\s|the\s)?$", re.IGNORECASE
)


def safer(label: Label, words: str, before: str, after: str) -> str:
    """What to say instead of `words`; `before` and `after` are what stands around them.

    A name has its role from the whole text (see `roles`); a date becomes its year, if any.
    """
    if label is Label.NAME:
        return CLIENT
    elif label is Label.FACILITY:
        return _place(words) or _place(after[:20].partition(".")[0]) or _ORGANISATION
    elif label is Label.GEO:
        return _where(words)
    elif label is Label.DATE:
        year = _YEAR.search(words)
        ahead = _WHEN.search(before) or words.lower().startswith(("next ", "this coming "))
        return year[0] if year else "a later date" if ahead else "recently"
    elif label is Label.AGE90:
        return "90 or older"
    else:
        return REMOVED


def _place(words: str) -> str:
    return next((say for say, cue in _PLACE if cue.search(words)), "")


def _where(words: str) -> str:
    """Its state where that is named, else the kind of place that the words tell."""
    land = next((say for say, cue in _LAND if cue.search(words)), "")
    if named := region(words):
        return named
    elif _STREET.search(words):
        return "a nearby street"
    else:
        return land or ("a nearby road" if _NUMBERED.search(words) else "a nearby town")

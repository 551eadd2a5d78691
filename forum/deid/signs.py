"""Details that single someone out where they come together: an exact age, a rare condition, a twin.

“Rare” is the European Union's fewer than 5 in 10,000 (Regulation 141/2000), and of those only
conditions that few therapists meet twice. The words are our own.
"""

import re

from forum.deid import known
from forum.deid.rules.rule import Match, after, before, reads
from forum.deid.sign import Sign, Telling, say

_AND = r"(?:\s?,\s?|\s(?:and\s)?|\s&\s|-)"
_YEARS = r"(?P<years>\d{1,2})[\s-](?:years?|yrs?|y/?o)"
_MONTHS = r"\d{1,2}[\s-](?:months?|mos?\b|weeks?|wks?|days?)"
EXACT_AGE = reads(
    rf"""\b(?:aged?\s)?(?:{_YEARS}{_AND}{_MONTHS}(?:[\s-]old|\sof\sage)?
    |(?P<weeks>\d{{1,3}})[\s-](?:weeks?|wks?|days?)(?:{_AND}\d[\s-]days?)?[\s-](?:old|of\sage)
    |turn(?:ed|s|ing)\s(?P<turned>\d{{1,2}})\s(?:last|this|next)\s(?:week|month))\b"""
)

_BANDS = (
    (1, "baby", "a baby"),
    (6, "early years", "in the early years"),
    (13, "school age", "school age"),
    (18, "teen", "a teenager"),
    (65, "adult", "an adult"),
    (90, "older adult", "an older adult"),
)
_A_NOUN = re.compile(r"\s(?!and|but|who|with|when|in|on|at|now|is|was|has|or|she|he|they)[a-z]{3,}")


def _band(found: Match, band: str) -> str:
    """“school age” before a noun or after “is”, “a teenager” where the age stood alone."""
    years = int(found["years"] or found["turned"] or 0)
    wanted = band.replace("_", " ").lower()
    _under, attribute, whole = next(
        (row for row in _BANDS if row[1] == wanted or (not wanted and years < row[0])), _BANDS[-1]
    )
    if found["turned"]:
        return f"is {whole}"
    return attribute if _A_NOUN.match(after(found)) else whole


_AGED = re.compile(
    r"""\b(?:for|in|over|after|took|within|last(?:ed|s|ing)?|years?\sago|every|sober|clean|since|been
    |marri\w+|together|work\w*|stay\w*|lived|seen|post|past)\s(?:about\s|the\s|\w+\s)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_NO_AGE = re.compile(
    r"\s(?:ago|later|after|post|before|of\s(?:therapy|ot|pt|speech|work|sessions?)|in\b|sober|s/p|into|apart)",
    re.IGNORECASE,
)


def is_how_old(found: Match) -> bool:
    """Not “for 2 years and 3 months” nor “3 years and 2 months ago”."""
    plainly = found["weeks"] or found["turned"] or found[0].endswith(("old", "age"))
    return bool(plainly) or not (_AGED.search(before(found, 40)) or _NO_AGE.match(after(found)))


RARE = reads(
    r"""\b(?:(?:aicardi|alexander|alport|alstr[oö]m|barth|batten|canavan|cockayne|coffin-(?:lowry|siris)|cornelia\sde\slange
    |cri\sdu\schat|dravet|fabry|farber|gaucher|hunter|hurler|joubert|kabuki|kleefstra|krabbe|leigh|lesch-nyhan|lowe
    |menkes|moebius|m[oö]bius|niemann-pick|ondine|pallister-killian|phelan-mcdermid|pompe|potocki-lupski|rasmussen
    |rubinstein-taybi|sanfilippo|schinzel-giedion|smith-(?:magenis|lemli-opitz)|sotos|stiff\sperson|tay-sachs
    |treacher\scollins|walker-warburg|wolf-hirschhorn|wolfram|zellweger)(?:['’]?s)?
    (?:\s(?:syndrome|disease|encephalitis|deletion))?
    |progeria|locked-in\ssyndrome|fibrodysplasia\sossificans\sprogressiva|epidermolysis\sbullosa|creutzfeldt-jakob(?:\sdisease)?
    |metachromatic\sleu[ck]odystrophy|adrenoleu[ck]odystrophy|mucopolysaccharidosis|arthrogryposis
    |(?:very|extremely|ultra-?)\s?rare\s(?:genetic\s)?(?:condition|disease|disorder|syndrome|deletion|cancer|mutation))(?!\w)"""
)
_NAMED_AFTER = frozenset(
    """hunter alexander leigh lowe walker farber barth wolfram canavan rasmussen krabbe fabry
    batten""".split()
)


def is_a_condition(found: Match) -> bool:
    """“Hunter syndrome”, not Hunter."""
    return found[0].lower().removesuffix("'s").removesuffix("’s") not in _NAMED_AFTER


TWIN = reads(
    r"""\b(?:(?:identical\s|fraternal\s)?twin(?=\s(?:brother|sister|boy|girl)s?\b)|triplets?
    |quadruplets?|(?:identical|fraternal)\stwins?|(?:his|her|their|a|the)\stwin)\b"""
)


def _sibling(found: Match, _band: str) -> str:
    said = found[0].lower()
    if re.match(r"\s(?:brother|sister|boy|girl)", after(found)):
        return ""
    whose = re.match(r"(?:his|her|their|a|the)\s", said)
    return f"{whose[0] if whose else ''}sibling{'s' if said.endswith('s') else ''}"


PLACE = reads(
    r"""\b(?:on\s(?:an?|the|our|this)\s(?:small\s|tiny\s|remote\s)?(?:island|reservation|reserve)
    |in\s(?:an?|the|our|this|her|his|their)\s(?:(?:small|tiny|remote|fishing|mining|mountain|little)\s){0,2}(?:village|hamlet)
    |in\s(?:an?|our|this)\s(?:tiny|remote|very\ssmall)\s(?:town|community|place))\b"""
)

SIGNS = (
    Sign(Telling.AGE, EXACT_AGE, _band, is_how_old),
    *known.SIGNS,
    Sign(Telling.RARE, RARE, say("a rare condition"), is_a_condition),
    Sign(Telling.TWIN, TWIN, _sibling),
    Sign(Telling.PLACE, PLACE, say("in a small community")),
)

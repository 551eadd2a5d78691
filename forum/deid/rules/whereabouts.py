"""Where someone can be found: rooms and beds, addresses, roads and postcodes."""

import re

from forum.deid.finding import Label
from forum.deid.rules.cues import MEASURED
from forum.deid.rules.rule import REMOVED, Match, Rule, after, before, reads, reads_exactly

_ROOMS = r"""rm|room|bed|bedspace|locker|bus|cell|bay|unit|suite|classroom|cubby|cubicle|bunk|dorm
    |isolette|crib|incubator|trailer(?:\slot)?"""
_SPOT = r"[a-z]?-?\d{1,4}[a-z]?(?:-[a-z\d]\d{0,2})?(?![\w%]|[/:.]\d)"
ROOM = reads(
    rf"""\b(?:{_ROOMS})(?<!no\sroom)(?<!of\sbed)
    (?:\s?\#\s?|(?:,?\s|\sis\s)(?:no\.?|number)\s(?:is\s)?|\sis\s|:[\ ]?|[\ ]\(|[\ ])
    (?P<it>{_SPOT}(?:\s?(?:and|&|,)\s?\d{{2,4}}[a-z]?(?![\w%]|[/:.]\d)){{0,3}})"""
)
BED_LETTER = reads(r"\bbed\s(?P<it>(?-i:[A-H]))(?=[,.;:)]|$)")
PERSON_IN = reads(
    r"""\b(?:guy|man|lady|woman|gentleman|gent|patient|pt|resident|fella|chap|bloke|veteran|neighbou?r
    |(?:room\s?mate|sister|brother)s?|(?:mrs?|ms|miss|dr)\.?\s[a-z'-]{2,20}|chair)
    \s(?:over\s|up\s|down\s)?(?:in|share)\s(?P<it>(?!(?:19|20)\d\d\b)\d{2,4}[a-z]?(?:-[a-z\d])?)\b
    (?!-\d|[.:/]\d)"""
)
IN_A_ROOM = reads_exactly(
    r"\b[Ii]n\s(?P<it>\d{3}[A-D]|\d{1,2}[A-CEF])(?=[,.;)]|\s(?:who|is|was|has|reads|hits|keeps|and)\b|$)"
)

_STREET = r"""(?:Street|St|Road|Rd|Avenue|Ave|Av|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Close|Cl
    |Crescent|Cres|Terrace|Tce|Ter|Place|Pl|Square|Sq|Gardens|Gdns|Grove|Gr|Rise|Row|Mews|Yard|Walk
    |Way|Park|Parade|Pde|Parkway|Pkwy|Circle|Cir|Trail|Trl|Highway|Hwy|Quay|Hill|Heights|Green|View
    |Esplanade|Alley|Loop|Crossing|Cottages|Villas|Buildings|House|Riverside)"""
STREET_LINE = reads_exactly(
    rf"""(?<![\w/.,$£€-])(?:(?:Flat|Apt\.?|Apartment|Unit|Suite)\s\d{{1,4}}[A-Za-z]?,?\s)?\d{{1,5}}[A-Za-z]?,?\s
    (?P<name>(?:[A-Z0-9][\w'’.-]{{0,20}}\s){{1,4}}?){_STREET}\b(?!\s[A-Z]?[a-z]*\sTest)
    (?:,?\s(?:Apt\.?|Apartment|Unit|Flat|\#)\s?\w{{1,5}}\b)?"""
)
STREET_LINE_IN_LOWER_CASE = reads(
    r"""\b(?:at|on|to|address|address\sis|from|near|off)[\s:]{1,2}(?P<it>\d{1,5}\s(?:[nsew]\.?\s)?
    (?:(?!(?:the|a|my|his|her|their|mile|miles|min|mins|minutes?|hours?|hr|km|block|blocks|degrees?)\b)[a-z'’]{3,16}\s){1,2}
    (?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|blvd|court|ct|crescent|terrace|circle))\b"""
)
ROAD = reads_exactly(
    r"""\b(?P<name>[A-ZÀ-Þ][\w'’-]{2,20})(?:\s[A-ZÀ-Þ][\w'’-]{1,20}){0,2}\s(?:Street|St(?!\.?\s[A-Z])|Road|road|Rd|Avenue|Ave|Lane|Boulevard|Blvd|Crescent
    |Terrace|Tce|Highway)\b(?!\s[Tt]est)"""
)
NUMBERED_ROAD = reads_exactly(
    r"""\b(?P<it>(?:US|U\.S\.|CR|[Hh]wy|HWY|[Rr]oute|Rte|Rt\.?|[Hh]ighway|Motorway|Interstate
    |(?:County|State)\s(?:Road|Rd|Highway|Hwy|Route|Rte))[\s-]\d{1,4}[A-Z]?|(?<=\s)I-\d{1,3})\b(?![:/]\d|%|-\d)"""
)
BRITISH_ROAD = reads_exactly(
    r"""\b(?:on|off|along|beside|onto|near|down|up|from)\sthe\s(?P<it>[AMN]\d{1,4}(?:\(M\))?|B\d{4}|R\d{3})\b
    (?!\s(?:pulley|lig|cortex|block|level|line|segment|receptor))"""
)
FLAT = reads_exactly(
    r"\b(?P<it>(?:Flat|Apt\.?|Apartment|apt\.?|apartment)\s\#?\d{1,4}[A-Za-z]?(?:,\s(?:[A-Z][\w'’]+\s){1,3}House)?)\b(?![.:/]\d|%)"
)

BOX = reads(r"\b(?:p\.?\s?o\.?\s?box|rr\s?\#?\d{1,3},?\sbox)\s(?:no\.?\s)?\#?(?P<it>\d{1,6})\b")
POSTCODE_AFTER_A_CUE = reads(
    r"""\b(?:zip(?:\s?codes?)?|post\s?code|postal\s?code|eir\s?code)(?:['’]s|\s|:|,|\#|\(|is|was|of){1,5}
    (?P<it>\d{4,5}(?:-\d{4})?|[a-z]{1,2}\d{1,2}[a-z]?(?:\s?\d[a-z]{2})?|[a-z]\d[a-z\d]\s?[a-z\d]{3,4})\b"""
)
BRITISH_POSTCODE = reads_exactly(
    r"""\b(?:[A-PR-UWYZ]\d[A-HJKPS-UW\d]?|[A-PR-UWYZ][A-HK-Y]\d[ABEHMNPRV-Y\d]?)\s?\d
    [ABD-HJLNP-UW-Z]{2}\b"""
)
IRISH_POSTCODE = reads_exactly(
    r"""\b[AC-FHKNPRTV-Y]\d[\dW]\s?(?=[A-Z]{0,3}\d)(?=\d{0,3}[A-Z])[\dAC-FHKNPRTV-Y]{4}\b"""
)
CANADIAN_POSTCODE = reads(r"\b[abceghj-nprstvxy]\d[abceghj-nprstv-z][\s-]?\d[abceghj-nprstv-z]\d\b")
_STATE = r"""(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI
    |S[CD]|T[NX]|UT|V[AT]|W[AIVY]|PR)"""
ZIP_AND_FOUR = reads_exactly(r"(?<![\d-])\d{5}-\d{4}(?![\d-])")
ZIP_AFTER_A_STATE = reads_exactly(rf"(?:,\s?|[a-z]\s){_STATE}\.?,?\s(?P<it>\d{{5}})\b(?!-)")
AUSTRALIAN_POSTCODE = reads_exactly(
    r"\b(?:(?:NSW|ACT)\s2|(?:VIC|Vic)\s3|(?:QLD|Qld)\s4|SA\s5|WA\s6|(?:TAS|Tas)\s7|NT\s0)\d{3}\b"
)
_NO_ROADS = frozenset(
    """the off on one high sesame wall coronation easy quality memory fast slow ring cross side
    main busy dirt country back every each his her our their my this that middle service town
    park""".split()
)
_NO_NUMBERED_STREETS = re.compile(
    r"\b(?:met(?:re|er)s?|min(?:ute)?s?|times|point|step)\b", re.IGNORECASE
)
_ON_A_ROAD = re.compile(r"\b(?:on|off|the|along|of|to|near|via)\s$", re.IGNORECASE)
_LESSON = re.compile(
    r"\s(?:of\s(?:\d|the\s\w*\s?(?:program|curric|book|course|scheme|series))|tests?\b|lessons?\b"
    r"|vocab|spelling|maths?\b|words\b|quiz)",
    re.IGNORECASE,
)


def is_a_room(found: Match) -> bool:
    """“bed 12”, “bus 17”, not “bed 30 degrees”, “unit 3 of the programme” or “room 2 hours”."""
    some = len(found["it"]) == 1 and after(found).startswith((" more", " of", " or"))
    return not (some or MEASURED.match(after(found)) or _LESSON.match(after(found)))


def is_not_measured(found: Match) -> bool:
    return not MEASURED.match(after(found))


def is_a_main_road(found: Match) -> bool:
    """“off Route 9”, “on I-95”; an I-13 by itself may be a tablet."""
    there = found["it"][0] != "I" or found["it"][1] != "-" or _ON_A_ROAD.search(before(found, 8))
    return bool(there) and not MEASURED.match(after(found))


def is_a_street(found: Match) -> bool:
    """“9 Birch Lane”, not “6 Minute Walk”."""
    return not _NO_NUMBERED_STREETS.search(found["name"])


def is_a_road(found: Match) -> bool:
    return found["name"].lower() not in _NO_ROADS


_FOUND_THERE = "says where someone can be found"
_LIVES_THERE = "says where someone lives"
_FEW_STREETS = "narrows it to a few streets"
_A_ROAD = "places it on the map"
_ADDRESS = "an address nearby"
_NEARBY = "a street nearby"
_AREA = "the area"

RULES = (
    Rule(Label.GEO, STREET_LINE, _LIVES_THERE, _ADDRESS, is_a_street),
    Rule(Label.GEO, STREET_LINE_IN_LOWER_CASE, _LIVES_THERE, _ADDRESS),
    Rule(Label.GEO, BOX, _LIVES_THERE, REMOVED),
    Rule(Label.GEO, POSTCODE_AFTER_A_CUE, _FEW_STREETS, "[removed]"),
    Rule(Label.GEO, BRITISH_POSTCODE, _FEW_STREETS, _AREA),
    Rule(Label.GEO, IRISH_POSTCODE, _FEW_STREETS, _AREA),
    Rule(Label.GEO, CANADIAN_POSTCODE, _FEW_STREETS, _AREA),
    Rule(Label.GEO, ZIP_AND_FOUR, _FEW_STREETS, _AREA),
    Rule(Label.GEO, ZIP_AFTER_A_STATE, _FEW_STREETS, "[removed]"),
    Rule(Label.GEO, AUSTRALIAN_POSTCODE, _FEW_STREETS, _AREA),
    Rule(Label.GEO, FLAT, _LIVES_THERE, "a flat", is_not_measured),
    Rule(Label.GEO, ROAD, _A_ROAD, _NEARBY, is_a_road),
    Rule(Label.GEO, NUMBERED_ROAD, _A_ROAD, "a main road", is_a_main_road),
    Rule(Label.GEO, BRITISH_ROAD, _A_ROAD, "main road"),
    Rule(Label.OTHER_ID, ROOM, _FOUND_THERE, REMOVED, is_a_room),
    Rule(Label.OTHER_ID, BED_LETTER, _FOUND_THERE, REMOVED),
    Rule(Label.OTHER_ID, PERSON_IN, _FOUND_THERE, "a room", is_not_measured),
    Rule(Label.OTHER_ID, IN_A_ROOM, _FOUND_THERE, "a room"),
)

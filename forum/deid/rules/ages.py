"""Ages of 90 and more, in figures and words, told apart from scores, angles and doses.

Safe Harbor puts all ages over 89 into one class, “90 or older” (45 CFR 164.514(b)(2)(i)(C)).
"""

import re

from forum.deid.finding import Label
from forum.deid.rules.cues import KIND, MEASURED
from forum.deid.rules.rule import Match, Rule, after, before, reads, reads_exactly, sentence

WHY = "is an age that few people reach"
SAFER = "90 or older"

_ONES = "one|two|three|four|five|six|seven|eight|nine"
_PART = r"(?:\s?1/2|½|\.5)?"
_FIGURES = rf"(?:(?:9\d|1[01]\d){_PART}(?![:/%°\w-]|[.,]?\d))"
_WORDS = rf"""(?:ninety(?:[-\s]?(?:{_ONES}))?\b
    |(?:one|a)\shundred(?:[-\s](?:and[-\s])?(?:{_ONES}|ten|eleven|twelve))?\b)"""
_AGE = rf"(?P<it>{_FIGURES}|{_WORDS})(?!\sor\solder|-plus)"
_NOW = r"(?:(?:now|just|only|already|about|around|going\son|at\sleast|all\sof|a)\s)?"
_MR = r"(?:mr|mrs|ms|miss|dr|sister|granny|grandma|nana|uncle|aunt|auntie)\.?\s[a-z][\w'’-]*"

WITH_YEARS = reads(
    rf"""(?<![\d./$£€-])\b(?P<it>(?:9\d|1[01]\d){_PART}|{_WORDS})[-\s]{{0,2}}
    (?:ye?a?rs?\.?[-\s]?olds?|years?\s(?:of\sage|young)|yrs?\b(?!\s(?:ago|later|of))
    |y\.?\s?/?\s?o[mf]?\b)"""
)
AGED = reads(
    rf"""\b(?:aged?(?:\sof|\sis)?|ages|turn(?:s|ed|ing)|(?:will|to|['’]ll)\sturn|lived\sto(?:\sbe)?
    |reached)[\s:=-]{{1,3}}{_NOW}{_AGE}"""
)
SOMEONE_IS = reads(
    rf"""\b(?:(?:s?he|who|{KIND}|{_MR})(?:['’]?s|['’]ll\sbe|\s(?:is|was|will\sbe|being))
    |i['’]?m|s?he['’]?ll\sbe)\s{_NOW}{_AGE}"""
)
IS_IN_WORDS = reads(rf"\b(?<!it\s)(?<!that\s)(?:is|was)\s{_NOW}(?P<it>(?!a\s|one\s){_WORDS})")
SOMEONE_OF = reads(rf"\b(?:man|woman|lady|gentleman|gent|guy|fella|chap|bloke|person)\sof\s{_AGE}")
BESIDE = reads(
    rf"""\b(?:(?:(?:{KIND}(?:-in-law)?(?:\s[a-z][\w'’-]+)?|oldest|eldest)(?:,\s|\s?\(|/)|{_MR}(?:,\s|\s?\()|[mf](?:,\s?|/))
    |(?:{KIND}|{_MR})\s){_AGE}(?=\s?[,;.)]|\s(?:and|with|who|according|he\ssays|she\ssays)\b|$)"""
)
NAMED = reads_exactly(
    rf"""\b(?P<who>[A-Z](?:[\w'’-]*[a-z]|\.))(?:,\s|\s\(|\s(?:is|was)\s)(?:now\s|only\s)?{_AGE}
    (?=\s?[,;.!]|\s(?:and|but|now|with|today|this|in|on|soon|next)\b|$)"""
)
LETTERED = reads_exactly(
    r"""(?<![\d./-])\b(?P<it>9\d|1[01]\d)\s?[MF](?=[,.;:]|\s(?:w/|s/p|c/o|[A-Za-z]))"""
)
AT_IN_WORDS = reads(rf"\bat\s(?P<it>{_WORDS})")
STILL_AT = reads(
    rf"""\b(?:died|passed|liv(?:es?|ing)|driv\w{{1,3}}|walk\w{{0,3}}|alone|work\w{{0,3}}
    |independent\w{{0,2}}|well|sharp)\sat\s(?P<it>{_FIGURES})(?!\sor\solder)"""
)
DECADE = reads(
    r"""\b(?:his|her|their|late|early|mid)[-\s](?P<it>(?:(?:early|mid|late)[-\s])?
    (?:nineties|['’]?90['’]?s))(?!\w|\sor\solder)"""
)
BIRTHDAY = reads(
    r"""\b(?P<it>9\dth|9[123](?:st|nd|rd)|1[01]\d(?:st|nd|rd|th)|ninetieth|ninety-\w{5,7}|hundredth)
    \sbirthday"""
)
BORN = reads(r"\b(?:born|b\.)\s(?:in\s)?(?P<it>(?:18\d|19[0-2])\d)\b")  # 90 or older since 2020

# Tests and measures that a capital letter could let pass for a person (“Beery is 92”).
_TESTS = frozenset(
    """addenbrooke barthel battelle bayley beery bender berg boston bruininks conners frenchay
    goodenough griffiths harris hawaii kaufman leiter mullen oswestry peabody raven ravens rey
    stanford tinetti vineland wechsler woodcock working processing verbal visual perceptual fluid
    motor memory speed comprehension similarities vocabulary composite full total overall left right
    score standard index systolic rate pulse saturation sats temp temperature weight height blood
    trails timed flexion extension abduction range passive active accuracy""".split()
)
_SCORING = re.compile(
    r"""\b(?:scor\w{1,3}|standard|index|composite|percentiles?|centiles?|subtests?|[FVP]?S?IQ|SS|scaled
    |quotients?|HR|SpO2|sats?|BP|degrees|hz|wpm)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_TURNS = re.compile(r"\s(?:to\sthe|right|left|clockwise|around)\b", re.IGNORECASE)
_FEVER = re.compile(
    r"""\b(?:temp\w*|fever\w*|febrile|degrees|vitals?|HR|BP|SpO2|sats?|pool|water)\b
    |\b(?:walk\w*|ran|run\w*|amb\w*|swim\w*|propel\w*|distance|gait|for|of|to|x|another)\s$""",
    re.IGNORECASE | re.VERBOSE,
)


def is_an_age(found: Match) -> bool:
    """No unit follows, and nothing beside it is being scored or turned."""
    rest = after(found)
    counted = MEASURED.match(rest) or _TURNS.match(rest) or rest.startswith(" sure")
    return not counted and not _SCORING.search(before(found, 25))


def is_of_a_person(found: Match) -> bool:
    """A capitalised word is a person here unless it's a test or the sentence tells scores."""
    a_test = found["who"].lower() in _TESTS
    return not a_test and is_an_age(found) and not _SCORING.search(sentence(found))


def is_no_fever(found: Match) -> bool:
    """Nor a distance: “98F, HR 90” and “walked 90 M” are no people."""
    return not _FEVER.search(before(found, 40)) and not _FEVER.search(after(found, 25))


RULES = (
    Rule(Label.AGE90, WITH_YEARS, WHY, "90-plus"),
    Rule(Label.AGE90, AGED, WHY, SAFER, is_an_age),
    Rule(Label.AGE90, SOMEONE_IS, WHY, SAFER, is_an_age),
    Rule(Label.AGE90, IS_IN_WORDS, WHY, SAFER, is_an_age),
    Rule(Label.AGE90, SOMEONE_OF, WHY, SAFER, is_an_age),
    Rule(Label.AGE90, BESIDE, WHY, SAFER, is_an_age),
    Rule(Label.AGE90, NAMED, WHY, SAFER, is_of_a_person),
    Rule(Label.AGE90, LETTERED, WHY, SAFER, is_no_fever),
    Rule(Label.AGE90, AT_IN_WORDS, WHY, SAFER, is_an_age),
    Rule(Label.AGE90, STILL_AT, WHY, SAFER, is_an_age),
    Rule(Label.AGE90, DECADE, WHY, "nineties or older"),
    Rule(Label.AGE90, BIRTHDAY, WHY, "latest"),
    Rule(Label.AGE90, BORN, WHY, "a long time ago"),
)

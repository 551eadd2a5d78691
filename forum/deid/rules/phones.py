"""Telephone and fax numbers, national and international, told apart from other runs of digits."""

import re
from itertools import pairwise

from forum.deid.finding import Label
from forum.deid.rules.rule import Match, Rule, reads

_EXT = r"(?:,?\s?(?:ext\.?|x|extension)\s?\d{1,6})?"
_ALONE = r"(?<![\w.+/$£€-])(?<!\d\s)"
_DONE = r"(?![\w/%]|[-.,:]\d|\s\d{3}|\s?k?hz\b|\s?m[gl]\b)"
_ANY = r"(?P<it>(?:\+|\()?\d(?:[\s().-]{0,2}\d){6,14}(?![\w/]))"

FAX = reads(rf"\b(?:fax(?:e[ds]|ing)?\b[^.;\n\d]{{0,40}}?|f\s?:\s?){_ANY}")

# Area code and exchange begin with 2 to 9 (North American Numbering Plan, ATIS-0300051).
AMERICAN = reads(
    rf"""{_ALONE}(?:\+?1[\s.-]?)?(?:\([2-9]\d\d\)\s?-?|[2-9]\d\d[\s.-])[2-9]\d\d[\s.-]?\d{{4}}
    {_EXT}{_DONE}"""
)
INTERNATIONAL = reads(
    rf"""(?<![\w+])\+\s?[1-9]\d{{0,2}}(?:[\s.-]?\(0?\d{{0,4}}\))?(?:[\s.-]?\d{{1,5}}){{2,6}}
    {_EXT}{_DONE}"""
)
# The United Kingdom, Ireland, Australia, New Zealand, South Africa: a nought, then groups.
WITH_A_NOUGHT = reads(
    rf"""(?<![\w.+/$£€-])(?P<number>(?:\(0\d{{1,4}}\)\s?|0\d{{1,4}}[\s.-])\d{{2,5}}
    (?:[\s.-]?\d{{2,5}}){{0,2}}){_EXT}{_DONE}"""
)
FREEPHONE = reads(
    rf"""{_ALONE}(?:1[38]00|0[58]00|080[089])[\s.-]\d{{2,4}}(?:[\s.-]\d{{2,4}}){{1,2}}{_DONE}"""
)
AFTER_A_CUE = reads(
    rf"""\b(?:phone|ph|tel(?:ephone)?|cell(?:phone)?|mob(?:ile)?|landline|pager|beeper|bleep
    |whats\s?app|contact|call(?:ed|ing)?|text(?:ed|ing)?|txt|ring|rang|dial|reach(?:ed)?|voicemail
    |vm|hotline|(?:his|her|their|my|mom's|mum's|dad's)\s(?:\#|no\b|number\b)|[tmpchwo](?=\s?:))
    (?:['’]s\b|[\s:.,\#("=-]|(?:no|number|num|is|was|at|me|us|him|her|them|on|mom|mum|dad|to|it
    |only|home|work|mobile|main|office|nurse|school|back)\b){{0,9}}{_ANY}"""
)
_DIGIT = r"(?:oh|o|zero|nought|one|two|three|four|five|six|seven|eight|nine)"
SPELT = reads(rf"\b(?:(?:double\s|triple\s)?{_DIGIT}[\s,.-]{{1,2}}){{6,14}}{_DIGIT}\b")

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def is_long_enough(found: Match) -> bool:
    """Nine to eleven digits with the nought, as national numbers have."""
    return 9 <= len(re.sub(r"\D", "", found["number"])) <= 11


def is_not_counting(found: Match) -> bool:
    """“five five five, oh one nine two”, not “one two three four five six seven”."""
    words: list[str] = re.findall(rf"\b{_DIGIT}\b", found[0].lower())
    said = [_DIGITS.index(word) if word in _DIGITS else 0 for word in words]
    return len({later - earlier for earlier, later in pairwise(said)}) > 1


_RINGS = "reaches a real person"
_PHONE = "[phone removed]"

RULES = (
    Rule(Label.FAX, FAX, "reaches one office", "[fax removed]"),
    Rule(Label.PHONE, AMERICAN, _RINGS, _PHONE),
    Rule(Label.PHONE, INTERNATIONAL, _RINGS, _PHONE),
    Rule(Label.PHONE, WITH_A_NOUGHT, _RINGS, _PHONE, is_long_enough),
    Rule(Label.PHONE, FREEPHONE, _RINGS, _PHONE),
    Rule(Label.PHONE, AFTER_A_CUE, _RINGS, _PHONE),
    Rule(Label.PHONE, SPELT, _RINGS, _PHONE, is_not_counting),
)

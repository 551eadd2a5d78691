"""Numbers that can be told by their shape or check digit, whatever words stand beside them."""

import re

from forum.deid.finding import Label
from forum.deid.rules.checks import luhn, modulus_11
from forum.deid.rules.rule import Match, Rule, before, reads, reads_exactly

_ALONE = r"(?<![\w.,/$£€+-])(?<!\d\s)"
_DONE = r"(?![\w%]|[-/.,:]\d|\s\d{3})"

AMERICAN_SSN = reads(r"(?<![\w.-])\d{3}-\d\d-\d{4}(?![\w-])")
BRITISH_NI = reads_exactly(
    r"\b(?:[A-CEGHJ-PR-TW-Z][A-NP-Z]\d{6}|[A-Z]{2}\s\d\d\s\d\d\s\d\d\s)[A-D]\b"
)
IRISH_PPS = reads(r"(?<![\w.-])\d{7}\s?[a-w][a-iw]?\b")
CANADIAN_SIN = reads(r"(?<![\w.-])\d{3}-\d{3}-\d{3}(?![\w-])")
# Medicare Beneficiary Identifier: CMS uses no S, L, O, I, B or Z.
AMERICAN_MEDICARE = reads(
    r"""\b[1-9][ac-hjkmnp-rt-y][0-9ac-hjkmnp-rt-y]\d-?[ac-hjkmnp-rt-y][0-9ac-hjkmnp-rt-y]\d-?
    [ac-hjkmnp-rt-y]{2}\d\d\b"""
)
BRITISH_NHS = reads(rf"{_ALONE}\d{{3}}\s\d{{3}}\s\d{{4}}{_DONE}")
VIN = reads(r"\b(?=[a-z]{0,16}\d)(?=\d{0,16}[a-z])[a-hj-npr-z\d]{11}[a-hj-npr-z\d]{2}\d{4}\b")
IBAN = reads_exactly(r"\b[A-Z]{2}\d\d(?:\s?[A-Z\d]{4}){3,7}(?:\s?[A-Z\d]{1,3})?\b")
BANK_ACCOUNT = reads(rf"{_ALONE}\d\d-\d\d-\d\d[\s,]{{1,2}}\d{{7,8}}{_DONE}")
BANK_CARD = reads(rf"{_ALONE}\d{{4}}(?:[\s-]\d{{4}}){{3}}{_DONE}")
BRITISH_DRIVER = reads_exactly(r"\b[A-Z9]{5}\s?\d{6}\s?[A-Z9]{2}\d?[A-Z\d]{2}(?:\s?\d\d)?\b")
BRITISH_PLATE = reads_exactly(
    r"\b[A-HJ-PR-Y][A-HJ-Y]\d\d\s(?!BID|TID|QID|PRN|QHS|QAM|QPM|NHS|MDT)[A-HJ-PR-Z]{3}\b"
)
IRISH_PLATE = reads_exactly(r"(?<![\w-])\d{2,3}-[A-Z]{1,2}-\d{1,6}\b(?!-)")
NPI = reads(rf"{_ALONE}[12]\d{{9}}{_DONE}")
LONG = reads(r"(?<![\w.,$£€+-])\d{6,}(?<!000)(?![\w%]|[.,]\d)")
MIXED = reads(r"(?<![\w/.-])(?=[a-z]{0,7}\d)(?=\d{0,20}[a-z])[a-z\d]{7,24}\b")
CODE = reads(r"(?<![\w/.,$£€+-])[a-z\d]{1,16}(?:[-/][a-z\d]{1,20}){1,6}(?![\w/-]|\.\d)")

_CITED = re.compile(
    r"\b(?:pmid|pmcid|doi|isbn|issn|nct|isrctn|crd|prospero|arxiv|eric)\W{0,3}\w{0,4}$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"(?:nct|pmc|pmid|crd|isrctn|iso|ansi|astm|en|bs|iec)[-\d]", re.IGNORECASE)
_BILLED = re.compile(r"\d{5}|[a-v]\d{4}|\d{4}[ft]", re.IGNORECASE)


def _digits(found: Match) -> str:
    return "".join(filter(str.isdigit, found[0]))


def is_an_nhs_number(found: Match) -> bool:
    return modulus_11(_digits(found))


def is_an_npi(found: Match) -> bool:
    """Luhn behind 80840, the prefix of health in the United States (45 CFR 162.406)."""
    return luhn("80840" + found[0])


def is_a_card(found: Match) -> bool:
    return luhn(_digits(found))


def is_not_cited(found: Match) -> bool:
    """A study's or book's number leads to no client."""
    return not _CITED.search(before(found, 16)) and not _PUBLISHED.match(found[0])


def is_mixed_enough(found: Match) -> bool:
    """Six figures and a letter or more, but no dose such as 200000IU."""
    a_dose = re.fullmatch(r"\d+[a-z]{1,5}", found[0], re.IGNORECASE) and found[0].isascii()
    few = len(_digits(found)) < 6
    return not few and is_not_cited(found) and not (a_dose and _digits(found).endswith("00"))


def is_a_code(found: Match) -> bool:
    """Groups that no range, list of scores, billing code or product name is made of."""
    groups = re.split("[-/]", found[0])
    digits = len(_digits(found))
    if not is_not_cited(found) or _are_billed(groups):
        return False
    elif any(not group.isdigit() for group in groups):
        lettered = [group for group in groups if not group.isdigit()]
        return digits >= 5 and all(g == g.upper() or any(map(str.isdigit, g)) for g in lettered)
    else:
        longest = max(map(len, groups))
        long = longest >= 5 or (len(groups) > 2 and longest >= 4)
        return "/" not in found[0] and digits >= 7 and long and not _is_a_range(groups)


def _are_billed(groups: list[str]) -> bool:
    """CPT and HCPCS codes, alone, side by side or with a modifier: 97530-GO, L3908/L3916."""
    first, *rest = groups
    return bool(_BILLED.fullmatch(first)) and all(
        len(group) == 2 or _BILLED.fullmatch(group) for group in rest
    )


def _is_a_range(groups: list[str]) -> bool:
    """Numbers of like length that go up: 1000-2000, 500-1000-2000."""
    sizes = [len(group) for group in groups]
    values = [int(group) for group in groups]
    return max(sizes) - min(sizes) <= 1 and values == sorted(values) and groups[0][0] != "0"


_ONE_PERSON = "is one person's alone"
_ONE_RECORD = "opens one person's record"
_ONE_PLAN = "names one person to their insurer"
_AN_OWNER = "can be traced to an owner"
_AN_ACCOUNT = "belongs to one account holder"
_A_REGISTER = "can be looked up in a register"
_ONE_FILE = "singles out one person or file"

RULES = (
    Rule(Label.SSN, AMERICAN_SSN, _ONE_PERSON),
    Rule(Label.SSN, BRITISH_NI, _ONE_PERSON),
    Rule(Label.SSN, IRISH_PPS, _ONE_PERSON),
    Rule(Label.SSN, CANADIAN_SIN, _ONE_PERSON),
    Rule(Label.HEALTH_PLAN, AMERICAN_MEDICARE, _ONE_PLAN),
    Rule(Label.MRN, BRITISH_NHS, _ONE_RECORD, holds=is_an_nhs_number),
    Rule(Label.VEHICLE, VIN, _AN_OWNER),
    Rule(Label.ACCOUNT, IBAN, _AN_ACCOUNT),
    Rule(Label.ACCOUNT, BANK_ACCOUNT, _AN_ACCOUNT),
    Rule(Label.ACCOUNT, BANK_CARD, _AN_ACCOUNT, holds=is_a_card),
    Rule(Label.LICENSE, BRITISH_DRIVER, _A_REGISTER),
    Rule(Label.VEHICLE, BRITISH_PLATE, _AN_OWNER, "[plate removed]"),
    Rule(Label.VEHICLE, IRISH_PLATE, _AN_OWNER, "[plate removed]"),
    Rule(Label.LICENSE, NPI, _A_REGISTER, holds=is_an_npi),
    Rule(Label.OTHER_ID, LONG, _ONE_FILE, holds=is_not_cited),
    Rule(Label.OTHER_ID, MIXED, _ONE_FILE, holds=is_mixed_enough),
    Rule(Label.OTHER_ID, CODE, _ONE_FILE, holds=is_a_code),
)

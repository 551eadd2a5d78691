"""Number plates after a word that gives them away; plates known by their shape are in `shapes`."""

from forum.deid.finding import Label
from forum.deid.rules.rule import Match, Rule, reads

_PLATE = r"""(?:(?-i:[A-Z]{2})\s)??(?P<it>(?!POD|DAY|PWB|NWB|WBAT)
    (?-i:[A-Z\d]{1,4}[\s-]?[A-Z\d]{1,5}(?:[\s-][A-Z\d]{1,4})?)\b)"""

AFTER_PLATE = reads(
    rf"""\b(?:plate[ds]?|number\s?plate|rego|reg(?:istration|s)?|tags?|placard|decal)
    (?:[\s:.,\#=("'-]|\b(?:no|number|is|was|on|reads|the|starts|partial)\b){{1,8}}{_PLATE}"""
)
LOWER_CASE = reads(
    r"\b(?:plate[ds]?|number\s?plate|rego)\s(?:is\s|no\.?\s|number\s)?(?P<it>(?=[a-z]{0,5}\d)[a-z\d]{5,8})\b"
)
AFTER_A_CAR = reads(
    rf"""\b(?:plate|car|van|minivan|ute|truck|suv|jeep|pickup|bakkie|lorry|motorbike|scooter|vehicle|wav|taxi
    |blue\sbadge|driven|drives|drove|parked|ford|toyota|honda|nissan|vauxhall|holden|tesla|bmw|audi)
    \b[^.;\n\d]{{0,40}}?[\s("']{_PLATE}"""
)


def is_a_plate(found: Match) -> bool:
    """Five to eight letters and figures, at least two of each (one letter after “plate”)."""
    marks = [char for char in found["it"] if char.isalnum()]
    digits = sum(map(str.isdigit, marks))
    letters = len(marks) - digits
    few = 2 if found.re is AFTER_A_CAR else 1
    return 5 <= len(marks) <= 9 and digits >= few and letters >= few


_AN_OWNER = "can be traced to an owner"
_REMOVED = "[plate removed]"

RULES = (
    Rule(Label.VEHICLE, AFTER_PLATE, _AN_OWNER, _REMOVED, is_a_plate),
    Rule(Label.VEHICLE, LOWER_CASE, _AN_OWNER, _REMOVED, is_a_plate),
    Rule(Label.VEHICLE, AFTER_A_CAR, _AN_OWNER, _REMOVED, is_a_plate),
)

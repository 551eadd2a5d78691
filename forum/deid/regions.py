"""States and provinces, which Safe Harbor lets stand: a place in one becomes that one.

45 CFR 164.514(b)(2)(i)(B) names all geographic subdivisions smaller than a state; abbreviations
are those of the postal services of the United States, Canada and Australia (but WA, which is
two states).
"""

import re
from collections.abc import Iterator
from itertools import chain

_REGIONS = """
    AL Alabama AK Alaska AZ Arizona AR Arkansas CA California CO Colorado CT Connecticut DE Delaware
    FL Florida GA Georgia HI Hawaii ID Idaho IL Illinois IN Indiana IA Iowa KS Kansas KY Kentucky
    LA Louisiana ME Maine MD Maryland MA Massachusetts MI Michigan MN Minnesota MS Mississippi
    MO Missouri MT Montana NE Nebraska NV Nevada NH New_Hampshire NJ New_Jersey NM New_Mexico
    NY New_York NC North_Carolina ND North_Dakota OH Ohio OK Oklahoma OR Oregon PA Pennsylvania
    RI Rhode_Island SC South_Carolina SD South_Dakota TN Tennessee TX Texas UT Utah VT Vermont
    VA Virginia Washington Washington WV West_Virginia WI Wisconsin WY Wyoming
    AB Alberta BC British_Columbia MB Manitoba NB New_Brunswick NL Newfoundland NS Nova_Scotia
    ON Ontario PE Prince_Edward_Island QC Quebec SK Saskatchewan
    NSW New_South_Wales VIC Victoria QLD Queensland TAS Tasmania
"""
_PAIRS = _REGIONS.split()
_NAMES = {
    short: name.replace("_", " ") for short, name in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)
}
_AT_THE_END = re.compile(
    rf"(?<=[\w.])(?:,\s?|\s)(?:(?P<short>{'|'.join(_NAMES)})|(?P<name>{'|'.join(_NAMES.values())}))\.?$"
)


_TOWNS_TOO = ("New York", "Washington", "Quebec", "Victoria")
_STATE = re.compile(
    rf"\b(?:{'|'.join(name for name in _NAMES.values() if name not in _TOWNS_TOO)})\b"
    r"(?!\s(?:City|County|Street|St|Road|Rd|Ave|Avenue|Lane|Hills?|Heights|Falls|Springs|Beach))"
)


_PART_OF_ONE = re.compile(
    r"\b(?:rural|urban|suburban|upstate|(?:north|south|east|west|central)(?:ern)?)\s", re.IGNORECASE
)


def regions_in(text: str) -> Iterator[re.Match[str]]:
    """Where a state or province is named in full, and not a town or street called after it.

    And the words that name a part of one: “Rural” and “Montana” in “Rural Montana”.
    """
    return chain(_STATE.finditer(text), _PART_OF_ONE.finditer(text))


def region(place: str) -> str:
    """The state or province at the end of “Lander, WY” in full, or "" if none is named there."""
    found = _AT_THE_END.search(place)
    return (found["name"] or _NAMES[found["short"]]) if found else ""

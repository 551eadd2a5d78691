"""Where someone can be found: rooms and beds, postcodes, streets and roads, cars."""

import re

from forum.deid.finding import Label
from forum.deid.rules.cues import UNIT
from forum.deid.rules.rule import Match, Rule, after, before, reads, reads_exactly

_MARK = r"\s?(?:\#|no\.?\s|number\s|:)?\s?"
ROOM = reads(
    rf"""\b(?:rm|room|bed|bedspace|locker|bus|cell|bay|unit|ste|suite|classroom|cubby|cubicle|bunk|pod|dorm|stall)
    (?:{_MARK}|\sis\s)(?P<it>[a-z]?-?\d{{1,4}}[a-z]?(?:-[a-z\d]{{1,3}})?)\b(?!/|:\d|\.\d|-\d|['’])"""
)
RULES = ()

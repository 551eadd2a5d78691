"""Details that make someone known to many: an unusual role, being the only one, the news."""

import re

from forum.deid.rules.cues import KIN, KIND, any_of
from forum.deid.rules.rule import Match, before, reads
from forum.deid.sign import Sign, Telling, say

_JOB = any_of(r"""
    mayor(?:ess)? judge magistrate sheriff(?:'s_deputy)? senator congress(?:man|woman) councill?or
    alder(?:man|woman) mp td prime_minister (?:police|fire)_chief chief_of_police bishop imam rabbi
    pastor vicar deacon
    preacher minister (?:pro_)?(?:footballer|quarterback|boxer|wrestler|golfer|cricketer|jockey)
    olympi(?:an|c_\w{3,12}) goalkeeper referee newsreader news_?(?:anchor|caster) presenter
    (?:radio|tv)_(?:host|presenter|personality) celebrity actor actress novelist auctioneer
    astronaut code_?breaker (?:beauty|pageant)_queen miss_(?:teen|universe|world)
    weather_?(?:man|girl|woman) superintendent lighthouse_keeper undertaker coroner""")
_HELD = r"(?:(?:former|ex|retired|local|current|deputy|our|head|well-known|famous)[\s-]){0,2}"
_WHO = rf"(?:(?:his|her|their|the|my)\s{KIND}|{KIN}|s?he|who)"
JOB = reads(
    rf"""(?:(?<=\bis\s)|(?<=\bwas\s)|(?<=\bhe's\s)|(?<=\bshe's\s)|(?<=\bbe\s)|(?<=\bhes\s))
    (?:the|a|an|our)\s{_HELD}{_JOB}\b(?!['’-])
    |\b(?:the\s|our\s|a\s)?{_HELD}{_JOB}(?P<owns>['’]?s)(?=\s(?:{KIN}|kids?|grandbaby|child(?:ren)?|boy|girl
    |youngest|oldest|eldest|family)\b)"""
)
_SOMEONE_IS = re.compile(
    rf"(?:\b{_WHO}(?:\s[a-z'’-]+)?\s(?:is|was|used\sto\sbe|will\sbe)|\bs?he['’]?s)\s$",
    re.IGNORECASE | re.VERBOSE,
)


def is_of_someone(found: Match) -> bool:
    """“His father is the mayor” or “the mayor's son”, not “the judge is slow”."""
    return bool(found["owns"]) or bool(_SOMEONE_IS.search(before(found)))


def _known(found: Match, _band: str) -> str:
    return "a well-known person's" if found["owns"] else "well known locally"


_REACH = r"""(?:county|village|town|valley|island|district|state|country|region|world|league|city
    |area|parish|community|conference|team|school|building|class|grade|family|year|street|province
    |church|\d{1,4}\s(?:km|miles|kilomet(?:re|er)s))"""
ONLY = reads(
    rf"""\b(?:the\s)?(?:only|(?:first|last|youngest|oldest)(?=\s(?:one|person|child|boy|girl|woman|man)\b))
    \s(?:[\w'’-]+\s){{1,6}}?(?:in|on|for|of|at)\s(?:[\w'’-]+\s){{0,4}}?{_REACH}\b
    |\bone\sof\s(?:only\s)?(?:the\s(?:last\s)?)?(?:two|three|four|five|six|\d{{1,3}})\s(?:[\w'’-]+\s){{0,4}}?
    in\sthe\s(?:world|country|county|state)\b"""
)
_ONLY_ONE = re.compile(
    rf"\b(?:{_WHO}\s(?:is|was)|s?he['’]?s|being|as|shes|hes)\s(?:\w+\s)?$",
    re.IGNORECASE | re.VERBOSE,
)
_ONE_OF_THEM = re.compile(
    r"\b(?:boy|girl|child|kid|woman|man|person|one|student|pupil|patient|client|family|twin|deaf|black|"
    r"hmong|muslim|jewish|openly|wheelchair|\w{3,}(?:er|ist|or|ian)|midwife)\b",
    re.IGNORECASE,
)
_A_THING = re.compile(
    r"\b(?:word|thing|place|way|time|reason|food|toy|goal|ot|pt|slp|therapist|room|chair|activity|swing"
    r"|option|part|part[- ]timer|quiet|counsell?or|psychologist|provider|clinic|service|space)\b",
    re.IGNORECASE,
)


def is_about_someone(found: Match) -> bool:
    """“She is the only girl wrestler in the county”, not “the only quiet room in the building”."""
    some = _ONLY_ONE.search(before(found, 40)) or _ONE_OF_THEM.search(found[0])
    return bool(some) and not _A_THING.search(found[0])


_PAPERS = r"""(?:(?:local|national|evening|six\so['’]clock)\s)?(?:news(?:papers?)?|tv|telly
    |papers?|(?:every\s)?front\spage|headlines|every\schannel|channel\s\d{1,2})"""
NEWS = reads(
    rf"""\b(?:(?:was|were|been)\s(?:all\sover|on|in)\s(?:the\s)?{_PAPERS}
    |made\s(?:the\s)?{_PAPERS}|went\sviral
    |(?:on|in|from|all\sover)\s(?:the\s)?(?:(?:local|national)\s(?:news|tv|paper)|front\spage
    |channel\s\d{{1,2}}))\b"""
)
_WATCHED = re.compile(
    r"\b(?:watch\w*|saw|seen|see|hear\w*|read\w*|story|something|article)\b[^.;\n]{0,30}$",
    re.IGNORECASE,
)


def is_in_the_news(found: Match) -> bool:
    return not _WATCHED.search(before(found))


def _unseen(found: Match, _band: str) -> str:
    return "became widely known" if found[0].lower().startswith(("made", "went", "was")) else ""


SIGNS = (
    Sign(Telling.JOB, JOB, _known, is_of_someone),
    Sign(Telling.ONLY, ONLY, say("one of very few"), is_about_someone),
    Sign(Telling.NEWS, NEWS, _unseen, is_in_the_news),
)

"""Numbers that a word gives away: “MRN 4471902”, “claim WC 2291-0087”."""

import re

from forum.deid.finding import Label
from forum.deid.rules.cues import UNIT
from forum.deid.rules.rule import Match, Rule, after, reads

_JOIN = r"""(?P<join>(?:['’]s\b|[\s:.,\#=("'-]|\b(?:no|nr|num|numbers?|id|ref(?:erence)?|code|card
    |is|was|on|reads|ends?|ending|in|with|under|the|for|of|form|his|her|their|last|four|digits|now
    |still|shows|says)\b){0,12})"""
_GROUP = r"(?:[/.\#-][a-z\d]{1,20}|\s(?=[a-z]{0,5}\d)[a-z\d]{2,12}|\s\d(?:/\d)?(?=[,.;)]|$))"
_CODE = rf"""(?P<it>(?:(?-i:[A-Z]{{1,6}})[\s/-]{{1,2}})?[a-z]{{0,8}}\d[a-z\d]{{0,24}}
    {_GROUP}{{0,6}}(?:\s(?-i:[A-Z])\b)?)"""

# Names of numbering systems: whatever follows them is a number of theirs.
_SYSTEMS = {
    Label.SSN: """ssn?|soc(?:ial)?(?:\\ssec(?:urity)?)?|ppsn?|nino?|national\\sinsurance|sin
        |social\\sinsurance|tfn|tax\\sfile|itin|sa\\sid|national\\sid|passport""",
    Label.MRN: """mrn|mr\\#?|med(?:ical)?\\srec(?:ord)?s?|medrec|hosp(?:ital)?\\s(?:no|number|id|\\#)
        |(?:pt|patient|client)\\s?(?:id|\\#|no|number)|urn?|nhi|chi|h&c|epic|emis|cerner|meditech|rio
        |systmone|csn|ihi|chart\\s(?:no|number|\\#)|accession|encounter\\s(?:no|number|\\#)""",
    Label.HEALTH_PLAN: """medicaid|medicare|medi-cal|masshealth|nhs|ohip|ramq|ahcip|msp|phn|ndis
        |hicn|mbi|dva|health\\s(?:card|plan|fund|insurance)|member(?:'s|ship)?|subscriber
        |beneficiary|medical\\s(?:aid|card|scheme)|vhi|laya|hcf|bupa|medibank|bcbs|aetna|cigna
        |humana|tricare|kaiser|uhc|united\\s?healthcare|anthem|ppo|hmo""",
    Label.ACCOUNT: """acct|a/c|iban|sort\\scode(?:\\sand\\saccount)?|bsb|routing|card\\sending
        |bank\\s(?:acct|account)|account\\s(?:no|number|ending|\\#)|client\\sref""",
    Label.LICENSE: """licen[cs]e(?:\\sclass\\s\\w)?|lic|dl|dea|npi|hcpc|hpcsa|ahpra|coru|nmc|gmc
        |registra(?:tion|nt)|permit|pin\\s(?:no|number)""",
    Label.DEVICE: """serial|ser\\sno|s/?n|asset(?:\\stag)?|imei|udi|lot\\s(?:no|number|\\#)""",
    Label.OTHER_ID: """docket|case\\s(?:no|number|id|ref\\w*|\\#)|claim\\s(?:no|number|id|\\#)
        |file\\s(?:no|number|id|\\#)|inmate|prison(?:er)?|offender|badge|warrant|petition|cad|ehcp
        |candidate|employee|staff\\sid|student\\s?(?:id|no|number|\\#)|sasid|ssid|upn|uln|visa|uci
        |police\\s(?:ref|report|no)|crime\\sref|incident\\s(?:no|number|\\#|report)|ref(?:erence)?\\sno""",
}
# Everyday words: what follows must look like a number that someone gave out.
_WORDS = {
    Label.MRN: "chart|file|record|hospital|patient|pt|visit|encounter|fin|pas",
    Label.HEALTH_PLAN: "policy|plan|insurance|ins|insurer|group|card|auth(?:ori[sz]ation)?|coverage",
    Label.ACCOUNT: "account|invoice|inv|bank|customer|client|payee|billing|meter|order|booking",
    Label.LICENSE: "licen[cs]ed?|certificate|certification|cert|provider|reg",
    Label.DEVICE: """device|tag|loan(?:\\sbank)?|inventory|equipment|pump|processor|chair|wheelchair
        |vns|implant|stimulator|monitor|hearing\\said|walker""",
    Label.OTHER_ID: """case|claim|ref(?:erence)?|student|pupil|ticket|incident|report|police|crime
        |application|cps|dcf|dcfs|dhs|acs|cys|matter|cause|court|intake|confirmation|tracking|id
        |payroll|staff|faa|iep""",
}
_MEASURED = re.compile(rf"\s?-?(?:{UNIT})(?![a-z])", re.IGNORECASE | re.VERBOSE)
_SAYS_SO = re.compile(r"#|\b(?:no|nr|num|numbers?|id|ref\w*|ending)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/](?:\d\d|\d{4}))?")
_BILLED = re.compile(r"(?:9\d{4}|[a-v]\d{4})(?:-\w\w)?", re.IGNORECASE)


def is_a_number(found: Match) -> bool:
    """Four digits, or three with letters or marks, and no year, measure or dose."""
    code = found["it"]
    digits = sum(char.isdigit() for char in code)
    enough = digits >= 4 or (digits == 3 and len(code) > 3)
    counted = digits < 6 and _MEASURED.match(after(found))
    return enough and not counted and not _YEAR.fullmatch(code)


def is_given_out(found: Match) -> bool:
    """Longer, or with letters or marks, or called a number; not a billing code."""
    code = found["it"]
    plain = code.isdigit() and len(code) < 6 and not _SAYS_SO.search(found["join"])
    return is_a_number(found) and not plain and not _BILLED.fullmatch(code)


_WHY = {
    Label.SSN: "is one person's alone",
    Label.MRN: "opens one person's record",
    Label.HEALTH_PLAN: "names one person to their insurer",
    Label.ACCOUNT: "belongs to one account holder",
    Label.LICENSE: "can be looked up in a register",
    Label.DEVICE: "can be traced to whoever holds it",
    Label.OTHER_ID: "singles out one person or file",
}


def _follows(cues: str) -> re.Pattern[str]:
    return reads(rf"(?<![a-z])(?:{cues})(?![a-z]){_JOIN}{_CODE}")


RULES = (
    *(Rule(k, _follows(cues), _WHY[k], holds=is_a_number) for k, cues in _SYSTEMS.items()),
    *(Rule(k, _follows(cues), _WHY[k], holds=is_given_out) for k, cues in _WORDS.items()),
)

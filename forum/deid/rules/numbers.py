"""Numbers that a word gives away: “MRN 4471902”, “claim WC 2291-0087”."""

import re

from forum.deid.finding import Label
from forum.deid.rules.cues import MEASURED, any_of
from forum.deid.rules.rule import Match, Rule, after, reads

# Names of numbering systems: whatever follows them is a number of theirs.
_SYSTEMS = {
    Label.SSN: r"""
        ssn? soc(?:ial)?(?:_sec(?:urity)?)? ppsn? ni(?:no)? national_insurance sin social_insurance
        tfn tax_file itin crn abn ird alien_(?:no|number) a\# sa_id national_id passport""",
    Label.MRN: r"""
        mrn mr\#? med(?:ical)?_rec(?:ord)?s? medrec hosp(?:ital)?_(?:no|number|id|\#)
        (?:pt|patient|client)_?(?:id|\#|no|number) urn? nhi chi h&c epic emis cerner meditech rio
        systmone csn ihi chart_(?:no|number|\#) accession encounter_(?:no|number|\#)""",
    Label.HEALTH_PLAN: r"""
        medicaid medicare medi[-_]?cal masshealth nhs ohip ramq ahcip msp phn ndis hicn mbi dva
        health_(?:card|plan|fund|insurance) member(?:'s|ship)? subscriber beneficiary
        medical_(?:aid|card|scheme) vhi laya hcf bupa medibank bcbs aetna cigna humana tricare
        kaiser uhc united_?healthcare anthem ppo hmo hsa fsa""",
    Label.ACCOUNT: r"""
        acct a/c iban sort_code(?:_and_account)? bsb routing card_ending bank_(?:acct|account)
        account_(?:no|number|ending|\#) client_ref""",
    Label.LICENSE: r"""
        licen[cs]e(?:_class_\w)? lic dl dea npi hcpc hpcsa ahpra coru nmc gmc registra(?:tion|nt)
        permit pin_(?:no|number)""",
    Label.DEVICE: r"serials? ser_no s/?n asset(?:_tag)? imei udi lot_(?:no|number|\#)",
    Label.OTHER_ID: r"""
        docket case_(?:no|number|id|ref\w*|\#) claim_(?:no|number|id|\#) file_(?:no|number|id|\#)
        inmate prison(?:er)? offender badge warrant petition cad ehcp candidate employee staff_id
        buzzer lock_?box key_?(?:safe|pad) (?:gate|door|alarm|entry)_code passcode
        student_?(?:id|no|number|\#) sasid ssid upn uln visa uci police_(?:ref|report|no)
        crime_ref incident_(?:no|number|\#|report) ref(?:erence)?_no""",
}
# Everyday words: what follows must look like a number that someone gave out.
_WORDS = {
    Label.MRN: "chart file record hospital patient pt visit encounter fin pas",
    Label.HEALTH_PLAN: "policy plan insurance ins insurer group card auth(?:ori[sz]ation)?",
    Label.ACCOUNT: """
        account acc invoice inv bank customer payee billing meter order booking""",
    Label.LICENSE: "licen[cs]ed? certificate certification cert provider reg",
    Label.DEVICE: """
        device tag loan(?:_bank)? inventory equipment pump processor chair wheelchair vns implant
        stimulator monitor hearing_aid walker""",
    Label.OTHER_ID: r"""
        case claim ref(?:erence)? student pupil ticket incident report police crime application
        number num no \# id frame decal cps dcf dcfs dhs acs cys matter cause court intake
        confirmation tracking payroll staff faa iep""",
}
_WHY = {
    Label.SSN: "is one person's alone",
    Label.MRN: "opens one person's record",
    Label.HEALTH_PLAN: "names one person to their insurer",
    Label.ACCOUNT: "belongs to one account holder",
    Label.LICENSE: "can be looked up in a register",
    Label.DEVICE: "can be traced to whoever holds it",
    Label.OTHER_ID: "singles out one person or file",
}

_JOINING = any_of("""
    no nr num numbers? id ref(?:erence)? code card is was on reads ends? ending in with under the
    for of at form his her their last four digits? reference now still shows says""")
_JOIN = rf"""(?P<join>(?:['’]s\b|[\s:.,\#=("'-]|\b{_JOINING}\b){{0,12}})"""
_GROUP = r"""(?:[/.\#-][a-z\d]{1,20}|[\ ](?=[a-z]{0,5}\d)[a-z\d]{2,12}
    |[\ ]\d(?:/\d)?(?=[,.;)]|$))"""
_CODE = rf"""(?P<it>(?:(?-i:[A-Z]{{1,6}})[\ /.-]{{1,2}}){{0,2}}[a-z]{{0,8}}\d[a-z\d]{{0,24}}
    {_GROUP}{{0,6}}(?:[\ ](?-i:[A-Z])\b)?)"""

_SAYS_SO = re.compile(r"#|\b(?:no|nr|num|numbers?|id|ref\w*|ending)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:[DY]OB )?(?:19|20)\d\d(?:[-/](?:\d\d|\d{4}))?")
_DAY_OR_PART = re.compile(r"\d{1,2}/\d{1,2}")
_BILLED = re.compile(r"(?:9\d{4}|[a-v]\d{4})(?:-\w\w)?", re.IGNORECASE)


def is_a_number(found: Match) -> bool:
    """Four digits, or three with letters or marks; no year, measure or list of small numbers."""
    code, runs = found["it"], re.findall(r"\d+", found["it"])
    digits = sum(map(len, runs))
    enough = digits >= 4 or (digits == 3 and len(code) > 3)
    of_a_piece = len(runs) > 2 or max(map(len, runs)) >= 3 or re.search(r"[^\d ]", code)
    counted = digits < 6 and MEASURED.match(after(found))
    return bool(enough and of_a_piece and not counted and not _YEAR.fullmatch(code))


def is_given_out(found: Match) -> bool:
    """Longer, or with letters or marks, or called a number; no billing code and no fraction."""
    code = found["it"]
    plain = code.isdigit() and len(code) < 6 and not _SAYS_SO.search(found["join"])
    else_told = _BILLED.fullmatch(code) or _DAY_OR_PART.fullmatch(code)
    return is_a_number(found) and not plain and not else_told


def _follows(cues: str) -> re.Pattern[str]:
    return reads(rf"(?<![a-z]){any_of(cues)}(?![a-z]){_JOIN}{_CODE}")


RULES = (
    *(Rule(k, _follows(cues), _WHY[k], holds=is_a_number) for k, cues in _SYSTEMS.items()),
    *(Rule(k, _follows(cues), _WHY[k], holds=is_given_out) for k, cues in _WORDS.items()),
)

"""What to call a person instead of their name: a role that the text gives, the same each time.

“Her brother Kofi bit Jayden. Kofi is 6.” has “her brother” and “the client” in it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from forum.deid.finding import Finding, Label, Severity
from forum.deid.generalise import are_alike
from forum.deid.rules.cues import KIN, any_of

CLIENT = "the client"
SOMEONE = "another person"

_TITLES = {
    "the doctor": r"dr\b|doctor|prof",
    "the nurse": r"nurse|matron",
    "the coach": r"coach",
    "the judge": r"judge",
    "the officer": r"officer|sgt|sergeant|captain|chief",
    "the head teacher": r"principal|headmaster|headmistress",
    "the baby": r"baby",
    "a faith leader": r"pastor|rev\b|reverend|rabbi|imam|father|fr\b|sister|sr\b|deacon|bishop",
    "a relative": r"aunt|uncle|tit[ao]\b|abuel|nana?\b|gran|ou?[mp]a\b|gogo|bubbe|cousin",
}
_TITLE = [(words, re.compile(cue, re.IGNORECASE)) for words, cue in _TITLES.items()]
_WORK = any_of("""
    colleague friend therapist teacher aide neighbou?r supervisor manager roommate nurse doctor gp
    paediatrician pediatrician surgeon psychologist counsell?or social_worker case_manager
    case_worker caseworker tutor coach principal prosthetist orthotist attending ped pcp midwife
    director lawyer solicitor librarian boss deputy officer
    ota? cota slpa? pta? rbt para(?:professional)?
    interpreter student classmate""")
_CHILD = any_of(
    "boy girl child kid kiddo guy dude toddler baby infant lad lass pre-?schooler son daughter"
)
_GROWN = any_of("client patient pt resident pupil learner veteran lady man woman gentleman")
_ROLE = rf"(?P<role>{KIN}|{_WORK}|{_CHILD}|{_GROWN})"
_WHOSE = r"(?P<whose>my|her|his|their|our|your|the|an?|this|that)"
_BEFORE = re.compile(
    rf"(?<!\w)(?:{_WHOSE}\s(?:[a-z-]+\s)?)?{_ROLE}(?<!s),?\s\(?$", re.IGNORECASE | re.VERBOSE
)
_AFTER = re.compile(
    rf"(?:,\s|\s\(|\sis\s|\s(?=the\s)){_WHOSE}\s(?:[\w-]+\s){{0,3}}?{_ROLE}(?![\w-])",
    re.IGNORECASE | re.VERBOSE,
)
_TEACHES = re.compile(r"\b(?:teach\w*|class\w*|school|room|aide|grade)\b", re.IGNORECASE)
_MR = re.compile(r"(?:mr|mrs|ms|miss|mx)\b", re.IGNORECASE)
_OF_A_CHILD = re.compile(
    r"['’]?s?\s(?:mu?m(?:my)?|mom(?:my)?|mam|mother|dad(?:dy)?|father|parents?|foster|nan|teacher"
    r"|classroom|school|preschool|nursery|crib|highchair)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?:,|\sis|\s\(|\sturned|\saged?)?\s?(?P<n>\d{1,2})(?=[,.;)]|\s(?:and|but|with|who|now)\b"
    r"|\s?(?:-|\s)?(?:y/?o\b|years?|yrs?)|$)",
    re.IGNORECASE,
)
_MONTHS = re.compile(r"[,\s(]{1,3}(?:is\s)?\d{1,2}[\s-](?:weeks?|months?|mos?)\b", re.IGNORECASE)
_HE = re.compile(r"\b(?:he|him|his|boy|son|lad|brother)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:she|her|hers|girl|daughter|lass|sister)\b", re.IGNORECASE)
_CALLED = re.compile(
    rf"\b(?:names?(?:\s(?:is|was)|['’]s|:)?|{_ROLE}\s(?:is|was))\s$", re.IGNORECASE | re.VERBOSE
)
_FAMILY = re.compile(r"\s(?:twins|triplets|family|kids|boys|girls|brothers|sisters|siblings)\b")
_THE = re.compile(r"\b(?:the|this|that|these|both)\s$", re.IGNORECASE)
_NAMELESS = "[name removed]"
_ADDRESSED = re.compile(r"\b(?:attention|attn|cc|per|via):?\s$", re.IGNORECASE)
_CLAUSE = re.compile(r"[.!?;\n]")


def with_roles(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings of `text`, those of names with a role as their suggestion.

    All mentions of one name have one role; where the role stands beside a mention anyway (“her
    brother Kofi”) nothing need take the name's place. Whoever has no role is the client if named
    oftenest, else another person.
    """
    said: dict[int, str] = {}
    taken = Counter[str]()
    groups = _people([f for f in findings if f.label is Label.NAME])
    roles = [_role(text, group) for group in groups]
    unknown = [group for group, role in zip(groups, roles, strict=True) if not role]
    client = max(unknown, key=_importance, default=[])
    for group, known in zip(groups, roles, strict=True):
        role = known or (CLIENT if group is client else SOMEONE)
        taken[role] += 1
        role = _another(role, taken[role])
        said |= {finding.start: _fitting(text, finding, role) for finding in group}
    return [replace(f, suggestion=said[f.start]) if f.label is Label.NAME else f for f in findings]


def _importance(group: Sequence[Finding]) -> tuple[bool, int]:
    """A name that is certain comes before one that may be none, then whoever is named oftenest."""
    return any(f.severity is Severity.RED for f in group), len(group)


def _fitting(text: str, finding: Finding, role: str) -> str:
    """The role, unless the words before the name tell it or ask for a name."""
    lead = text[max(0, finding.start - 60) : finding.start]
    if _BEFORE.search(lead) or (_THE.search(lead) and _FAMILY.match(text, finding.end)):
        return ""
    else:
        return _NAMELESS if _CALLED.search(lead) else role


def _people(names: Iterable[Finding]) -> list[list[Finding]]:
    """The mentions of each person, in the order of their first; many persons are not compared."""
    groups: list[list[Finding]] = []
    known: dict[str, list[Finding]] = {}
    for name in names:
        group = known.get(name.text.casefold())
        if group is None:
            near = groups[-_COMPARED:]
            group = next((g for g in near if any(are_alike(name, f) for f in g[:3])), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(name)
        known[name.text.casefold()] = group
    return groups


_COMPARED = 40  # people; more than any case has, so that time stays linear


def _role(text: str, group: Sequence[Finding]) -> str:
    """The role that the text gives this person, "" if none."""
    for finding in group[:_COMPARED]:
        before = text[max(0, finding.start - 60) : finding.start]
        after = text[finding.end : finding.end + 80]
        for say, cue in _TITLE:
            if cue.match(finding.text):
                return say
        if _MR.match(finding.text) and _TEACHES.search(_CLAUSE.split(after[:40])[0]):
            return "the teacher"
        if _ADDRESSED.search(before):
            return "a colleague"
        stands = _BEFORE.search(before) or _AFTER.match(after)
        if stands and not re.fullmatch(_GROWN, stands["role"], re.IGNORECASE):
            if re.fullmatch(_CHILD, stands["role"], re.IGNORECASE):
                return _child(text, group)
            return _whose(stands["whose"]) + stands["role"].lower()
        if _OF_A_CHILD.match(after) or _MONTHS.match(after) or _is_young(after):
            return _child(text, group)
    return ""


def _is_young(after: str) -> bool:
    years = _YEARS.match(after)
    return years is not None and int(years["n"]) < 13


def _whose(said: str | None) -> str:
    whose = (said or "the").lower()
    return "the " if whose in ("a", "an", "this", "that") else f"{whose} "


def _child(text: str, group: Sequence[Finding]) -> str:
    """The boy or the girl where the words after the name agree, else the child."""
    told = " ".join(
        text[max(0, f.start - 30) : f.start] + " " + text[f.end : f.end + 90] for f in group[:5]
    )
    he, she = len(_HE.findall(told)), len(_SHE.findall(told))
    return "the boy" if he > 2 * she else "the girl" if she > 2 * he else "the child"


def _another(role: str, times: int) -> str:
    """“her brother”, then “her other brother”; “the boy”, “the other boy”, then “another boy”."""
    whose, _, who = role.partition(" ")
    if times == 1 or whose in ("a", "another"):
        return role
    else:
        return f"another {who}" if whose == "the" and times > 2 else f"{whose} other {who}"

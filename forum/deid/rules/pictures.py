"""Pictures, recordings and prints of a person that come with a text or are told of in it."""

from forum.deid.finding import Label, Severity
from forum.deid.rules.rule import Rule, reads

_SEEN = r"""(?:photo(?:graph)?s?|pics?|pictures?|selfies?|snapshots?|images?|screenshots?
    |vid(?:eo)?s?|clips?|footage|recordings?|voice\s(?:notes?|memos?)|audio|x-?rays?)"""
_SHOWN = r"""(?:attach(?:ed|ing)|upload(?:ed|ing)|post(?:ed|ing)|link(?:ed|ing)|shar(?:ed|ing)
    |enclosed|sent|attached\sis|below|here['’]?s|here\s(?:is|are)|see|have|took|filmed|included
    |pinned|added)"""
_WHOM = r"""(?:client|patient|pt|child|kid|kiddo|boy|girl|baby|family|resident|student|two|face)"""
_OF = rf"(?:of|showing|with)\s(?:him|hers?|them|his|their|(?:the|my|a)\s{_WHOM})\b"

SHOWN = reads(
    rf"""\b(?:{_SHOWN}\s(?:(?:you|an?|the|some|his|her|their|this|my|two|three|before\sand\safter
    |short|quick|school)\s){{0,3}}{_SEEN}\b(?:\s{_OF})?
    |{_SEEN}\s(?:is\s|are\s|was\s)?(?:attached|enclosed|uploaded|below|linked|in\sthe\scomments)\b)"""
)
OF_SOMEONE = reads(
    rf"\b(?:{_SEEN}\s{_OF}|(?:his|her|their)\s(?:school\s)?(?:photo|pic|picture|video|selfie)s?\b)"
)
PRINT = reads(
    r"""\b(?:(?:finger|thumb|palm|hand|foot|voice)[\s-]?prints?|(?:retinal?|iris|face|facial)\sscans?
    |voice\s(?:sample|bank|banked|clone)|scan\sof\s(?:his|her|their)\sface|face\s?id
    |facial\srecognition|palm[\s-]vein|dental\s(?:records|impressions?))\b"""
)

_SHOWS = "could show someone who would be recognised"
_MARKS = "belongs to one body or voice"

RULES = (
    Rule(Label.PHOTO, SHOWN, _SHOWS, "[described in words]", severity=Severity.AMBER),
    Rule(Label.PHOTO, OF_SOMEONE, _SHOWS, "[described in words]", severity=Severity.AMBER),
    Rule(Label.BIOMETRIC, PRINT, _MARKS, "[left out]", severity=Severity.AMBER),
)

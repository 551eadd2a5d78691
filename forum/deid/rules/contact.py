"""Where someone can be found online: e-mail, also in disguise, web addresses, machines, handles."""

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from forum.deid.finding import Label
from forum.deid.rules.rule import Match, Rule, before, reads, reads_exactly

_LOCAL = r"""(?<![\w.+-])[a-z0-9_](?:[\w.+'-]{0,62}\w)?
    (?:\s(?:dot|underscore|dash|hyphen|minus|plus)\s[\w-]{1,40}){0,4}"""
_PART = r"[a-z0-9-]{1,63}"
_AT = r"\s?[(\[{<]\s?(?:at|@)\s?[)\]}>]\s?"
_DOT = r"(?:\s?[(\[{<]\s?(?:dot|\.)\s?[)\]}>]\s?|\sdot\s)"
_ENDING = r"(?:com|org|net|edu|gov|mil|info|biz|io|tv|app|blog|uk|ie|au|nz|ca|za|eu|example)"
_SHORT_ENDING = r"(?:co|me|us|ly|gg|be|cc|dev|shop|online|site|live|link|page|gl|fm|xyz)"
_COUNTRY = r"(?:uk|us|ie|au|nz|ca|za|in|de|fr|es|it|nl|be|ch|at|se|no|dk|fi|pl|pt|eu|br|mx|jp|kr)"

EMAIL = reads(rf"{_LOCAL}(?:\s?@\s?{_PART}(?:\.{_PART}){{1,4}}|\s@\s{_PART}\s\.\s{_ENDING}\b)")
EMAIL_IN_DISGUISE = reads(
    rf"""{_LOCAL}(?:{_AT}{_PART}(?:(?:\s?\.\s?|{_DOT}){_PART}){{1,4}}
    |(?:\sat\s|\s?@\s?){_PART}(?:{_DOT}{_PART}){{0,2}}{_DOT}{_ENDING}(?:{_DOT}{_COUNTRY})?)\b"""
)
WEB_ADDRESS = reads(r"""\b(?:(?:https?|ftp)://|www\.)[^\s<>"'\])]{2,400}(?<![.,;:!?])""")
DOMAIN = reads(
    rf"""(?<![\w@.-])(?:{_PART}\.){{1,4}}
    (?:{_ENDING}(?:\.{_COUNTRY})?|(?:co|com|org|net|ac|edu|gov|school|sch|vic|nsw)\.{_COUNTRY}
    |(?:{_SHORT_ENDING}|{_COUNTRY})(?=/@?\w))
    (?![\w@-]|\.\w)(?:/[\w.~%+@#?=&/-]{{0,200}}(?<![.,?]))?"""
)
IP4 = reads(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\d)")
IP6 = reads(r"(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])")
HANDLE = reads(r"(?<![\w@./+-])@(?P<name>[a-z0-9_](?:[\w.-]{0,38}\w)?)(?![\w@])")
DISCORD = reads_exactly(r"(?<![\w#])[A-Za-z]\w{1,31}\#\d{4}\b")
TAGGED = reads(
    r"""\b(?:plays\s(?:online\s)?as|goes\sby|gamer\s?tag|tag|(?:user|screen|gamer)\s?-?name|user|handle
    |insta(?:gram)?|ig|snap(?:chat)?|tik\s?tok|discord|roblox|minecraft|fortnite|xbox|psn|steam|twitch
    |reddit|tumblr|kik|telegram|youtube|twitter|channel)(?![a-z])
    (?:\s(?:is|as|name|user|username|handle|tag|id|account|under|called|she|he)\b|['’]s\b|[\s:,="'(]){1,6}
    (?P<it>(?:[ur]/)?(?=[a-z.-]{0,30}[_\d]|[a-z]{2,20}\.[a-z]{2})[a-z_][\w.-]{2,30}\w)"""
)

# Sites of professional bodies and public health: their pages lead to no client.
_OF_THE_PROFESSION = frozenset(
    """aota.org apta.org asha.org nbcot.org rcot.co.uk rcslt.org csp.org.uk hcpc-uk.org nih.gov
    cdc.gov cms.gov hhs.gov medicare.gov ed.gov who.int nice.org.uk doi.org cochrane.org
    cochranelibrary.com pubmed.gov apa.org nami.org socialworkers.org counseling.org bps.org.uk
    ahpra.gov.au otaustralia.com.au understood.org wrightslaw.com canchild.ca sralab.org""".split()
)
# Great public places: by themselves they lead to no one; a page on them may.
_OF_EVERYONE = frozenset(
    """youtube.com facebook.com instagram.com tiktok.com twitter.com x.com linkedin.com amazon.com
    google.com pinterest.com etsy.com reddit.com netflix.com zoom.us teams.microsoft.com gmail.com
    teacherspayteachers.com boomlearning.com canva.com wikipedia.org gofundme.com""".split()
)
_AT_A_PLACE = frozenset(
    """home school work clinic hospital rest night times time bedside baseline eval discharge lunch
    dinner breakfast bedtime table desk all least most min mod max sba cga supervision low med high
    the her his their our this that each any edge eob church gym pool park daycare preschool recess
    circle snf rehab slp present start end noon midnight first last once risk level bath toilet
    sink stairs mealtimes""".split()
)


def leads_to_someone(found: Match) -> bool:
    """Not the sites of professional bodies, nor the front door of a site that everyone uses."""
    host, _, page = re.sub(r"^\w+://", "", found[0].lower()).partition("/")
    host = host.removeprefix("www.")
    known = any(host == site or host.endswith("." + site) for site in _OF_THE_PROFESSION)
    return not known and not (host in _OF_EVERYONE and not page)


def is_ip4(found: Match) -> bool:
    try:
        IPv4Address(found[0])
    except AddressValueError:
        return False
    cited = before(found, 16).lower().rstrip().endswith(("version", "section", "chapter", "v", "§"))
    return not cited


def is_ip6(found: Match) -> bool:
    try:
        IPv6Address(found[0])
    except AddressValueError:
        return False
    return sum(char.isalnum() for char in found[0]) >= 4


def names_someone(found: Match) -> bool:
    """“@kenjiwrists”, not “min A @baseline” or “seen @3pm”."""
    name = found["name"].lower()
    return name not in _AT_A_PLACE and sum(char.isalpha() for char in name) >= 3


LINK = "[link removed]"
MAIL = "[e-mail removed]"
PROFILE = "[profile removed]"
_TO_AN_INBOX = "leads straight to an inbox"
_TO_A_PAGE = "leads to a page about someone"
_TO_A_MACHINE = "points to one connection"
_TO_A_PROFILE = "leads to someone's profile"

RULES = (
    Rule(Label.EMAIL, EMAIL, _TO_AN_INBOX, MAIL),
    Rule(Label.EMAIL, EMAIL_IN_DISGUISE, _TO_AN_INBOX, MAIL),
    Rule(Label.URL, WEB_ADDRESS, _TO_A_PAGE, LINK, leads_to_someone),
    Rule(Label.URL, DOMAIN, _TO_A_PAGE, LINK, leads_to_someone),
    Rule(Label.IP, IP4, _TO_A_MACHINE, "[address removed]", is_ip4),
    Rule(Label.IP, IP6, _TO_A_MACHINE, "[address removed]", is_ip6),
    Rule(Label.OTHER_ID, HANDLE, _TO_A_PROFILE, PROFILE, names_someone),
    Rule(Label.OTHER_ID, DISCORD, _TO_A_PROFILE, PROFILE),
    Rule(Label.OTHER_ID, TAGGED, _TO_A_PROFILE, PROFILE),
)

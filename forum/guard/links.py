"""Web addresses in what is shared as a resource: pages of reference, and pages of people."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from forum.deid import Finding, Label, Severity

# Whoever opens these sees a person, a family's files, or, behind a short address, who knows what.
_OF_PEOPLE = frozenset(
    """facebook.com fb.com fb.me instagram.com tiktok.com twitter.com x.com threads.net linkedin.com
    pinterest.com snapchat.com reddit.com tumblr.com blogspot.com wordpress.com substack.com
    medium.com patreon.com gofundme.com caringbridge.org justgiving.com legacy.com whatsapp.com
    wa.me t.me discord.com discord.gg linktr.ee""".split()
)
_OF_FILES = frozenset(
    """drive.google.com docs.google.com photos.google.com photos.app.goo.gl forms.gle dropbox.com
    onedrive.live.com 1drv.ms sharepoint.com icloud.com box.com wetransfer.com mega.nz flickr.com
    imgur.com""".split()
)
_SHORT = frozenset("bit.ly t.co tinyurl.com goo.gl ow.ly is.gd buff.ly rb.gy cutt.ly".split())
_NEVER = _OF_PEOPLE | _OF_FILES | _SHORT

_OF_ONE_PERSON = re.compile(
    r"""/(?:~|@|u/|users?/|profiles?/|people/|person/|in/|channel/|members?/|staff/|team/|students?/
    |patients?/|families/|obituar|memorials?/|fundrais)""",
    re.IGNORECASE | re.VERBOSE,
)
_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}")
ASKS = "is a link: keep it if the page is about a method, and no person"


def as_reference(finding: Finding) -> Finding:
    """The finding, amber where it is a web address that may be one of reference."""
    if finding.label is Label.URL and not is_personal(finding.text):
        return replace(finding, severity=Severity.AMBER, why=ASKS)
    return finding


def is_personal(address: str) -> bool:
    """Whether a web address leads to a person, to shared files, or doesn't show where it leads.

    True also for what is no http(s) address with a name: the guard then stays as strict as it was.
    """
    if "://" not in address:
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    host = parts.netloc.lower().removeprefix("www.")
    if parts.scheme.lower() not in ("http", "https") or not _HOST.fullmatch(host):
        return True
    wide = [".".join(host.split(".")[place:]) for place in range(host.count("."))]
    names_one = _OF_ONE_PERSON.search(parts.path) or "@" in parts.query
    return bool(names_one) or not _NEVER.isdisjoint(wide)

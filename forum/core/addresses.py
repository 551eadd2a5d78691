"""What an address says: where a `next=` may lead, and a number in it."""

import re
from urllib.parse import unquote, urlsplit

_typed = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f-\xa0]*")
_meant = re.compile(r"/(?![/\\])[^\\\x00-\x1f\x7f-\x9f]*")


def local(address: str | None) -> str | None:
    """`address` if it is a path of this site, None for what a browser could take elsewhere."""
    if not address or not _typed.fullmatch(address) or not _meant.fullmatch(unquote(address)):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else address


def whole(number: str | None) -> int:
    """A whole number of at most nine digits, as an address gives it; 0 for anything else."""
    return int(number) if number and number.isdecimal() and len(number) < 10 else 0

"""Addresses that stay here: where a `next=` may lead."""

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

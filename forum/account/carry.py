"""What somebody was sending when their sign-in had ended, sealed into the sign-in page."""

from typing import NamedTuple

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from forum.core.addresses import local
from forum.core.faults import Kept

LASTS = 3600
"""Seconds that a sealed form may be taken up again."""


class Carried(NamedTuple):
    url: str
    kept: list[Kept]


def seal(url: str, kept: list[Kept]) -> str:
    """The form's address and fields, signed and packed, or nothing where nothing was typed."""
    return _seal().dumps([url, kept]) if kept else ""


def carried(sealed: str) -> Carried | None:
    """What `seal` packed, unless it is too old or another hand made it."""
    try:
        url, fields = _seal().loads(sealed, max_age=LASTS)
    except BadData:
        return None
    address = local(url)
    return Carried(address, [Kept(*field) for field in fields]) if address else None


def _seal() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="carried")

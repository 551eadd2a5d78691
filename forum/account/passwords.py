"""Passwords: argon2id, a list of those that everyone tries, and the same time for a stranger."""

import unicodedata
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from forum.core.off_hub import off_hub

SHORTEST = 15
LONGEST = 128
"""NIST SP 800-63B-4: 15 characters where a password stands alone, 64 and more allowed."""

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""OWASP's least for argon2id: two passes over 19 MiB, one lane."""


def hash_password(password: str) -> str:
    """The argon2id hash to keep, made off the hub; `password` is any text of at most LONGEST."""
    return off_hub(_hasher.hash, _same(password))


def is_password(password: str, kept: str) -> bool:
    """Whether `password` made the hash `kept`; with nothing kept it takes as long and says no."""
    return off_hub(_verify, _same(password), kept)


def needs_rehash(kept: str) -> bool:
    return _hasher.check_needs_rehash(kept)


def why_too_easy(password: str, about: tuple[str, ...] = ()) -> str | None:
    """How to make `password` harder to guess, in a sentence, or None; `about` is easily known."""
    plain = _same(password).lower()
    if len(plain) < SHORTEST:
        return f"Make it {SHORTEST} characters or longer."
    if len(plain) > LONGEST:
        return f"Make it {LONGEST} characters or shorter."
    if len(set(plain)) < 5 or plain in (plain + plain)[1:-1]:
        return "Use more than one thing said again and again."
    if any(
        len(known) > 3 and known.lower() in plain and len(known) * 2 > len(plain) for known in about
    ):
        return "Don’t build it from your own name or address."
    if plain in _common() or plain.replace(" ", "") in _common():
        return "That one is on the list that everyone tries first. Three words in a row work well."
    return None


def _same(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _verify(password: str, kept: str) -> bool:
    try:
        _hasher.verify(kept or _nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(kept)


@cache
def _nobody() -> str:
    return _hasher.hash("nobody has this password, but checking it takes the same time")


@cache
def _common() -> frozenset[str]:
    path = Path(__file__).with_name("common-passwords.txt")
    return frozenset(path.read_text(encoding="utf-8").split("\n"))

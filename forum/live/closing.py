"""Ending streams from afar: their pages ask again, and hear what their reader may hear by then."""

from collections.abc import Iterable

from sqlalchemy import select

from forum.core.db import db
from forum.live.bell import CLOSE, ring
from forum.people.session import SignIn


def closing(sign_in_key: str) -> str:
    """The topic that ends every stream of a sign-in."""
    return f"sign_in-{sign_in_key}"


def end_streams(keys: Iterable[str]) -> None:
    """End every stream of the sign-ins with these keys, once the transaction is committed."""
    for key in keys:
        ring(closing(key), CLOSE)


def end_streams_of(person_id: int) -> None:
    """End every stream of somebody, wherever they are signed in."""
    end_streams(db.session.scalars(select(SignIn.key).where(SignIn.person_id == person_id)))

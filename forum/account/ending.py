"""A sign-in ends, and with it every stream that a page has open under it."""

from forum.live.bell import CLOSE, ring
from forum.live.views import closing
from forum.people.models import Person
from forum.people.session import SignIn, sign_out


def end_here() -> None:
    """End the sign-in of this device; the caller writes and commits."""
    if key := sign_out():
        ring(closing(key), CLOSE)


def end_everywhere(person: Person) -> None:
    """End every sign-in of `person`; the caller writes and commits."""
    for key in SignIn.end_all(person):
        ring(closing(key), CLOSE)

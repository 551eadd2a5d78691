"""A sign-in ends, and with it every stream that a page has open under it."""

from forum.live.closing import end_streams
from forum.people.models import Person
from forum.people.session import SignIn, me, my_sign_in, sign_out


def end_here() -> None:
    """End the sign-in of this device; the caller writes and commits."""
    if key := sign_out():
        end_streams([key])


def end_everywhere(person: Person) -> None:
    """End every sign-in of `person`; the caller writes and commits."""
    end_streams(SignIn.end_all(person))


def end_elsewhere() -> None:
    """End one's own sign-ins but this one; the caller writes and commits."""
    end_streams(SignIn.end_all(me(), SignIn.key != my_sign_in().key))


def end_one(key: str) -> None:
    """End one's own sign-in of this key, if it has not ended; the caller writes and commits."""
    if key == my_sign_in().key:
        end_here()
    else:
        end_streams(SignIn.end_all(me(), SignIn.key == key))

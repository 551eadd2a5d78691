"""The way in and out, put together: importing this gives `bp` all of its pages."""

from forum.account import changing_address, forgotten, joining, signing_in
from forum.account.door import bp

__all__ = ["bp", "changing_address", "forgotten", "joining", "signing_in"]

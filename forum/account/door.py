"""The blueprint of the way in and out: joining, signing in and the like hang their pages on it."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

bp = Blueprint("account", __name__)


def private(markup: str, status: int = 200) -> ResponseReturnValue:
    """A page whose address holds a token tells nobody where it came from."""
    return markup, status, {"Referrer-Policy": "no-referrer"}

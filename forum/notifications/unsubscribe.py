"""The way out of letters: a sealed link that needs no sign-in, by one click (RFC 8058)."""

from flask import Blueprint, current_app, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import select

from forum.core.db import db, writing
from forum.core.errors import Refused
from forum.core.safety import from_anywhere
from forum.core.web import page
from forum.people.models import Person
from forum.people.vocabulary import Letters

bp = Blueprint("unsubscribe", __name__)


class NoSuchLink(Refused):
    status = 404

    def __init__(self) -> None:
        super().__init__("This link is not whole. Copy all of it, or sign in and look in settings.")


def way_out(person: Person) -> str:
    """The path that turns off the letters of `person`, for as long as the site's secret lasts."""
    return url_for("unsubscribe.show", token=_seal().dumps(person.username))


@bp.get("/no-more-letters/<token>")
def show(token: str) -> ResponseReturnValue:
    return _page(token, done=_whose(token).letters is Letters.NONE)


@bp.post("/no-more-letters/<token>")
@from_anywhere
def stop(token: str) -> ResponseReturnValue:
    """From the page's button, or from a mail program, which has no cookie and follows nothing."""
    with writing():
        _whose(token).letters = Letters.NONE
    return _page(token, done=True)


def _whose(token: str) -> Person:
    try:
        username = _seal().loads(token)
    except BadData:
        raise NoSuchLink from None
    person = db.session.scalar(select(Person).where(Person.username == username))
    if person is None:
        raise NoSuchLink
    return person


def _page(token: str, *, done: bool) -> ResponseReturnValue:
    body = page("letters/stop.html", token=token, done=done)
    return body, 200, {"Referrer-Policy": "no-referrer"}


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="no-more-letters")

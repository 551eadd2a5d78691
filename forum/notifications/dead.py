"""For those who run Weft: letters that no mail server took, and the way to send them again."""

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, func, select

from forum.core.db import db, writing
from forum.core.web import go, page
from forum.notifications.models import Letter
from forum.people.session import me, members_only
from forum.people.vocabulary import Role

bp = Blueprint("letters", __name__, url_prefix="/letters")
bp.before_request(members_only)

WHY = {
    "ConnectionRefusedError": "The mail server is away",
    "SMTPAuthenticationError": "The mail server doesn’t take our name and password",
    "SMTPConnectError": "The mail server turns everybody away",
    "SMTPDataError": "The mail server doesn’t take the letter",
    "SMTPRecipientsRefused": "The mail server doesn’t take this address",
    "SMTPSenderRefused": "The mail server doesn’t take our address",
    "SMTPServerDisconnected": "The mail server hung up",
    "TimeoutError": "The mail server said nothing",
    "gaierror": "There is no mail server of that name",
}
SHOWN = 100
"""Letters of each kind on the page; its headings say how many there are."""


@bp.before_request
def admins_only() -> None:
    if me().role is not Role.ADMIN:
        abort(404)


@bp.get("/")
def index() -> ResponseReturnValue:
    return page(
        "letters/index.html",
        why=_why,
        given_up=db.session.scalars(Letter.given_up().limit(SHOWN)).all(),
        given_up_count=_count(Letter.given_up()),
        waiting=db.session.scalars(Letter.waiting().limit(SHOWN)).all(),
        waiting_count=_count(Letter.waiting()),
    )


@bp.post("/again")
def send_again() -> ResponseReturnValue:
    with writing():
        count = Letter.send_again(request.form.get("letter", ""))
    flash(f"{count} {'letter is' if count == 1 else 'letters are'} on the way again.")
    return go(url_for("letters.index"))


def _why(fault: str) -> str:
    return WHY.get(fault.partition(" ")[0], "Something went wrong")


def _count(letters: Select[Letter]) -> int:
    return db.session.scalar(select(func.count()).select_from(letters.subquery())) or 0

"""A new address is confirmed by a link sent there; a link sent to the old one takes it back."""

from flask import flash, url_for
from flask.typing import ResponseReturnValue

from forum.account.door import bp, private
from forum.account.ending import end_everywhere
from forum.account.models import Link, Purpose
from forum.core.db import writing
from forum.core.limits import limiter
from forum.core.web import go, page


@bp.get("/new-address/<token>")
def new_address(token: str) -> ResponseReturnValue:
    link = Link.with_token(Purpose.EMAIL, token)
    return private(page("account/new_address.html", link=link, token=token))


@bp.post("/new-address/<token>")
@limiter.limit("25/5 minutes")
def new_address_now(token: str) -> ResponseReturnValue:
    with writing():
        person = Link.with_token(Purpose.EMAIL, token).use()
        person.take_address(person.new_email or person.email)
    flash("Your new address is confirmed. Letters go there from now on.")
    return go(url_for("sign_ins.index"))


@bp.get("/keep-address/<token>")
def keep_address(token: str) -> ResponseReturnValue:
    link = Link.with_token(Purpose.KEEP, token)
    return private(page("account/keep_address.html", link=link, token=token))


@bp.post("/keep-address/<token>")
@limiter.limit("25/5 minutes")
def keep_address_now(token: str) -> ResponseReturnValue:
    """Whoever asked knew the password, so that it opens nothing now, and a new one is chosen."""
    with writing():
        link = Link.with_token(Purpose.KEEP, token)
        person = link.use()
        link.end_later_ones()
        person.take_address(link.address)
        person.take_password("")
        end_everywhere(person)
        reset = Link.to(Purpose.RESET, person)
    flash("Your address stays, and every device is signed out.")
    return go(url_for("account.reset", token=reset))

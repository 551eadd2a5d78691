"""Joining, and confirming by a link that one's letters arrive."""

from flask import flash, url_for
from flask.typing import ResponseReturnValue

from forum.account import letters
from forum.account.door import bp, private
from forum.account.forms import JoinForm
from forum.account.models import Link, Purpose
from forum.account.passwords import hash_password
from forum.core.db import writing
from forum.core.limits import limiter
from forum.core.once import not_again, once
from forum.core.web import go, page
from forum.people.models import Person


@bp.get("/join")
def join() -> ResponseReturnValue:
    return page("account/join.html", form=JoinForm())


@bp.post("/join")
@limiter.limit("10/hour")
def join_now() -> ResponseReturnValue:
    form = JoinForm()
    if not form.validate_on_submit():
        not_again(form)
        return page("account/join.html", form=form), 422

    password_hash = hash_password(form.password.data or "")
    with once(form) as done:
        done.url = url_for("account.sent", what="confirm")
        if somebody := Person.called(form.email.data or ""):
            letters.say_already_here(somebody)
        else:
            person = Person.join(
                username=form.username.data,
                email=form.email.data,
                password_hash=password_hash,
                name=form.name.data,
                discipline=form.discipline.data,
                credentials=form.credentials.data or "",
                region=form.region.data or "",
                time_zone=form.time_zone.data,
                settings=form.settings.data or [],
            )
            letters.send_confirmation(person)
    return go(url_for("account.sent", what="confirm"))


@bp.get("/sent/<any(confirm, reset):what>")
def sent(what: str) -> ResponseReturnValue:
    return page("account/sent.html", what=what)


@bp.get("/confirm/<token>")
def confirm(token: str) -> ResponseReturnValue:
    link = Link.with_token(Purpose.CONFIRM, token)
    return private(page("account/confirm.html", link=link, token=token))


@bp.post("/confirm/<token>")
def confirm_now(token: str) -> ResponseReturnValue:
    with writing():
        Link.with_token(Purpose.CONFIRM, token).use().confirm()
    flash("Your address is confirmed. Sign in, and sit down.")
    return go(url_for("account.sign_in"))

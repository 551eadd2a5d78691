"""A new password for a forgotten one: asked for by name or address, chosen by a link."""

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue

from forum.account import letters
from forum.account.door import bp, private
from forum.account.ending import end_everywhere
from forum.account.forms import ForgotForm, NewPasswordForm
from forum.account.models import Link, Purpose
from forum.account.passwords import hash_password
from forum.core.db import writing
from forum.core.limits import limiter
from forum.core.once import once
from forum.core.web import go, page
from forum.people.models import Person


@bp.get("/forgot")
def forgot() -> ResponseReturnValue:
    return page("account/forgot.html", form=ForgotForm())


@bp.post("/forgot")
@limiter.limit("25/5 minutes")
@limiter.limit(
    "5/30 minutes", key_func=lambda: "who:" + request.form.get("who", "").strip().lower()[:254]
)
def forgot_now() -> ResponseReturnValue:
    form = ForgotForm()
    if not form.validate_on_submit():
        return page("account/forgot.html", form=form), 422

    with once(form) as done:
        done.url = url_for("account.sent", what="reset")
        if person := Person.called(form.who.data or ""):
            letters.send_reset(person)
    return go(url_for("account.sent", what="reset"))


@bp.get("/reset/<token>")
def reset(token: str) -> ResponseReturnValue:
    Link.with_token(Purpose.RESET, token)
    return private(page("account/reset.html", form=NewPasswordForm(), token=token))


@bp.post("/reset/<token>")
@limiter.limit("25/5 minutes")
def reset_now(token: str) -> ResponseReturnValue:
    form = NewPasswordForm()
    Link.with_token(Purpose.RESET, token)
    if not form.validate_on_submit():
        return private(page("account/reset.html", form=form, token=token), 422)

    password_hash = hash_password(form.password.data or "")
    with writing():
        person = Link.with_token(Purpose.RESET, token).use()
        person.take_password(password_hash)
        person.confirm()
        end_everywhere(person)
        letters.say_password_changed(person)
    flash("Your password is changed, and other devices are signed out.")
    return go(url_for("account.sign_in"))

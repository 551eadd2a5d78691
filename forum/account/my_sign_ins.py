"""One's address and password, and where one is signed in: what opens the door, seen from inside."""

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue

from forum.account import letters
from forum.account.ending import end_elsewhere, end_one
from forum.account.passwords import hash_password
from forum.account.proving import proves
from forum.account.settings_forms import AddressForm, PasswordForm
from forum.core.db import writing
from forum.core.limits import limiter
from forum.core.once import once
from forum.core.web import go, page
from forum.people.session import SignIn, asker, me, members_only, renew_sign_in

bp = Blueprint("sign_ins", __name__, url_prefix="/account")
bp.before_request(members_only)

NOT_YOURS = "That isn’t your password. Check it and try again."


@bp.get("/sign-in")
def index() -> ResponseReturnValue:
    return page("account/sign_ins.html", sign_ins=SignIn.all_of(me()))


@bp.get("/address")
def address() -> ResponseReturnValue:
    return page("account/address.html", form=AddressForm(formdata=None))


@bp.post("/address")
@limiter.limit("10/hour", key_func=asker)
def change_address() -> ResponseReturnValue:
    form = AddressForm()
    if not form.validate_on_submit():
        return page("account/address.html", form=form), 422
    if not proves(me(), form.password.data or ""):
        form.password.errors = [NOT_YOURS]
        return page("account/address.html", form=form), 422

    with once(form) as done:
        done.url = url_for("sign_ins.index")
        email = form.email.data or ""
        me().new_email = email
        letters.send_new_address(me(), email)
        letters.say_address_changing(me())
    flash("A letter with a link is on its way to your new address.")
    return go(url_for("sign_ins.index"))


@bp.post("/address/keep")
def keep_address() -> ResponseReturnValue:
    with writing():
        me().new_email = None
    flash("Your address stays as it is.")
    return go(url_for("sign_ins.index"))


@bp.get("/password")
def password() -> ResponseReturnValue:
    return page("account/password.html", form=PasswordForm(formdata=None))


@bp.post("/password")
@limiter.limit("10/hour", key_func=asker)
def change_password() -> ResponseReturnValue:
    form = PasswordForm()
    if not form.validate_on_submit():
        return page("account/password.html", form=form), 422
    if not proves(me(), form.password.data or ""):
        form.password.errors = [NOT_YOURS]
        return page("account/password.html", form=form), 422

    password_hash = hash_password(form.password_new.data or "")
    with writing():
        me().take_password(password_hash)
        end_elsewhere()
        renew_sign_in()
        letters.say_password_changed(me())
    flash("Your password is changed, and other devices are signed out.")
    return go(url_for("sign_ins.index"))


@bp.post("/sign-in/<key>/end")
def end(key: str) -> ResponseReturnValue:
    with writing():
        end_one(key)
    flash("That device is signed out.")
    return go(url_for("sign_ins.index"))


@bp.post("/sign-in/end-others")
def end_others() -> ResponseReturnValue:
    with writing():
        end_elsewhere()
    flash("Every other device is signed out.")
    return go(url_for("sign_ins.index"))

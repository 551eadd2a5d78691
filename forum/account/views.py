"""The door: join, confirm, sign in, sign out, and a new password for a forgotten one."""

from urllib.parse import urlsplit

from flask import Blueprint, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from htmx_flask import request

from forum.account import letters
from forum.account.carry import carried, seal
from forum.account.ending import end_everywhere, end_here
from forum.account.forms import ForgotForm, JoinForm, NewPasswordForm, SignInForm
from forum.account.models import Link, Purpose
from forum.account.passwords import hash_password, is_password, needs_rehash
from forum.core.addresses import local
from forum.core.db import db, writing
from forum.core.faults import kept
from forum.core.limits import limiter
from forum.core.once import once
from forum.core.web import go, into_notice, page
from forum.people.models import Person
from forum.people.session import login, sign_in

bp = Blueprint("account", __name__)

WRONG = "That user name or email and password don’t go together. Check both and try again."


@bp.get("/join")
def join() -> ResponseReturnValue:
    return page("account/join.html", form=JoinForm())


@bp.post("/join")
@limiter.limit("10/hour")
def join_now() -> ResponseReturnValue:
    form = JoinForm()
    if not form.validate_on_submit():
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
    return _private(page("account/confirm.html", link=link, token=token))


@bp.post("/confirm/<token>")
def confirm_now(token: str) -> ResponseReturnValue:
    with writing():
        Link.with_token(Purpose.CONFIRM, token).use().confirm()
    flash("Your address is confirmed. Sign in, and sit down.")
    return go(url_for("account.sign_in"))


@bp.get("/sign-in", endpoint="sign_in")
def show_sign_in() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return go(local(request.args.get("next")) or url_for("home.desk"))
    return page("account/sign_in.html", form=SignInForm())


@bp.post("/sign-in")
@limiter.limit("10/minute;60/hour")
@limiter.limit(
    "20/hour", key_func=lambda: "who:" + request.form.get("who", "").strip().lower()[:254]
)
def sign_in_now() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate_on_submit():
        return _sign_in_again(form)

    person = Person.called(form.who.data or "")
    right = is_password(form.password.data or "", person.password_hash if person else "")
    if person is None or not right:
        form.password.errors = [WRONG]
        return _sign_in_again(form)
    if person.confirmed_at is None:
        return _confirm_first(person)

    fresh_hash = ""
    if needs_rehash(person.password_hash):
        fresh_hash = hash_password(form.password.data or "")
    with writing():
        person = db.session.get_one(Person, person.id)
        person.password_hash = fresh_hash or person.password_hash
        sign_in(person, remember=form.remember.data)
    if again := carried(request.form.get("carried", "")):
        return render_template("account/again.html", url=again.url, kept=again.kept)
    return go(local(request.args.get("next")) or url_for("home.desk"))


@bp.post("/sign-out", endpoint="sign_out")
def leave() -> ResponseReturnValue:
    if current_user.is_authenticated:
        with writing():
            end_here()
    return go(url_for("home.desk"))


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
    return _private(page("account/reset.html", form=NewPasswordForm(), token=token))


@bp.post("/reset/<token>")
@limiter.limit("25/5 minutes")
def reset_now(token: str) -> ResponseReturnValue:
    form = NewPasswordForm()
    Link.with_token(Purpose.RESET, token)
    if not form.validate_on_submit():
        return _private(page("account/reset.html", form=form, token=token), 422)

    password_hash = hash_password(form.password.data or "")
    with writing():
        person = Link.with_token(Purpose.RESET, token).use()
        person.password_hash = password_hash
        person.confirm()
        end_everywhere(person)
        letters.say_password_changed(person)
    flash("Your password is changed, and other devices are signed out.")
    return go(url_for("account.sign_in"))


def ask_to_sign_in() -> ResponseReturnValue:
    """To a stranger before a members' page: sign in first, and what was being sent comes along."""
    here = url_for("account.sign_in", next=_page_at_hand())
    if request.htmx:
        return into_notice(render_template("account/_ended.html", url=here), 401)
    if request.method == "GET":
        return go(here)
    typed = seal(request.full_path.rstrip("?"), kept())
    return page("account/sign_in.html", form=SignInForm(formdata=None), carried=typed), 401


def _page_at_hand() -> str | None:
    """The page to come back to; for what a page sent or fetched, that page."""
    if request.method == "GET" and not request.htmx:
        return request.full_path.rstrip("?")
    parts = urlsplit(request.htmx.current_url or request.referrer or "")
    return local(f"{parts.path}?{parts.query}".rstrip("?"))


def _sign_in_again(form: SignInForm) -> ResponseReturnValue:
    typed = request.form.get("carried", "")
    return page("account/sign_in.html", form=form, carried=typed), 422


def _confirm_first(person: Person) -> ResponseReturnValue:
    with writing():
        letters.send_confirmation(db.session.get_one(Person, person.id))
    return page("account/sent.html", what="confirm_first")


def _private(markup: str, status: int = 200) -> ResponseReturnValue:
    """A page whose address holds a token tells nobody where it came from."""
    return markup, status, {"Referrer-Policy": "no-referrer"}


login.unauthorized_handler(ask_to_sign_in)

"""Signing in and out; what somebody was sending when their sign-in had ended comes along."""

from urllib.parse import urlsplit

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from htmx_flask import request

from forum.account import letters
from forum.account.carry import carried, seal
from forum.account.door import bp
from forum.account.ending import end_here
from forum.account.forms import SignInForm
from forum.account.passwords import hash_password, needs_rehash
from forum.account.proving import proves
from forum.core.addresses import local
from forum.core.db import db, writing
from forum.core.faults import kept, stale
from forum.core.limits import limiter
from forum.core.web import go, into_notice, page
from forum.people.look import keep_look
from forum.people.models import Person
from forum.people.session import login, me, sign_in, visitor

WRONG = "That user name or email and password don’t go together. Check both and try again."


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
    if not proves(person, form.password.data or "") or person is None:
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
        person.failed_sign_ins = 0
        sign_in(person, remember=form.remember.data)
        keep_look(person.theme)
    if again := carried(request.form.get("carried", "")):
        return render_template("account/again.html", url=again.url, kept=again.kept)
    return go(local(request.args.get("next")) or url_for("home.desk"))


@bp.post("/sign-out", endpoint="sign_out")
def leave() -> ResponseReturnValue:
    if current_user.is_authenticated:
        keep_look(me().theme)
        with writing():
            end_here()
    return go(url_for("home.desk"))


def ask_to_sign_in() -> ResponseReturnValue:
    """To a stranger before a members' page: sign in first, and what was being sent comes along."""
    here = url_for("account.sign_in", next=_page_at_hand())
    if request.htmx:
        return into_notice(render_template("account/_ended.html", url=here), 401)
    if request.method == "GET":
        return go(here)
    typed = seal(request.full_path.rstrip("?"), kept())
    return page("account/sign_in.html", form=SignInForm(formdata=None), carried=typed), 401


@bp.app_errorhandler(CSRFError)
def without_a_token(error: CSRFError) -> ResponseReturnValue:
    """Whoever has signed out in another window has no token either: they are asked to sign in."""
    if visitor() is None and request.blueprint != bp.name:
        return ask_to_sign_in()
    return stale(error)


def _page_at_hand() -> str | None:
    """The page to come back to; for what a page sent or fetched, that page."""
    if request.method == "GET" and not request.htmx:
        return str(request.full_path).rstrip("?")
    parts = urlsplit(request.htmx.current_url or request.referrer or "")
    return local(f"{parts.path}?{parts.query}".rstrip("?"))


def _sign_in_again(form: SignInForm) -> ResponseReturnValue:
    typed = request.form.get("carried", "")
    return page("account/sign_in.html", form=form, carried=typed), 422


def _confirm_first(person: Person) -> ResponseReturnValue:
    with writing():
        letters.send_confirmation(db.session.get_one(Person, person.id))
    return page("account/sent.html", what="confirm_first")


login.unauthorized_handler(ask_to_sign_in)

"""The letters of the door; each goes to the outbox within the transaction that caused it."""

from flask import current_app, render_template, url_for

from forum.account.models import Link, Purpose
from forum.notifications.models import Letter
from forum.people.models import Person


def send_confirmation(person: Person) -> None:
    token = Link.to(Purpose.CONFIRM, person)
    _write("confirm", "Confirm your address", person, url_for("account.confirm", token=token))


def send_reset(person: Person) -> None:
    token = Link.to(Purpose.RESET, person)
    _write("reset", "A new password", person, url_for("account.reset", token=token))


def say_already_here(person: Person) -> None:
    """To whoever joins with an address that has an account: the page does not tell, this does."""
    _write("already_here", "You already have an account", person, url_for("account.forgot"))


def say_password_changed(person: Person) -> None:
    _write("password_changed", "Your password was changed", person, url_for("account.forgot"))


def say_sign_in_stopped(person: Person) -> None:
    _write("sign_in_stopped", "Your password opens nothing now", person, url_for("account.forgot"))


def send_new_address(person: Person, email: str) -> None:
    """To the address that `person` wants, which may be somebody's: only this letter tells."""
    if owner := Person.with_email(email):
        path = url_for("account.forgot")
        _write("address_in_use", "You already have an account", owner, path)
    else:
        path = url_for("account.new_address", token=Link.to(Purpose.EMAIL, person))
        _write("new_address", "Confirm your new address", person, path, to=email)


def say_address_changing(person: Person) -> None:
    """To the address so far, with a way to keep it."""
    path = url_for("account.keep_address", token=Link.to(Purpose.KEEP, person))
    _write("address_changing", "Your address on Weft is being changed", person, path)


def _write(kind: str, subject: str, person: Person, path: str, *, to: str = "") -> None:
    link = current_app.extensions["settings"].base_url.rstrip("/") + path
    body = render_template(f"letters/{kind}.txt", person=person, link=link)
    Letter.write(to=to or person.email, subject=subject, body=body)

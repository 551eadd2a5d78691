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


def _write(kind: str, subject: str, person: Person, path: str) -> None:
    link = current_app.extensions["settings"].base_url.rstrip("/") + path
    body = render_template(f"letters/{kind}.txt", person=person, link=link)
    Letter.write(to=person.email, subject=subject, body=body)

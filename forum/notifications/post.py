"""The way out for letters: an SMTP server through Flask-Mail, or files where there is none."""

import time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate
from pathlib import Path
from smtplib import SMTPRecipientsRefused
from urllib.parse import unquote, urlsplit

from flask import Flask, current_app
from flask_mail import Mail, Message

from forum.core.config import Settings
from forum.core.db import db, writing
from forum.core.jobs import EVERY_MINUTE, job, stopping
from forum.core.logs import fault
from forum.notifications.models import Letter

PATIENCE = 20
"""Seconds that a mail server may take over each step before the letter waits for another try."""

LINES = SMTP.clone(max_line_length=998)
"""Headers in one line each, as RFC 5322 allows: an address that is folded leads nowhere."""

mail = Mail()


class _Sent(Message):
    def as_bytes(self) -> bytes:
        return self._message().as_bytes(policy=LINES)


def init_app(app: Flask) -> None:
    settings: Settings = app.extensions["settings"]
    server = urlsplit(settings.mail_url)
    app.config.update(
        MAIL_SERVER=server.hostname or "",
        MAIL_PORT=server.port or (465 if server.scheme == "smtps" else 25),
        MAIL_USE_SSL=server.scheme == "smtps",
        MAIL_USE_TLS=server.scheme == "smtp" and bool(server.username),
        MAIL_USERNAME=unquote(server.username or "") or None,
        MAIL_PASSWORD=unquote(server.password or "") or None,
        MAIL_DEFAULT_SENDER=settings.mail_from,
    )
    mail.init_app(app)


@job(EVERY_MINUTE)
def deliver() -> int:
    """Send every letter that is due, each at least once; how many went out."""
    sent = 0
    while not stopping.is_set() and (letter := _next()):
        try:
            _send(letter)
        except Exception as refused:  # noqa: BLE001 - whatever it is, the next letter goes out
            fault("letter", letter=letter.id, tries=letter.tries)
            with writing():
                db.session.merge(letter).failed(_named(refused))
        else:
            with writing():
                db.session.merge(letter).was_sent()
            sent += 1
    return sent


def mailbox() -> Path:
    """The folder where letters lie when there is no mail server."""
    settings: Settings = current_app.extensions["settings"]
    folder = settings.data_dir / "mail"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _next() -> Letter | None:
    if not Letter.is_any_due():
        return None
    with writing():
        letter = Letter.claim()
        if letter:
            db.session.expunge(letter)
    return letter


def _send(letter: Letter) -> None:
    settings: Settings = current_app.extensions["settings"]
    if settings.mail_url:
        message = _Sent(
            letter.subject,
            recipients=[letter.recipient],
            body=letter.body,
            date=letter.written_at.timestamp(),
            extra_headers=_way_out(letter),
        )
        message.msgId = letter.message_id
        mail.send(message)
    else:
        _keep(letter, settings)


def _way_out(letter: Letter) -> dict[str, str]:
    """What lets a mail program turn such letters off by one click (RFC 8058)."""
    if not letter.unsubscribe_url:
        return {}
    return {
        "List-Unsubscribe": f"<{letter.unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _named(refused: Exception) -> str:
    """What went wrong, with the server's number where it gave one: never its words, which quote."""
    code = getattr(refused, "smtp_code", None)
    if isinstance(refused, SMTPRecipientsRefused):
        code = next((code for code, _ in refused.recipients.values()), None)
    return f"{type(refused).__name__} {code or ''}".strip()


def _keep(letter: Letter, settings: Settings) -> None:
    message = EmailMessage(LINES.clone(linesep="\n"))
    message["From"] = settings.mail_from
    message["To"] = letter.recipient
    message["Subject"] = letter.subject
    message["Date"] = formatdate(letter.written_at.timestamp())
    message["Message-ID"] = letter.message_id
    for name, value in _way_out(letter).items():
        message[name] = value
    message.set_content(letter.body)
    path = mailbox() / f"{int(time.time())}-{letter.id:06}.eml"
    part = path.with_suffix(".part")
    part.write_bytes(message.as_bytes())
    part.rename(path)

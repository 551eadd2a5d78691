"""Sent twice, done once: a form's key and the address that its first sending led to."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from flask import request
from flask import session as cookie
from sqlalchemy import UniqueConstraint, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.clock import now
from forum.core.db import Model, db, writing
from forum.core.errors import AlreadyDone
from forum.core.forms import Form
from forum.core.rows import columns, loaded

REMEMBERED = timedelta(days=2)
"""How long a sending is remembered: longer than a browser keeps a page to send again."""


class Submission(Model):
    """A form that was sent; `url` is where its answer led."""

    __tablename__ = "submissions"
    __table_args__ = (UniqueConstraint("who", "endpoint", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    who: Mapped[str]
    endpoint: Mapped[str]
    key: Mapped[str]
    url: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=now, index=True)


@contextmanager
def once(form: Form) -> Iterator[Submission]:
    """Write what this form asks for, unless it was done before; set `.url` to where it leads.

    Raises AlreadyDone with the first answer's address when the same form comes again.
    """
    with writing():
        first = _FIRST[db.engine.dialect.name]
        row = db.session.connection().execute(first, _said(form)).first()
        if row is None:
            raise AlreadyDone(_led_to(form) or "")
        yield loaded(Submission, row)


def not_again(form: Form) -> None:
    """Raises AlreadyDone where this form was sent before, and done.

    For a form that its own first sending makes invalid: who joins takes the name that it asks for.
    """
    if url := _led_to(form):
        raise AlreadyDone(url)


def is_done(key: str) -> bool:
    """Whether the form with this key was sent already, by this sign-in."""
    said = select(Submission.id).filter_by(who=_who(), key=key[:64])
    return db.session.execute(said.limit(1)).first() is not None


def forget_old_submissions() -> None:
    """Forget what was sent longer ago than REMEMBERED."""
    db.session.execute(delete(Submission).where(Submission.at < now() - REMEMBERED))


_FIRST = {  # whoever comes second waits for the first, and leaves nothing
    "sqlite": sqlite.insert(Submission).on_conflict_do_nothing().returning(*columns(Submission)),
    "postgresql": postgresql.insert(Submission)
    .on_conflict_do_nothing()
    .returning(*columns(Submission)),
}


def _led_to(form: Form) -> str | None:
    return db.session.scalar(select(Submission.url).filter_by(**_said(form)))


def _said(form: Form) -> dict[str, str]:
    key = (form.once.data or "")[:64]
    return {"who": _who(), "endpoint": request.endpoint or "", "key": key}


def _who() -> str:
    return hashlib.sha256(str(cookie.get("_user_id", "")).encode()).hexdigest()[:32]

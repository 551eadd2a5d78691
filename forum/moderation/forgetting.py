"""What moderation forgets: words about a thing, half a year after it was decided."""

from datetime import timedelta

from sqlalchemy import ColumnElement, select, update

from forum.core.clock import now
from forum.core.db import db
from forum.moderation.models import Matter, Report

KEPT_FOR = timedelta(days=183)
"""As long as terms that were refused are kept: by then nobody comes back to it."""


def forget_words_about_matters() -> None:
    """Notes of reports and suggested wordings, which may say what nobody should; the log stays."""
    forget_words_of(Matter.decided_at < now() - KEPT_FOR)


def forget_words_of(which: ColumnElement[bool]) -> None:
    """The same of the matters that are `which`, at once."""
    matters = update(Matter).where(which, Matter.rewording != "").values(rewording="")
    notes = update(Report).where(Report.matter_id.in_(select(Matter.id).where(which)))
    for forgotten in (matters, notes.where(Report.note != "").values(note="")):
        db.session.execute(forgotten.execution_options(synchronize_session=False))

"""What moderation forgets: words about a thing, half a year after it was decided."""

from datetime import timedelta

from sqlalchemy import select, update

from forum.core.clock import now
from forum.core.db import db
from forum.moderation.models import Matter, Report

KEPT_FOR = timedelta(days=183)
"""As long as terms that were refused are kept: by then nobody comes back to it."""


def forget_words_about_matters() -> None:
    """Notes of reports and suggested wordings, which may say what nobody should; the log stays."""
    old = Matter.decided_at < now() - KEPT_FOR
    matters = update(Matter).where(old, Matter.rewording != "").values(rewording="")
    notes = update(Report).where(Report.matter_id.in_(select(Matter.id).where(old)))
    for forgotten in (matters, notes.where(Report.note != "").values(note="")):
        db.session.execute(forgotten.execution_options(synchronize_session=False))

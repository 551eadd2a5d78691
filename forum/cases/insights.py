"""An insight: what a case taught, short and general, left to colleagues when the case is sealed."""

from datetime import datetime
from typing import NamedTuple, Self

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.clock import now
from forum.core.db import Model

TITLE, BODY = 90, 400
"""Characters: what one would say to a colleague in the corridor."""


class Lesson(NamedTuple):
    """What one learned; `is_for_all` where others may find it, also once the case is sealed."""

    title: str
    body: str
    is_for_all: bool


class Insight(Model):
    """Plain words. `approved_at` is when its author said that others may find it."""

    __tablename__ = "insights"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), unique=True)
    title: Mapped[str]
    body: Mapped[str]
    approved_at: Mapped[datetime | None]

    @classmethod
    def kept(cls, before: Self | None, lesson: Lesson | None) -> Self | None:
        """What stands once `lesson` is told, where `before` stood."""
        if lesson is None:
            return None
        insight = before or cls()
        insight.title, insight.body = lesson.title, lesson.body
        if not lesson.is_for_all:
            insight.approved_at = None
        else:
            insight.approved_at = insight.approved_at or now()
        return insight

"""What the demo tells, as the pillars' demo.toml have it; how old the news of it is."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import update

from forum.core.clock import now
from forum.core.db import db
from forum.notifications.notices import Notice

Said = dict[str, Any]
"""A table of a demo.toml."""

OLD = timedelta(days=2)
_forum = Path(__file__).parents[1]


def read(pillar: str) -> Said:
    return tomllib.loads((_forum / pillar / "demo.toml").read_text(encoding="utf-8"))


def ago(hours: float) -> datetime:
    return now() - timedelta(hours=hours)


def aged(topic: str, at: datetime, *, number: int = 0) -> None:
    """Notices are as old as what they tell of; none becomes a letter, and older ones are read."""
    news = update(Notice).where(Notice.about == topic, Notice.number == number)
    read_at = at if now() - at > OLD else None
    db.session.execute(news.values(left_at=at, mailed_at=at, read_at=read_at))

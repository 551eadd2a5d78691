"""Times as people say them, in the reader's own zone."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask import Flask, g
from flask_babel import Babel, format_date, format_datetime

from forum.core.clock import now

babel = Babel()


def init_app(app: Flask) -> None:
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "en_GB")
    babel.init_app(app, timezone_selector=reader_zone)
    app.add_template_filter(when)
    app.add_template_filter(day)
    app.add_template_filter(dated)
    app.add_template_filter(last_day)
    app.add_template_filter(moment)
    app.add_template_filter(clock)
    app.add_template_filter(since)
    app.add_template_filter(on_day)
    app.add_template_global(greeting)


def read_in(zone: str) -> None:
    """From here on this request's reader is in `zone` (an IANA name; an unknown one means UTC)."""
    g.zone = zone


def reader_zone() -> str:
    return str(g.get("zone", "UTC"))


def when(at: datetime) -> str:
    """How long ago, as one says it: “5 hours ago”, “yesterday”, “3 days ago”, “18 November”."""
    here = now()
    passed = here - at
    minutes = int(passed.total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} minute{'s' if minutes > 1 else ''} ago"
    local = _zone()
    days = (here.astimezone(local).date() - at.astimezone(local).date()).days
    if days == 0 or passed < timedelta(hours=6):
        hours = minutes // 60
        return f"{hours} hour{'s' if hours > 1 else ''} ago"
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days < 14 else day(at)


def day(at: datetime) -> str:
    """“18 November”, and with its year once that has passed."""
    here = at.astimezone(_zone()).date()
    same_year = here.year == now().astimezone(_zone()).year
    return _written(here, "d MMMM" if same_year else "d MMMM y")


def dated(on: date) -> str:
    """“18 November 2026”, of a moment as well, in the reader’s zone."""
    there = on.astimezone(_zone()).date() if isinstance(on, datetime) else on
    return _written(there, "d MMMM y")


def last_day(end: datetime) -> date:
    """The day up to and with which something holds that ends at `end`, in UTC for everyone."""
    return (end - timedelta.resolution).astimezone(UTC).date()


def clock(at: datetime) -> str:
    """By the reader's own clock: “10:42”, and with its day once that has passed."""
    there = at.astimezone(_zone())
    today = there.date() == now().astimezone(_zone()).date()
    return f"{there:%H:%M}" if today else f"{day(at)}, {there:%H:%M}"


def since(at: datetime) -> str:
    """When a stretch up to now began: “10:42”, “yesterday”, “Tuesday”, “18 November”."""
    there = at.astimezone(_zone()).date()
    days = (now().astimezone(_zone()).date() - there).days
    if days < 1:
        return clock(at)
    if days == 1:
        return "yesterday"
    return _written(there, "EEEE") if days < 7 else day(at)


def on_day(on: date) -> str:
    """A day near by as one says it: “today”, “tomorrow”, “Friday”, “18 November”."""
    days = (on - now().astimezone(_zone()).date()).days
    if -1 <= days <= 1:
        return ("yesterday", "today", "tomorrow")[days + 1]
    if 1 < days < 7:
        return _written(on, "EEEE")
    return _written(on, "d MMMM" if abs(days) < 180 else "d MMMM y")


@lru_cache(1_000)
def _written(on: date, pattern: str) -> str:
    return str(format_date(on, pattern))


def greeting() -> str:
    """By the reader's own clock: “Good morning”."""
    hour = now().astimezone(_zone()).hour
    return f"Good {'morning' if 5 <= hour < 12 else 'afternoon' if 12 <= hour < 18 else 'evening'}"


def moment(at: datetime) -> str:
    """“18 November 2026, 10:42”."""
    return str(format_datetime(at, "d MMMM y, HH:mm"))


def zone(name: str) -> ZoneInfo:
    """The zone of this IANA name; an unknown one means UTC."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _zone() -> ZoneInfo:
    return zone(reader_zone())

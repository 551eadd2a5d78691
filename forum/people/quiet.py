"""Quiet hours: when no letters of news go to somebody, and they don’t appear as being here."""

from forum.core.clock import now
from forum.core.dates import zone


def is_quiet(begins: int, ends: int, zone_name: str) -> bool:
    """Whether it is between these hours (0 to 23) now, by the clock of that zone.

    They may go over midnight; none are quiet where both are the same. An hour that comes twice when
    clocks change is quiet twice.
    """
    hour = now().astimezone(zone(zone_name)).hour
    if begins <= ends:
        return begins <= hour < ends
    return hour >= begins or hour < ends

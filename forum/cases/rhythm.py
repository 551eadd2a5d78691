"""When a circle meets: a rhythm of days and an hour, counted in the circle's own time zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import takewhile

from forum.core.dates import zone

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
WHICH = ("first", "second", "third", "fourth", "last")
LAST = 5
"""Not every month has a fifth Tuesday, but each has a last one."""


class Rhythm(StrEnum):
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"

    @property
    def label(self) -> str:
        return {
            Rhythm.WEEKLY: "Every week",
            Rhythm.FORTNIGHTLY: "Every other week",
            Rhythm.MONTHLY: "Once a month",
        }[self]


@dataclass(frozen=True)
class Times:
    """Meetings from the day `first_on` on, at `hour` (0 to 23) by the clocks of `zone_name`.

    The first day says which weekday it is, which of two weeks, and which week of the month: the
    second Tuesday, say. From the 29th on it is the last one.
    """

    rhythm: Rhythm
    first_on: date
    hour: int
    zone_name: str

    @property
    def days(self) -> str:
        """“Every Tuesday”, “Every other Tuesday”, “The second Tuesday of each month”."""
        weekday = DAYS[self.first_on.weekday()]
        return {
            Rhythm.WEEKLY: f"Every {weekday}",
            Rhythm.FORTNIGHTLY: f"Every other {weekday}",
            Rhythm.MONTHLY: f"The {WHICH[self._which - 1]} {weekday} of each month",
        }[self.rhythm]

    @property
    def where(self) -> str:
        """Whose clocks count: “Lisbon time”, “UTC”."""
        city = self.zone_name.rpartition("/")[2].replace("_", " ")
        return city if city == "UTC" else f"{city} time"

    def after(self, moment: datetime) -> datetime:
        """The first meeting later than `moment`, in UTC."""
        return next(at for at in map(self._at, self._dates()) if at > moment)

    def latest(self, moment: datetime) -> datetime | None:
        """The last meeting at `moment` or before, in UTC; None where there was none yet."""
        past = takewhile(lambda at: at <= moment, map(self._at, self._dates()))
        return max(past, default=None)

    def _at(self, day: date) -> datetime:
        """An hour that a change of clocks leaves out counts as the moment of the change; of one
        that comes twice the first counts.
        """
        return datetime.combine(day, time(self.hour), zone(self.zone_name)).astimezone(UTC)

    def _dates(self) -> Iterator[date]:
        """The days of the meetings by local calendars, without an end."""
        if self.rhythm is Rhythm.MONTHLY:
            yield from self._monthly()
        day, weeks = self.first_on, 1 if self.rhythm is Rhythm.WEEKLY else 2
        while True:
            yield day
            day += timedelta(weeks=weeks)

    def _monthly(self) -> Iterator[date]:
        month = self.first_on.replace(day=1)
        while True:
            following = (month + timedelta(days=31)).replace(day=1)
            yield self._in(month, following)
            month = following

    def _in(self, month: date, following: date) -> date:
        """That weekday of `month`: its first, second, third, fourth or last."""
        to_first = (self.first_on.weekday() - month.weekday()) % 7
        day = month + timedelta(days=to_first, weeks=self._which - 1)
        return day if day < following else day - timedelta(weeks=1)

    @property
    def _which(self) -> int:
        return min((self.first_on.day - 1) // 7 + 1, LAST)

"""The day on which an author is asked how it went."""

from datetime import date, datetime, time, timedelta
from typing import Any

from wtforms import DateField
from wtforms.validators import StopValidation

from forum.cases.outcome import ASKED_AFTER
from forum.cases.sealing import LASTS
from forum.core.clock import now
from forum.core.dates import reader_zone, zone

MORNING = time(9)


class Later(DateField):
    """A day from tomorrow to LASTS, in its reader's zone; of no account unless `remind` is set."""

    @staticmethod
    def usual() -> date:
        return today() + ASKED_AFTER

    def pre_validate(self, form: Any) -> None:
        if not form.remind.data:
            self.errors = []
            raise StopValidation
        if self.data is None or not timedelta(0) < self.data - today() <= LASTS:
            self.errors = []
            raise StopValidation(
                f"Choose a day from tomorrow on, within the next {LASTS.days} days."
            )

    @property
    def moment(self) -> datetime | None:
        """The morning of that day, where its reader is."""
        if self.data is None:
            return None
        return datetime.combine(self.data, MORNING, zone(reader_zone()))

    def earliest(self) -> str:
        return (today() + timedelta(days=1)).isoformat()

    def latest(self) -> str:
        return (today() + LASTS).isoformat()


def today() -> date:
    """Today, where the reader is."""
    return now().astimezone(zone(reader_zone())).date()

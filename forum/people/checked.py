"""The check of a registration as it stands with a person: since when and until when it holds."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import Mapped

from forum.core.clock import now


class Checked:
    """The part of a person that knows whether their registration was checked.

    `verified_at` stays where the check has ended; nobody knows an end where `verified_until` is
    None. Moderators count as checked, whatever stands here.
    """

    verified_at: Mapped[datetime | None]
    verified_until: Mapped[datetime | None]

    if TYPE_CHECKING:

        @property
        def is_moderator(self) -> bool: ...
        @classmethod
        def are_moderators(cls) -> ColumnElement[bool]: ...

    @property
    def is_verified(self) -> bool:
        """Whether their registration was checked, and that check still holds."""
        holds = self.verified_until is None or self.verified_until > now()
        return (self.verified_at is not None and holds) or self.is_moderator

    @classmethod
    def are_verified(cls) -> ColumnElement[bool]:
        """As `is_verified`, of the people of a statement."""
        holds = or_(cls.verified_until.is_(None), cls.verified_until > now())
        checked = and_(cls.verified_at.is_not(None), holds)
        return or_(checked, cls.are_moderators())

    def take_check(self, *, until: datetime | None) -> None:
        """Their registration was found in its register; it holds until then, if that is known."""
        self.verified_at, self.verified_until = now(), until

    def end_check(self, at: datetime) -> None:
        """It was not found as it stands now: what was checked before holds until then."""
        self.verified_until = at

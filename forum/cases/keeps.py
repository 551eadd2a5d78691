"""What a member keeps: a bookmark on an outcome, private but for the number of them."""

from typing import TYPE_CHECKING

from sqlalchemy import Column, ColumnElement, ForeignKey, Table, delete, exists, update
from sqlalchemy.orm import Mapped

from forum.cases.outcome import Outcome
from forum.core.db import Model, db
from forum.core.errors import Refused
from forum.people.models import Person
from forum.talk.models import Talk

keeps = Table(
    "case_keeps",
    Model.metadata,
    Column("case_id", ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class NothingToKeep(Refused):
    def __init__(self) -> None:
        super().__init__("Nobody has told yet how this turned out. You can follow it until then.")


class Kept:
    """The part of a case that its readers may keep."""

    if TYPE_CHECKING:
        id: Mapped[int]
        talk: Mapped[Talk]
        outcome: Mapped[Outcome | None]

        def is_not_sealed(self) -> None: ...

    @classmethod
    def is_kept_by(cls, person: ColumnElement[int]) -> ColumnElement[bool]:
        """Whoever has this id keeps it."""
        return exists().where(keeps.c.case_id == cls.id, keeps.c.person_id == person)

    def keep(self, *, by: Person, yes: bool) -> None:
        """Keep its outcome, or don't any more. Twice changes nothing."""
        self.talk.wait_in_line()
        self.is_not_sealed()
        if self.outcome is None:
            raise NothingToKeep
        row = {"case_id": self.id, "person_id": by.id}
        had = db.session.execute(keeps.select().filter_by(**row)).first() is not None
        if had is yes:
            return
        if yes:
            db.session.execute(keeps.insert().values(row))
        else:
            db.session.execute(delete(keeps).filter_by(**row))
        counted = update(Outcome).where(Outcome.case_id == self.id)
        db.session.execute(counted.values(kept=Outcome.kept + (1 if yes else -1)))

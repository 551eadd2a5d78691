"""The lenses of a case: which disciplines were asked for their view, and how many answered."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.cases.course import CaseIsSettled
from forum.cases.vocabulary import ASKABLE, lens_of
from forum.core.clock import now
from forum.core.db import Model, db, only
from forum.core.errors import NotAllowed, Refused
from forum.core.jobs import wake
from forum.people.models import Person
from forum.people.vocabulary import Discipline
from forum.talk.models import Talk


class CannotBeAsked(Refused):
    def __init__(self, discipline: Discipline) -> None:
        super().__init__(f"“{discipline.chip}” is not a view that one can ask for.")


class Ask(Model):
    """A discipline whose view a case asks for: `asked_of` again, as filters need it.

    `invited_at` is when members of it were asked in turn, or None while that is still to be done.
    """

    __tablename__ = "case_asks"
    __table_args__ = (
        UniqueConstraint("case_id", "discipline"),
        Index("ix_case_asks_discipline", "discipline", "case_id"),
        Index("ix_case_asks_to_do", "id", **only("invited_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    discipline: Mapped[Discipline]
    invited_at: Mapped[datetime | None]


class Lens(NamedTuple):
    """A discipline beside a case: whether it was asked, and how many of its members answered."""

    discipline: Discipline
    is_asked: bool
    answered: int


class Lensed:
    """The part of a case that knows whose view it asks for.

    Nobody had answered at `rescued_at`: `rescuers` colleagues and `stewards` moderators were asked.
    """

    rescued_at: Mapped[datetime | None]
    rescuers: Mapped[int] = mapped_column(default=0)
    stewards: Mapped[int] = mapped_column(default=0)

    if TYPE_CHECKING:
        id: Mapped[int]
        author_id: Mapped[int]
        settled_at: Mapped[datetime | None]
        kept_at: Mapped[datetime | None]
        asked_of: Mapped[list[str]]
        asks: Mapped[list[Ask]]
        heard_from: Mapped[str | None]
        talk: Mapped[Talk]

        def is_not_sealed(self) -> None: ...

    @property
    def asked(self) -> Sequence[Discipline]:
        return [Discipline(one) for one in self.asked_of]

    @property
    def lenses(self) -> list[Lens]:
        """Every discipline that may be asked: those that were, those that answered, the others.

        Whoever withdrew what they said, or had it hidden, has not answered.
        """
        heard = Counter(lens_of(Discipline(one)) for one in (self.heard_from or "").split())
        lenses = [Lens(one, one in self.asked, heard[one]) for one in ASKABLE]
        return sorted(lenses, key=lambda lens: (not lens.is_asked, not lens.answered))

    def ask(self, discipline: Discipline, *, by: Person) -> None:
        """Ask for one more discipline's view: its members hear of it. Asking twice is once."""
        if not self.may_ask(by):
            raise NotAllowed("Whose view helps is for whoever asked to say.")
        if discipline not in ASKABLE:
            raise CannotBeAsked(discipline)
        self.talk.wait_in_line()
        db.session.refresh(self, ["asked_of", "settled_at"])
        self.is_not_sealed()
        if self.settled_at:
            raise CaseIsSettled
        if discipline in self.asked:
            return
        self.asked_of = [*self.asked_of, discipline.value]
        self.asks.append(Ask(discipline=discipline))
        self.kept_at = now()
        self.talk.changed()
        wake("ask_around")

    def may_ask(self, person: Person) -> bool:
        return person.id == self.author_id or person.is_moderator

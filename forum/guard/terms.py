"""Words that the guard takes for a name and that are none: members ask, moderators decide."""

from datetime import datetime, timedelta
from typing import Protocol, Self

from sqlalchemy import ForeignKey, Select, delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.clock import now
from forum.core.db import Model, db
from forum.core.errors import NotAllowed, Refused
from forum.deid import Label, Severity
from forum.deid.check import certain

LONGEST = 60
MOST_OPEN = 20
REFUSED_FOR = timedelta(days=180)
"""How long a refused term is remembered: it may well be somebody's name."""
TAUGHT = (Label.NAME, Label.GEO, Label.FACILITY)
"""What the learned reader alone finds, and may be wrong about; rules are not argued with."""


class Asker(Protocol):
    """A person, as far as the guard needs to know them."""

    @property
    def id(self) -> int: ...
    @property
    def is_moderator(self) -> bool: ...


class CannotBeTaught(Refused):
    def __init__(self) -> None:
        super().__init__(
            f"Only names and places that the check guesses, of up to {LONGEST} characters, "
            "can be taught."
        )


class TooManyAsked(Refused):
    def __init__(self) -> None:
        super().__init__(
            f"{MOST_OPEN} words that you asked about still wait for a moderator. Ask again then."
        )


class SafeTerm(Model):
    """A term as somebody typed it, and what a moderator said. `said_of` is what it was taken for.

    Of the two answers, accepted and refused, the one that stands has its time and who gave it.
    """

    __tablename__ = "safe_terms"

    id: Mapped[int] = mapped_column(primary_key=True)
    term: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)
    said_of: Mapped[Label]
    asked_by: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    accepted_at: Mapped[datetime | None] = mapped_column(index=True)
    accepted_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    refused_at: Mapped[datetime | None]
    refused_by: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))

    @classmethod
    def accepted(cls) -> frozenset[str]:
        """The terms accepted for this site, in small letters, as `deid.check` takes them."""
        words = select(cls.folded).where(cls.accepted_at.is_not(None))
        return frozenset(db.session.scalars(words))

    @classmethod
    def waiting(cls) -> Select[Self]:
        """Those that no moderator has looked at."""
        return select(cls).where(cls.accepted_at.is_(None), cls.refused_at.is_(None))

    @classmethod
    def passed(cls) -> Select[Self]:
        """Those that the guard passes over."""
        return select(cls).where(cls.accepted_at.is_not(None))

    @classmethod
    def left(cls) -> Select[Self]:
        """Those that it goes on finding, as a moderator said."""
        return select(cls).where(cls.refused_at.is_not(None))

    @classmethod
    def known(cls, term: str) -> Self | None:
        """The term in any case, if somebody has asked about it."""
        return db.session.scalars(select(cls).where(cls.folded == term.casefold())).one_or_none()

    @classmethod
    def ask(cls, term: str, said_of: Label, *, by: Asker) -> Self:
        """`by` says that `term` is no name; asked again, by anybody, it is the same one.

        Raises CannotBeTaught where a rule is certain of it or its kind is a rule's, is longer than
        LONGEST or has no letter, and TooManyAsked beyond MOST_OPEN that wait.
        """
        term = " ".join(term.split())
        if not may_be_taught(term, said_of):
            raise CannotBeTaught
        if found := cls.known(term):
            return found
        waiting = cls.waiting().where(cls.asked_by == by.id).with_only_columns(func.count())
        if (db.session.scalar(waiting) or 0) >= MOST_OPEN:
            raise TooManyAsked
        asked = cls(term=term, folded=term.casefold(), said_of=said_of, asked_by=by.id)
        try:
            with db.session.begin_nested():
                db.session.add(asked)
        except IntegrityError:  # somebody else asked at the same moment
            return db.session.scalars(select(cls).filter_by(folded=term.casefold())).one()
        return asked

    @property
    def standing(self) -> str:
        """What became of it, in a sentence for whoever asked."""
        if self.accepted_at:
            return "The check passes over it by now."
        if self.refused_at:
            return "A moderator has looked at it, and the check goes on asking."
        return "Thank you. A moderator will look at it."

    def accept(self, *, by: Asker) -> None:
        """From now on the guard passes it over, on the whole site."""
        moderators_only(by)
        self.accepted_at, self.accepted_by = now(), by.id
        self.refused_at = self.refused_by = None

    def refuse(self, *, by: Asker) -> None:
        """The guard goes on finding it; what was accepted is taken back."""
        moderators_only(by)
        self.refused_at, self.refused_by = now(), by.id
        self.accepted_at = self.accepted_by = None


def forget_refused_terms() -> None:
    """Forget what was refused longer ago than REFUSED_FOR."""
    db.session.execute(delete(SafeTerm).where(SafeTerm.refused_at < now() - REFUSED_FOR))


def may_be_taught(term: str, said_of: Label) -> bool:
    """Whether a member may say that `term`, found as `said_of`, is no name."""
    if said_of not in TAUGHT or not 0 < len(term) <= LONGEST or not any(map(str.isalpha, term)):
        return False
    return not any(finding.severity is Severity.RED for finding in certain(term))


def moderators_only(by: Asker) -> None:
    if not by.is_moderator:
        raise NotAllowed("A moderator decides which words the check is taught.")

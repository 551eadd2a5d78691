"""Drafts: what somebody is typing, kept on the server for every device until it is posted."""

from datetime import datetime, timedelta
from typing import Any, Self

from sqlalchemy import JSON, ForeignKey, Select, UniqueConstraint, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.clock import now
from forum.core.db import Model, db
from forum.core.errors import Refused
from forum.people.models import Person

LONGEST = 40_000
"""Characters of a draft: what a form may hold, and a good deal over it to be cut down."""
KEPT = timedelta(days=180)

Fields = dict[str, list[str]]


class DraftTooLong(Refused):
    status = 413

    def __init__(self) -> None:
        super().__init__(f"A draft holds {LONGEST:,} characters. Shorten it, and it is kept again.")


class SavedElsewhere(Exception):
    """Another tab or device has saved another text here since; `draft` is that one.

    It is None where the draft was posted or emptied there.
    """

    def __init__(self, draft: "Draft | None") -> None:
        super().__init__()
        self.draft = draft


class Draft(Model):
    """One person's draft at one `place` (`case`, `talk-KEY`, `talk-KEY-7`, `outcome-KEY`).

    `fields` are as typed; `version` rises with each saving. `fields` has the key of the form that
    saved it, in `once`: a form never stands in its own way.
    """

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("person_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    place: Mapped[str]
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def at(cls, place: str, person: Person) -> Self | None:
        """What `person` has begun at `place`."""
        return db.session.scalars(cls._of(place, person)).one_or_none()

    @classmethod
    def keep(cls, place: str, typed: Fields, *, by: Person, known: int, once: str) -> Self:
        """Keep what was `typed` over version `known`, in the form with the key `once`.

        Raises SavedElsewhere where another form has saved another text since, or put this draft
        away, and DraftTooLong.
        """
        if sum(len(said) for some in typed.values() for said in some) > LONGEST:
            raise DraftTooLong
        draft = cls._held(place, by)
        if draft is None and known:
            raise SavedElsewhere(None)
        draft = draft or cls._begin(place, by)
        if not draft.is_known(typed, known, once):
            raise SavedElsewhere(draft)
        draft.fields = typed | {"once": [once]}
        draft.version += 1
        draft.saved_at = now()
        db.session.flush()
        return draft

    @classmethod
    def put_away(cls, place: str, typed: Fields, *, by: Person, known: int, once: str) -> None:
        """What was typed is posted or emptied; another text, saved elsewhere, stays."""
        draft = cls._held(place, by)
        if draft is not None and draft.is_known(typed, known, once):
            db.session.delete(draft)
            db.session.flush()

    @property
    def typed(self) -> Fields:
        return {name: said for name, said in self.fields.items() if name != "once"}

    @classmethod
    def _begin(cls, place: str, person: Person) -> Self:
        draft = cls(person_id=person.id, place=place, fields={}, version=0)
        try:
            with db.session.begin_nested():
                db.session.add(draft)
        except IntegrityError:  # another tab began at the same moment
            return db.session.scalars(cls._of(place, person)).one()
        return draft

    @classmethod
    def _of(cls, place: str, person: Person) -> Select[Self]:
        return select(cls).where(cls.person_id == person.id, cls.place == place)

    @classmethod
    def _held(cls, place: str, person: Person) -> Self | None:
        return db.session.scalars(cls._of(place, person).with_for_update()).one_or_none()

    def is_known(self, typed: Fields, known: int, once: str) -> bool:
        same_form = self.fields.get("once") == [once]
        return same_form or self.version == known or self.typed == typed


def forget_old_drafts() -> None:
    """Forget what was last touched longer ago than KEPT."""
    db.session.execute(delete(Draft).where(Draft.saved_at < now() - KEPT))

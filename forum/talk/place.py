"""How far somebody has read a talk."""

from datetime import datetime

from sqlalchemy import ForeignKey, case, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.clock import now
from forum.core.db import Model, db
from forum.people.models import Person


class Place(Model):
    """`seen` is the number of the last message read; `seen_at` when."""

    __tablename__ = "talk_places"

    talk_id: Mapped[int] = mapped_column(
        ForeignKey("talks.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    seen: Mapped[int] = mapped_column(default=0)
    seen_at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def reach(cls, talk_id: int, person: Person, upto: int) -> None:
        """`person` has read the talk up to message `upto`, and never less than before."""
        if cls._move(talk_id, person, upto):
            return
        try:
            with db.session.begin_nested():
                db.session.add(cls(talk_id=talk_id, person_id=person.id, seen=upto))
        except IntegrityError:  # another tab was here first
            cls._move(talk_id, person, upto)

    @classmethod
    def _move(cls, talk_id: int, person: Person, upto: int) -> bool:
        farther = case((cls.seen < upto, upto), else_=cls.seen)
        moved = (
            update(cls)
            .where(cls.talk_id == talk_id, cls.person_id == person.id)
            .values(seen=farther, seen_at=now())
            .returning(cls.seen)
            .execution_options(synchronize_session=False)
        )
        return db.session.execute(moved).first() is not None

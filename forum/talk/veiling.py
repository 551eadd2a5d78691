"""Somebody may be heard in a talk under a name for it alone, from its beginning to its end."""

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import db
from forum.people.models import Person
from forum.people.vocabulary import Discipline
from forum.people.voices import Voice


class Veiling:
    """The part of a talk that knows who is heard in it, and as whom.

    Where `veiled_id` is set, that person is heard as `veil` here, a name for this talk alone, with
    `veil_scope` beside it. Their discipline stays what was said of it then: were it to change
    together with that on a profile, it would show whose it is.
    """

    veiled_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    veil: Mapped[str] = mapped_column(default="")
    veil_scope: Mapped[str] = mapped_column(default="")
    veil_discipline: Mapped[Discipline | None]

    if TYPE_CHECKING:
        key: Mapped[str]

    def veil_as(
        self, name: str, scope: str, *, person: Person, discipline: Discipline | None = None
    ) -> None:
        """From here on `person` is heard as `name`, of whom no more than `scope` is said.

        Their dye is that of `discipline`, where it isn't to be their own.
        """
        self.veiled_id, self.veil, self.veil_scope = person.id, name, scope
        self.veil_discipline = discipline or person.discipline

    @classmethod
    def topics_veiling(cls, person: Person, topics: list[str]) -> set[str]:
        """Those of these topics of talks where `person` is heard under another name."""
        keys = [topic.removeprefix("talk-") for topic in topics]
        theirs = select(cls.key).where(cls.key.in_(keys), cls.veiled_id == person.id)
        return {f"talk-{key}" for key in db.session.scalars(theirs)}

    def veils(self, person: Person) -> bool:
        """Whether `person` is the one who is heard under another name here."""
        return self.veiled_id is not None and self.veiled_id == person.id

    def hides_of(self, person: Person) -> str:
        """The name of `person`, where it is not to be said here; else nothing."""
        return person.name if self.veils(person) else ""

    def heard(self, person_id: int, voice: Voice) -> Voice:
        """How the person with this id is heard here, who is `voice` elsewhere."""
        if person_id != self.veiled_id:
            return voice
        return Voice(self.veil, "", self.veil_discipline or Discipline.OTHER, self.veil_scope)

    def voice_of(self, person: Person) -> Voice:
        """How `person` is heard here."""
        return self.heard(person.id, Voice.of(person))

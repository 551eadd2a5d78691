"""Asking without one’s name: another for one case, drawn by lot, with no more than a role."""

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Mapped

from forum.cases.gate import are_readers
from forum.cases.veil_names import NAMES
from forum.core.db import db
from forum.people.models import Person
from forum.people.vocabulary import Discipline, Setting
from forum.talk.models import Talk

FEWEST = 5
"""Who is one of so many is hidden among them: the least group of k-anonymity as health data are
released with (El Emam and Dankar 2008, “Protecting Privacy Using k-Anonymity”)."""

_ROLES = {
    Discipline.OT: "An OT",
    Discipline.OTA: "An OT assistant",
    Discipline.PT: "A PT",
    Discipline.PTA: "A PT assistant",
    Discipline.SLP: "An SLP",
    Discipline.SLPA: "An SLP assistant",
    Discipline.COUNSELLOR: "A counsellor",
    Discipline.PSYCHOLOGIST: "A psychologist",
    Discipline.SOCIAL_WORKER: "A social worker",
    Discipline.MUSIC_ART_THERAPIST: "A music or art therapist",
    Discipline.EDUCATOR: "An educator",
    Discipline.STUDENT: "A student",
}


class Unnamed:
    """The part of a case that may hide who asked."""

    if TYPE_CHECKING:
        setting: Mapped[Setting | None]
        talk: Mapped[Talk]
        author: Mapped[Person]

    def veil(self, *, with_discipline: bool = True) -> None:
        """Whoever asked is heard here under a name of this case alone, and stays so."""
        if self.talk.veiled_id is None:
            said = self.author.discipline if with_discipline else Discipline.OTHER
            name, scope = _drawn_for(self.author), role(said, self.setting)
            self.talk.veil_as(name, scope, person=self.author, discipline=said)

    def fit_veil(self) -> None:
        """Its author chose another setting before it went out, and so works in that one here."""
        if self.talk.veil_discipline:
            self.talk.veil_scope = role(self.talk.veil_discipline, self.setting)


def role(discipline: Discipline, setting: Setting | None) -> str:
    """All that is said of somebody unnamed: “An OT, community clinic”."""
    said = _ROLES.get(discipline, "A colleague")
    return f"{said}, {setting.label.lower()}" if setting else said


def are_few_like(person: Person) -> bool:
    """Whether fewer than FEWEST readers, `person` among them, share this discipline.

    Then its name beside a setting may be as good as a person's.
    """
    like_them = select(Person.id).where(Person.discipline == person.discipline, are_readers())
    return len(db.session.scalars(like_them.limit(FEWEST)).all()) < FEWEST


def _drawn_for(person: Person) -> str:
    """A name by lot, never made from the person; one that they had before only if all are used."""
    had = set(db.session.scalars(select(Talk.veil).where(Talk.veiled_id == person.id)))
    return secrets.choice(sorted(set(NAMES) - had) or NAMES)

"""Who is heard beside words: a person in values, or a name for one talk that hides one."""

from dataclasses import dataclass

from forum.people.models import Person, Shown
from forum.people.vocabulary import Discipline


@dataclass(frozen=True, slots=True)
class Voice(Shown):
    """`username` leads to the profile, and is empty where nobody is to know who it is."""

    name: str
    username: str
    discipline: Discipline
    scope: str

    @classmethod
    def of(cls, person: Person) -> "Voice":
        return cls(person.name, person.username, person.discipline, person.scope)

    @property
    def is_veiled(self) -> bool:
        return not self.username

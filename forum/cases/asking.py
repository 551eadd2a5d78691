"""What kind of question a case is: of a client or general, for ideas or to be listened to."""

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped

from forum.cases.vocabulary import Help
from forum.core.errors import Refused
from forum.people.models import Person
from forum.people.vocabulary import AgeBand
from forum.talk.vocabulary import LISTENING, Kind

OF_ONES_OWN = tuple(sorted(Kind, key=lambda kind: kind is not Kind.EXPERIENCE))
"""What an author may say in their own case: all of it, beginning with what they live through."""


class OnlyToListen(Refused):
    def __init__(self) -> None:
        super().__init__("Somebody asks to be listened to here. Ideas can wait.")


class Asking:
    """The part of a case that knows what it asks for."""

    if TYPE_CHECKING:
        author_id: Mapped[int]
        age_band: Mapped[AgeBand | None]
        help: Mapped[Help]

    @property
    def is_general(self) -> bool:
        """Whether it is a question about the work, with no client behind it."""
        return self.age_band is None

    @property
    def listens(self) -> bool:
        """Whether its author asks to be listened to, and not for ideas."""
        return self.help is Help.LISTENING

    def takes_from(self, person: Person) -> tuple[Kind, ...]:
        """The kinds of reply that it takes: whoever asks to be listened to asks for no advice."""
        if person.id == self.author_id:
            return OF_ONES_OWN
        return LISTENING if self.listens else tuple(Kind)

    def must_take(self, kind: Kind, person: Person) -> None:
        """Raises OnlyToListen where that is no place for a reply of this kind."""
        if kind not in self.takes_from(person):
            raise OnlyToListen

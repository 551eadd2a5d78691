"""The consultation note: its author's own record of a case, with what they decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from forum.cases.models import Case
from forum.cases.veils import role
from forum.core.clock import now
from forum.core.db import Model, db
from forum.core.errors import Refused
from forum.core.text import to_plain
from forum.people.models import Person
from forum.people.vocabulary import Setting
from forum.talk.models import Message
from forum.talk.vocabulary import Kind

LONGEST = 4_000
OPENING = 280
"""Characters of an idea that say what was weighed."""
AT_MOST = 100


class NotedElsewhere(Refused):
    """Another tab of its author came first; `note` is what stands there."""

    def __init__(self, note: "Note") -> None:
        super().__init__("You changed this note in another tab meanwhile.")
        self.note = note


class Note(Model):
    """What the author of a case decided, for them alone; it outlasts the sealing of the case."""

    __tablename__ = "consultation_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), unique=True)
    decided: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def of(cls, case: Case) -> "Note | None":
        fresh = {"populate_existing": True}
        found = select(cls).where(cls.case_id == case.id)
        return db.session.scalars(found, execution_options=fresh).one_or_none()

    @classmethod
    def save(cls, case: Case, decided: str, *, known: int) -> "Note":
        """Keep what was `decided`, knowing version `known`, 0 where there was none.

        Raises NotedElsewhere where another text was saved since, and changes nothing.
        """
        case.talk.wait_in_line()
        note = cls.of(case)
        if note is None:
            note = cls(case_id=case.id, decided=decided)
            db.session.add(note)
        elif note.decided != decided:
            if note.version != known:
                raise NotedElsewhere(note)
            note.decided, note.version, note.saved_at = decided, known + 1, now()
        db.session.flush()
        return note


@dataclass(frozen=True, slots=True)
class Considered:
    """An idea that was weighed: its kind, by whom as far as they agreed to be named, what came."""

    kind: Kind
    by: str
    opening: str
    is_tried: bool
    made_difference: bool | None


def considered(case: Case) -> list[Considered]:
    """What others said in the case, but for answers; nothing of a sealed one is left."""
    rows: Sequence[tuple[Message, Person]] = db.session.execute(
        select(Message, Person)
        .join(Person, Person.id == Message.author_id)
        .where(
            Message.talk_id == case.talk_id,
            Message.parent_id.is_(None),
            Message.author_id != case.author_id,
            Message.may_be_counted(),
        )
        .order_by(Message.number)
        .limit(AT_MOST)
    ).all()
    return [
        Considered(
            kind=message.kind,
            by=_named(case, person),
            opening=to_plain(message.body_html, OPENING),
            is_tried=message.tried_at is not None,
            made_difference=message.made_difference,
        )
        for message, person in rows
    ]


def _named(case: Case, person: Person) -> str:
    """By name where they agreed and are known here, else by what they are and where they work."""
    voice = case.talk.voice_of(person)
    if person.named_in_notes and not voice.is_veiled:
        return f"{person.name}, {person.credentials}" if person.credentials else person.name
    settings = [Setting(one) for one in person.settings]
    unnamed = role(person.discipline, settings[0] if settings else None)
    return unnamed[0].lower() + unnamed[1:]

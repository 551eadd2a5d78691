"""Messages as moderators look at them: under the voice that they were said in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from markupsafe import escape
from sqlalchemy import select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from forum.core.db import db
from forum.moderation.models import Place
from forum.moderation.reportable import Part, Reportable, register
from forum.people.models import Person
from forum.people.voices import Voice
from forum.talk.models import Message, Talk


@dataclass(frozen=True)
class ReportedMessage:
    message: Message

    what = "reply"
    held_at = None

    @property
    def title(self) -> str:
        return f"{self.message.kind.label} by {self.voice.name}"

    @property
    def author_id(self) -> int:
        return self.message.author_id

    @property
    def voice(self) -> Voice:
        return self.message.talk.voice_of(self.message.author)

    @property
    def parts(self) -> Sequence[Part]:
        said = [Part("", self.message.body)]
        if url := self.message.evidence_url:
            said.append(Part("Evidence", escape(url)))
        return said

    @property
    def wording(self) -> str:
        return self.message.body_md

    @property
    def address(self) -> str:
        return self._at("talk.permalink")

    @property
    def mending(self) -> str:
        return self._at("talk.words.edit")

    @property
    def hidden_at(self) -> datetime | None:
        return self.message.hidden_at

    def wait_in_line(self) -> None:
        self.message.talk.wait_in_line()

    def hide(self) -> None:
        self.message.hide()

    def restore(self) -> None:
        self.message.restore()

    def release(self) -> None:
        self.message.restore()

    def _at(self, endpoint: str) -> str:
        return url_for(endpoint, key=self.message.talk.key, number=self.message.number)


def messages_at(places: Sequence[Place], _: Person | None = None) -> dict[Place, Reportable]:
    """Of these places, those that are messages of a talk and still stand."""
    wanted = [(about.removeprefix("talk-"), number) for about, number in places if number]
    if not wanted:
        return {}
    found = db.session.scalars(
        select(Message)
        .join(Message.talk)
        .where(tuple_(Talk.key, Message.number).in_(wanted), Message.withdrawn_at.is_(None))
        .options(selectinload(Message.talk), joinedload(Message.author))
    )
    return {(said.talk.topic, said.number): ReportedMessage(said) for said in found}


register(messages_at)

"""What is hidden of a talk: one message, and the words of it that others have quoted."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.clock import now
from forum.core.db import db
from forum.moderation.matters import alert
from forum.moderation.vocabulary import Reason
from forum.notifications.notices import Notice, is_read
from forum.talk.versions import Version

if TYPE_CHECKING:
    from forum.talk.models import Talk

LEAST = 12
"""Characters of a quoted line that make it somebody's words, and not just “Yes, that.”"""


class Hideable:
    """The part of a message that moderators may keep from sight.

    `hidden_with` is the number of the message whose words it quotes, where that was hidden first.
    """

    if TYPE_CHECKING:
        id: Mapped[int]
        talk_id: Mapped[int]
        number: Mapped[int]
        author_id: Mapped[int]
        body_md: Mapped[str]
        changed_in: Mapped[int]
        withdrawn_at: Mapped[datetime | None]
        talk: Mapped[Talk]

    hidden_at: Mapped[datetime | None] = mapped_column()
    hidden_with: Mapped[int | None] = mapped_column()

    @classmethod
    def may_be_counted(cls) -> ColumnElement[bool]:
        """It stands, for everybody to read."""
        return and_(cls.withdrawn_at.is_(None), cls.hidden_at.is_(None))

    def hide(self, *, because_of: int | None = None) -> None:
        """Out of the sight of all but its author and moderators, with what quotes it."""
        self.talk.wait_in_line()
        db.session.refresh(self)
        if self.hidden_at or self.withdrawn_at:
            return
        self.hidden_at, self.hidden_with = now(), because_of
        self.changed_in = self.talk.recount(-1, author=self.author_id)
        others = Notice.person_id != self.author_id
        is_read(self.talk.topic, others, Notice.number == self.number)
        db.session.flush()
        for other in self._quoted_in():
            other.hide(because_of=self.number)

    def restore(self) -> None:
        """Everybody reads it again, and what was hidden with it."""
        self.talk.wait_in_line()
        db.session.refresh(self)
        if self.hidden_at is None:
            return
        self.hidden_at = self.hidden_with = None
        if self.withdrawn_at:
            self.changed_in = self.talk.changed()
        else:
            self.changed_in = self.talk.recount(1, author=self.author_id)
        db.session.flush()
        for other in self._hidden_with_it():
            other.restore()

    def look_again(self) -> None:
        """Its author said it otherwise: what it said before is forgotten, and moderators look."""
        blank = update(Version).where(Version.message_id == self.id)
        db.session.execute(blank.values(body_md="", body_html=""))
        alert(about=self.talk.topic, number=self.number, why=Reason.SAID_AGAIN)

    def _quoted_in(self) -> list[Self]:
        """Later messages of others with a line of this one, or of an earlier wording, in them."""
        earlier = select(Version.body_md).where(Version.message_id == self.id)
        said = " ".join(" ".join([self.body_md, *db.session.scalars(earlier)]).split())
        kind = type(self)
        later = select(kind).where(
            kind.talk_id == self.talk_id,
            kind.number > self.number,
            kind.hidden_at.is_(None),
            kind.body_md.contains("> "),
        )
        return [other for other in db.session.scalars(later) if _quotes(other.body_md, said)]

    def _hidden_with_it(self) -> list[Self]:
        kind = type(self)
        with_it = (kind.talk_id == self.talk_id, kind.hidden_with == self.number)
        return list(db.session.scalars(select(kind).where(*with_it)))


def _quotes(text: str, said: str) -> bool:
    """Whether a quoted line of `text` is part of what was `said`."""
    quoted = (line.lstrip("> ").strip() for line in text.split("\n") if line.startswith(">"))
    lines = (" ".join(line.removesuffix("…").split()) for line in quoted)
    return any(len(line) >= LEAST and line in said for line in lines)

"""Second thoughts: a message is edited, its earlier wordings kept, or it is withdrawn."""

from datetime import datetime
from typing import TYPE_CHECKING

from markupsafe import Markup
from sqlalchemy import ForeignKey, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.clock import now
from forum.core.db import Model, db
from forum.core.errors import NotAllowed, Refused
from forum.core.text import shown
from forum.core.words import Words
from forum.moderation.matters import is_gone
from forum.moderation.models import Matter
from forum.people.models import Person
from forum.talk.marks import WasWithdrawn, helpful_marks
from forum.talk.vocabulary import UNSAID, Grounds

if TYPE_CHECKING:
    from forum.talk.models import Talk


class EditedElsewhere(Refused):
    """Somebody's own edit in another tab came first."""

    def __init__(self) -> None:
        super().__init__("You changed this in another tab meanwhile.")


class Version(Model):
    """An earlier wording of a message, and until when it stood."""

    __tablename__ = "message_versions"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(
        ForeignKey("messages.id", ondelete="CASCADE"), index=True
    )
    body_md: Mapped[str]
    body_html: Mapped[str]
    text_version: Mapped[int]
    until: Mapped[datetime]

    @property
    def body(self) -> Markup:
        return shown(self.body_html)


class Worded:
    """The part of a message that its author may still change."""

    if TYPE_CHECKING:
        id: Mapped[int]
        number: Mapped[int]
        author_id: Mapped[int]
        body_md: Mapped[str]
        body_html: Mapped[str]
        text_version: Mapped[int]
        changed_in: Mapped[int]
        helpful_count: Mapped[int]
        edited_at: Mapped[datetime | None]
        withdrawn_at: Mapped[datetime | None]
        tried_at: Mapped[datetime | None]
        made_difference: Mapped[bool | None]
        hidden_at: Mapped[datetime | None]
        talk: Mapped["Talk"]

        def look_again(self) -> None: ...
        def rest_on(self, grounds: Grounds) -> None: ...
        def drop_evidence(self) -> None: ...

    @property
    def body(self) -> Markup:
        return shown(self.body_html)

    @property
    def wording(self) -> int:
        """How often it was edited: names the wording that stands."""
        earlier = select(func.count()).where(Version.message_id == self.id)
        return db.session.scalar(earlier) or 0

    @property
    def earlier(self) -> list[Version]:
        """Earlier wordings, the newest first, but for those that moderators had taken out."""
        kept = select(Version).where(Version.message_id == self.id, Version.body_md != "")
        return list(db.session.scalars(kept.order_by(Version.id.desc())))

    def edit(self, words: Words, *, by: Person, wording: int) -> None:
        """Say it otherwise, knowing the wording of that number; the earlier one is kept.

        Raises EditedElsewhere where another wording stands by now, and changes nothing.
        """
        self._wait_for(by)
        if words.md == self.body_md:
            return
        if wording != self.wording:
            raise EditedElsewhere
        db.session.add(
            Version(
                message_id=self.id,
                body_md=self.body_md,
                body_html=self.body_html,
                text_version=self.text_version,
                until=now(),
            )
        )
        self.body_md, self.body_html, self.text_version = words
        self.edited_at = now()
        self.changed_in = self.talk.changed()
        if self.hidden_at:
            self.drop_evidence()
        db.session.flush()
        if self.hidden_at:
            self.look_again()
        else:
            Matter.more_at((self.talk.topic, self.number))

    def withdraw(self, *, by: Person) -> None:
        """Take every wording of it out of the database; its place stays, for its answers."""
        self._wait_for(by)
        db.session.execute(delete(Version).where(Version.message_id == self.id))
        db.session.execute(delete(helpful_marks).where(helpful_marks.c.message_id == self.id))
        self.body_md = self.body_html = ""
        self.rest_on(UNSAID)
        self.helpful_count = 0
        self.edited_at = self.tried_at = self.made_difference = None
        self.withdrawn_at = now()
        db.session.flush()
        counts_less = 0 if self.hidden_at else -1
        self.changed_in = self.talk.recount(counts_less, author=self.author_id)
        is_gone(self.talk.topic, self.number)

    def may_be_changed(self, by: Person) -> None:
        """Raises NotAllowed where it isn't `by`'s own, WasWithdrawn where it has gone."""
        if self.author_id != by.id:
            raise NotAllowed("Only its author can change what was said.")
        if self.withdrawn_at:
            raise WasWithdrawn

    def _wait_for(self, by: Person) -> None:
        """Wait for whoever is at this talk, and see what stands then."""
        self.talk.wait_in_line()
        db.session.refresh(self)
        self.may_be_changed(by)

"""Marks on a message: “Helpful” by its readers, “I’ll try this” by whoever asked."""

from typing import TYPE_CHECKING

from sqlalchemy import Column, ForeignKey, Select, Table, delete, select
from sqlalchemy.orm import Mapped

from forum.core.clock import now
from forum.core.db import Model, db
from forum.core.errors import NotAllowed, Refused
from forum.notifications.notices import News
from forum.people.models import Person
from forum.talk.following import followers
from forum.talk.keeping_up import keep_up

if TYPE_CHECKING:
    from forum.talk.models import Message

helpful_marks = Table(
    "helpful_marks",
    Model.metadata,
    Column("message_id", ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class WasWithdrawn(Refused):
    def __init__(self) -> None:
        super().__init__("Its author has withdrawn that message.")


class IsHidden(Refused):
    def __init__(self) -> None:
        super().__init__("A moderator is looking at that message. Until then it stays as it is.")


class Marked:
    """The part of a talk that knows what came of its messages."""

    if TYPE_CHECKING:
        id: Mapped[int]
        kind: Mapped[str]

        def tell(
            self, people: Select[int], news: News, *, by: Person | None, number: int = 0
        ) -> set[int]: ...
        def changed(self) -> int: ...
        def hearers(self) -> Select[int]: ...
        def wait_in_line(self) -> None: ...

    def mark_helpful(self, message: "Message", *, by: Person, yes: bool) -> None:
        """Set or take back `by`'s mark. Marking twice changes nothing."""
        if message.author_id == by.id:
            raise NotAllowed("Whether it helped is for others to say.")
        self._stands(message)
        mark = {"message_id": message.id, "person_id": by.id}
        is_marked = db.session.execute(select(helpful_marks).filter_by(**mark)).first() is not None
        if is_marked is yes:
            return
        if yes:
            db.session.execute(helpful_marks.insert().values(mark))
            self._tell_author(message, News.HELPFUL, by)
        else:
            db.session.execute(delete(helpful_marks).filter_by(**mark))
        message.helpful_count = type(message).helpful_count + (1 if yes else -1)
        db.session.flush()

    def try_out(self, message: "Message", *, by: Person, owner: int, yes: bool) -> None:
        """`by`, who began what is talked about (`owner`), tries this idea, or doesn't any more."""
        if by.id != owner:
            raise NotAllowed("Only whoever asked can say what they will try.")
        if message.author_id == by.id or message.parent_id:
            raise NotAllowed("What you can try here are the ideas of others.")
        self._stands(message)
        if (message.tried_at is not None) is yes:
            return
        message.tried_at = now() if yes else None
        message.changed_in = self.changed()
        keep_up(self.kind, self.id)
        if yes:
            self._tell_author(message, News.TRYING, by)

    def _stands(self, message: "Message") -> None:
        """Wait for whoever is at this talk, and see that the message wasn't withdrawn meanwhile."""
        self.wait_in_line()
        db.session.refresh(message)
        if message.withdrawn_at:
            raise WasWithdrawn
        if message.hidden_at:
            raise IsHidden

    def _tell_author(self, message: "Message", news: News, by: Person) -> None:
        """Unless they muted the talk, or follow it no more: whoever speaks follows."""
        author = self.hearers().where(followers.c.person_id == message.author_id)
        self.tell(author, news, by=by, number=message.number)

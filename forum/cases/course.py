"""The course of a case: held, out, hidden, settled by its author and opened again."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.clock import now
from forum.core.db import db
from forum.core.errors import NotAllowed, Refused
from forum.core.jobs import wake
from forum.moderation.matters import alert
from forum.moderation.vocabulary import Reason
from forum.notifications.notices import News, Notice, is_read
from forum.people.models import Person
from forum.talk.models import Message, Talk
from forum.trust.about import let_go_of


class CaseIsSettled(Refused):
    def __init__(self) -> None:
        super().__init__("This case is settled. Its author can open it again.")


class Course:
    """The part of a case that knows how it stands.

    `answered_at` is None as long as nobody but its author has said what may be read, and
    `tried_at` as long as its author tries no idea: lists look for these, so they stand here too.
    """

    answered_at: Mapped[datetime | None] = mapped_column()
    tried_at: Mapped[datetime | None] = mapped_column()

    if TYPE_CHECKING:
        author_id: Mapped[int]
        opened_at: Mapped[datetime]
        talk_id: Mapped[int]
        settled_at: Mapped[datetime | None]
        held_at: Mapped[datetime | None]
        hidden_at: Mapped[datetime | None]
        kept_at: Mapped[datetime | None]
        follow_up_at: Mapped[datetime | None]
        talk: Mapped[Talk]

        def stay_away(self) -> None: ...
        def is_not_sealed(self) -> None: ...

    @classmethod
    def keep_up(cls, talk_id: int) -> None:
        """The case of that talk knows again whether it was answered, and an idea of it tried."""
        since = func.coalesce(cls.answered_at, now())
        answered = select(case((Talk.answer_count > 0, since))).where(Talk.id == talk_id)
        ideas = select(func.min(Message.tried_at)).where(Message.talk_id == talk_id)
        tried = ideas.where(Message.may_be_counted())
        stands = {"answered_at": answered.scalar_subquery(), "tried_at": tried.scalar_subquery()}
        db.session.execute(update(cls).where(cls.talk_id == talk_id).values(stands))

    def settle(self, *, by: Person) -> None:
        self._close_or_open(by)
        if self.settled_at is None:
            self.settled_at = self.talk.closed_at = now()
            let_go_of(self.talk.topic)
            self.talk.tell_followers(News.SETTLED, by=by)

    def reopen(self, *, by: Person) -> None:
        self._close_or_open(by)
        self.settled_at = self.talk.closed_at = None
        self.kept_at = now()
        self.stay_away()

    def can_be_settled_by(self, person: Person) -> bool:
        return person.id == self.author_id or person.is_moderator

    def hold(self) -> None:
        """It waits for a moderator before anybody else reads it."""
        self.held_at = now()
        has_name = self.talk.veiled_id is None
        alert(about=self.talk.topic, why=Reason.FIRST_STEPS if has_name else Reason.NO_NAME)

    def go_out(self) -> None:
        """From now on it may be read, and is as new as that."""
        if self.follow_up_at:
            self.follow_up_at += now() - self.opened_at
        self.held_at, self.opened_at = None, now()
        wake("ask_around")

    def hide(self) -> None:
        """Out of the sight of all but its author and moderators; nobody else is called to it."""
        self.talk.wait_in_line()
        self.hidden_at = self.hidden_at or now()
        is_read(self.talk.topic, Notice.person_id != self.author_id)
        self.talk.changed()

    def restore(self) -> None:
        self.talk.wait_in_line()
        self.hidden_at = None
        self.talk.changed()

    def _close_or_open(self, by: Person) -> None:
        if not self.can_be_settled_by(by):
            raise NotAllowed("Only whoever asked can settle a case or open it again.")
        self.talk.changed()
        self.is_not_sealed()

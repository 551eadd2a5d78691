"""How a case turned out: told by whoever asked, kept by readers, heard by all who helped."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup
from sqlalchemy import CheckConstraint, ForeignKey, Select, or_, select, update
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from forum.cases.insights import Insight, Lesson
from forum.cases.recusal import stepped_out
from forum.cases.vocabulary import Result
from forum.core.clock import now
from forum.core.db import Model, db
from forum.core.errors import NotAllowed, Refused
from forum.core.text import shown
from forum.core.words import Words
from forum.notifications.notices import News
from forum.people.models import Person
from forum.talk.following import followers
from forum.talk.models import Message, Talk
from forum.trust.about import let_go_of

ASKED_AFTER = timedelta(days=21)
"""Time to try an idea twice or three times, at a session a week."""
DRAFTED = "outcome"
"""What is being written of how a case turned out is drafted at this place, `-` and its key."""


class ToldElsewhere(Refused):
    """Another tab of its author came first."""

    def __init__(self) -> None:
        super().__init__("You told how it went in another tab meanwhile.")


class Telling(NamedTuple):
    """How it turned out: which ideas (numbers of messages) made a difference, and which didn't."""

    result: Result
    words: Words
    made: frozenset[int] = frozenset()
    not_made: frozenset[int] = frozenset()
    lesson: Lesson | None = None


class Outcome(Model):
    """`version` counts its wordings, and `kept` the members who keep it."""

    __tablename__ = "case_outcomes"
    __table_args__ = (CheckConstraint("kept >= 0", name="keeps_are_counted"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), unique=True)
    result: Mapped[Result]
    body_md: Mapped[str]
    body_html: Mapped[str]
    text_version: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    kept: Mapped[int] = mapped_column(default=0)
    told_at: Mapped[datetime] = mapped_column(default=now)
    corrected_at: Mapped[datetime | None]

    @property
    def body(self) -> Markup:
        return shown(self.body_html)

    def say(self, result: Result, words: Words) -> None:
        self.result = result
        self.body_md, self.body_html, self.text_version = words


class TurnedOut:
    """The part of a case that knows how it turned out, and when its author wants to be asked."""

    follow_up_at: Mapped[datetime | None] = mapped_column(default=lambda: now() + ASKED_AFTER)
    asked_how_at: Mapped[datetime | None]

    if TYPE_CHECKING:
        id: Mapped[int]
        key: Mapped[str]
        author_id: Mapped[int]
        settled_at: Mapped[datetime | None]
        kept_at: Mapped[datetime | None]
        talk: Mapped[Talk]

        def is_not_sealed(self) -> None: ...
        def may_be_found(self) -> None: ...

    @declared_attr
    @classmethod
    def outcome(cls) -> Mapped[Outcome | None]:
        return relationship(cascade="all, delete-orphan")

    @declared_attr
    @classmethod
    def insight(cls) -> Mapped[Insight | None]:
        return relationship(cascade="all, delete-orphan")

    @property
    def told_version(self) -> int:
        """The wording of the outcome that stands; 0 where none was told."""
        return self.outcome.version if self.outcome else 0

    @property
    def is_time_to_tell(self) -> bool:
        """Whether the day has come on which its author wanted to be asked how it went."""
        return self.follow_up_at is not None and self.follow_up_at <= now()

    @property
    def outcome_place(self) -> str:
        """The place of its author's draft of how it turned out."""
        return f"{DRAFTED}-{self.key}"

    def ask_me(self, at: datetime | None, *, by: Person) -> None:
        """Ask `by`, whose case it is, at that time how it went, or not at all."""
        if by.id != self.author_id:
            raise NotAllowed("Only whoever asked can say when to be asked how it went.")
        self.talk.wait_in_line()
        self.is_not_sealed()
        self.follow_up_at, self.asked_how_at = at, None
        self.talk.changed()

    def tell_outcome(self, told: Telling, *, by: Person, known: int) -> None:
        """Say how it turned out, or correct it, knowing the wording of that number; it settles.

        Ideas that were withdrawn or are not tried any more are passed over. Raises ToldElsewhere
        where another wording stands by now, and changes nothing.
        """
        if by.id != self.author_id:
            raise NotAllowed("Only whoever asked can say how it turned out.")
        self.talk.wait_in_line()
        self.is_not_sealed()
        db.session.refresh(self, ["outcome", "insight", "settled_at"])
        if known != self.told_version:
            raise ToldElsewhere
        is_first = self.outcome is None
        if self.outcome:
            self.outcome.version += 1
            self.outcome.corrected_at = now()
        else:
            self.outcome = Outcome()
        self.outcome.say(told.result, told.words)
        self.insight = Insight.kept(self.insight, told.lesson)
        self.settled_at = self.talk.closed_at = self.settled_at or now()
        let_go_of(self.talk.topic)
        self.kept_at = now()
        self._weigh(told, self.talk.changed())
        db.session.flush()
        self.may_be_found()
        if is_first:
            self.talk.tell(self._who_thought_along(), News.OUTCOME, by=by)

    def _weigh(self, told: Telling, version: int) -> None:
        """What came of each idea that was tried."""
        tried = (
            Message.talk_id == self.talk.id,
            Message.tried_at.is_not(None),
            Message.withdrawn_at.is_(None),
        )
        for numbers, made in ((told.made, True), (told.not_made - told.made, False)):
            weighed = update(Message).where(*tried, Message.number.in_(numbers))
            db.session.execute(weighed.values(made_difference=made, changed_in=version))
        rest = update(Message).where(
            *tried,
            Message.number.not_in(told.made | told.not_made),
            Message.made_difference.is_not(None),
        )
        db.session.execute(rest.values(made_difference=None, changed_in=version))

    def _who_thought_along(self) -> Select[int]:
        """Whoever spoke or follows, but for who muted it, or stepped out while it was open."""
        here = select(followers.c.person_id).where(followers.c.talk_id == self.talk.id)
        spoke = select(Message.author_id).where(
            Message.talk_id == self.talk.id, Message.withdrawn_at.is_(None)
        )
        heard = here.where(followers.c.muted_at.is_(None))
        return select(Person.id).where(
            or_(Person.id.in_(spoke), Person.id.in_(heard)),
            Person.id.not_in(here.where(followers.c.muted_at.is_not(None))),
            Person.id.not_in(stepped_out(self.id)),
        )

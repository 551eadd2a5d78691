"""A case: asked, answered in its talk, settled by its author, and opened again."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    String,
    cast,
    func,
    select,
)
from sqlalchemy.orm import (
    Mapped,
    aliased,
    column_property,
    mapped_column,
    relationship,
)

from forum.cases.asking import Asking
from forum.cases.course import CaseIsSettled, Course
from forum.cases.indexes import INDEXES
from forum.cases.lenses import Ask, Lensed
from forum.cases.opening import Opened
from forum.cases.outcome import TurnedOut
from forum.cases.sealing import Sealing
from forum.cases.veils import Unnamed
from forum.cases.vocabulary import Consent, Help, NeedBy, Since
from forum.cases.words import InWords
from forum.core.clock import now
from forum.core.db import Model, db, new_key
from forum.core.words import Words
from forum.people.models import Person
from forum.people.vocabulary import AgeBand, Discipline, Setting
from forum.people.voices import Voice
from forum.talk.hearing import let_hear
from forum.talk.keeping_up import let_keep_up
from forum.talk.models import Message, Talk
from forum.talk.vocabulary import Kind
from forum.trust.about import keep_by_coming_back


class Status(StrEnum):
    WAITING = "No replies yet"
    OPEN = "Open"
    TRYING = "Trying an idea"
    SETTLED = "Settled"


class Case(Asking, Course, Opened, InWords, Unnamed, Lensed, TurnedOut, Sealing, Model):
    """Something a therapist is stuck on, told so that no client can be recognised.

    A general question has no client, and so no age band, setting or length of time.
    Lists show `excerpt`; the words themselves are read by `at`. `generalised` counts what was
    made less telling before posting; `attested_at` is when its author gave their word that they
    know of nothing in it that could identify (45 CFR 164.514(b)(2)(ii)), `consent` what stands
    behind it. `held_at` and `hidden_at` keep it from all but its author and moderators: the one
    before it first goes out, the other after. Once `sealed_at` its words are shown to nobody.
    """

    __tablename__ = "cases"
    __table_args__ = (
        *INDEXES,
        CheckConstraint(
            "(age_band IS NULL) = (setting IS NULL) AND (setting IS NULL) = (since IS NULL)",
            name="outline_is_whole",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True, default=new_key)
    talk_id: Mapped[int] = mapped_column(ForeignKey("talks.id"), unique=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    title: Mapped[str]
    age_band: Mapped[AgeBand | None]
    setting: Mapped[Setting | None]
    since: Mapped[Since | None]
    help: Mapped[Help]
    need_by: Mapped[NeedBy]
    asked_of: Mapped[list[str]] = mapped_column(JSON, default=list)
    question: Mapped[str]
    consent: Mapped[Consent | None]
    generalised: Mapped[int] = mapped_column(default=0)
    attested_at: Mapped[datetime | None]
    opened_at: Mapped[datetime] = mapped_column(default=now)
    settled_at: Mapped[datetime | None]
    held_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]
    sealed_at: Mapped[datetime | None]

    talk: Mapped[Talk] = relationship()
    author: Mapped[Person] = relationship()
    asks: Mapped[list[Ask]] = relationship(cascade="all, delete-orphan")

    @classmethod
    def open(
        cls, *, by: Person, asked: list[Discipline], told: Mapping[str, Words], **outline: Any
    ) -> Self:
        """A case that is out; `told` is its story, and what was tried, is needed and matters."""
        views = list(dict.fromkeys(asked))
        case = cls(
            key=new_key(),
            talk=Talk.begin("case", owner=by),
            author=by,
            asked_of=[discipline.value for discipline in views],
            asks=[Ask(discipline=discipline) for discipline in views],
            **outline,
        )
        case.tell(told, excerpt=case.question)
        db.session.add(case)
        db.session.flush()
        case.talk.follow(by)
        return case

    @property
    def asker(self) -> Voice:
        """Who asks, as readers may know them."""
        return self.talk.voice_of(self.author)

    @property
    def status(self) -> Status:
        if self.settled_at:
            return Status.SETTLED
        if self.tried_at:
            return Status.TRYING
        return Status.OPEN if self.answered_at else Status.WAITING

    def reply(self, *, by: Person, kind: Kind, words: Words, to: int | None = None) -> Message:
        self.talk.wait_in_line()
        self.is_not_sealed()
        if self.settled_at:
            raise CaseIsSettled
        self.must_take(kind, by)
        keep_by_coming_back(by, self.talk.topic)
        return self.talk.say(by=by, kind=kind, words=words, to=to)


_helper = aliased(Person)
_SPOKEN = (
    select(Message.author_id)
    .where(Message.talk_id == Case.talk_id, Message.may_be_counted())
    .correlate(Case)
)
Case.heard_from = column_property(  # in the statement that finds the case, and so never out of step
    select(func.aggregate_strings(cast(_helper.discipline, String), " "))
    .where(_helper.id.in_(_SPOKEN), _helper.id != Case.author_id)
    .correlate(Case)
    .scalar_subquery(),
    deferred=True,
    group="told",
)
let_hear("case", Case.heard_by)
let_keep_up("case", Case.keep_up)

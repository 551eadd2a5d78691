"""A case: asked, answered in its talk, settled by its author, and opened again."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from markupsafe import Markup
from sqlalchemy import JSON, ForeignKey, Index, Select, select
from sqlalchemy.orm import (
    Mapped,
    contains_eager,
    mapped_column,
    relationship,
    undefer_group,
)

from forum.cases.course import CaseIsSettled, Course
from forum.cases.sight import InSight
from forum.cases.vocabulary import AgeBand, Consent, Help, NeedBy, Since
from forum.core.clock import now
from forum.core.db import Model, db, new_key, only
from forum.core.text import shown, to_plain
from forum.core.words import NOTHING, Words
from forum.people.models import Person
from forum.people.vocabulary import Discipline, Setting
from forum.people.voices import Voice
from forum.talk.models import Message, Talk
from forum.talk.vocabulary import Kind

EXCERPT = 200
"""Characters of the story that a list shows: two lines on a wide screen."""


class Status(StrEnum):
    WAITING = "No replies yet"
    OPEN = "Open"
    TRYING = "Trying an idea"
    SETTLED = "Settled"


class Case(Course, InSight, Model):
    """Something a therapist is stuck on, told so that no client can be recognised.

    Lists show `excerpt`; the words themselves are read by `whole`. `generalised` counts what was
    made less telling before posting; `attested_at` is when its author gave their word that they
    know of nothing in it that could identify (45 CFR 164.514(b)(2)(ii)), `consent` what stands
    behind it. `held_at` and `hidden_at` keep it from all but its author and moderators: the one
    before it first goes out, the other after. Once `sealed_at` its words are shown to nobody.
    """

    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_newest", "settled_at", "opened_at", "id"),
        Index("ix_cases_settled", "opened_at", "id", **only("settled_at IS NOT NULL")),
        Index("ix_cases_opened", "opened_at", "id"),
        Index("ix_cases_author", "author_id", "opened_at", "id"),
        Index("ix_cases_age", "age_band", "opened_at", "id"),
        Index("ix_cases_setting", "setting", "opened_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True, default=new_key)
    talk_id: Mapped[int] = mapped_column(ForeignKey("talks.id"), unique=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    title: Mapped[str]
    age_band: Mapped[AgeBand]
    setting: Mapped[Setting]
    since: Mapped[Since]
    help: Mapped[Help]
    need_by: Mapped[NeedBy]
    asked_of: Mapped[list[str]] = mapped_column(JSON, default=list)
    question: Mapped[str]
    excerpt: Mapped[str]
    story_md: Mapped[str] = mapped_column(deferred=True)
    story_html: Mapped[str] = mapped_column(deferred=True, deferred_group="told")
    tried_md: Mapped[str] = mapped_column(deferred=True)
    tried_html: Mapped[str] = mapped_column(deferred=True, deferred_group="told")
    need_md: Mapped[str] = mapped_column(deferred=True)
    need_html: Mapped[str] = mapped_column(deferred=True, deferred_group="told")
    matters_md: Mapped[str] = mapped_column(deferred=True, default="")
    matters_html: Mapped[str] = mapped_column(deferred=True, deferred_group="told", default="")
    consent: Mapped[Consent | None]
    text_version: Mapped[int]
    generalised: Mapped[int] = mapped_column(default=0)
    attested_at: Mapped[datetime | None]
    opened_at: Mapped[datetime] = mapped_column(default=now)
    settled_at: Mapped[datetime | None]
    held_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]
    sealed_at: Mapped[datetime | None]

    talk: Mapped[Talk] = relationship()
    author: Mapped[Person] = relationship()
    asks: Mapped[list["Ask"]] = relationship(cascade="all, delete-orphan")

    @classmethod
    def open(
        cls, *, by: Person, asked: list[Discipline], told: Mapping[str, Words], **outline: Any
    ) -> Self:
        """A case that is out; `told` is its story, and what was tried, is needed and matters."""
        case = cls(
            key=new_key(),
            talk=Talk.begin("case"),
            author=by,
            asked_of=[discipline.value for discipline in asked],
            asks=[Ask(discipline=discipline) for discipline in asked],
            excerpt=to_plain(told["story"].html, EXCERPT),
            text_version=told["story"].version,
            **outline,
        )
        for name in ("story", "tried", "need", "matters"):
            words = told.get(name, NOTHING)
            setattr(case, f"{name}_md", words.md)
            setattr(case, f"{name}_html", words.html)
        db.session.add(case)
        db.session.flush()
        case.talk.follow(by)
        return case

    @classmethod
    def visible_to(cls, person: Person) -> Select[Self]:
        """Cases that `person` may open, each with its talk and author in the same statement."""
        return (
            select(cls)
            .join(cls.talk)
            .join(cls.author)
            .options(contains_eager(cls.talk), contains_eager(cls.author))
            .where(cls.may_be_opened_by(person))
        )

    @classmethod
    def whole(cls, person: Person) -> Select[Self]:
        """As `visible_to`, with the story and everything that is told."""
        return cls.visible_to(person).options(undefer_group("told"))

    @property
    def asked(self) -> list[Discipline]:
        return [Discipline(one) for one in self.asked_of]

    @property
    def story(self) -> Markup:
        return shown(self.story_html)

    @property
    def tried(self) -> Markup:
        return shown(self.tried_html)

    @property
    def need(self) -> Markup:
        return shown(self.need_html)

    @property
    def matters(self) -> Markup:
        return shown(self.matters_html)

    @property
    def asker(self) -> Voice:
        """Who asks, as readers may know them."""
        return self.talk.voice_of(self.author)

    @property
    def status(self) -> Status:
        if self.settled_at:
            return Status.SETTLED
        if self.talk.is_trying:
            return Status.TRYING
        return Status.OPEN if self.talk.message_count else Status.WAITING

    def reply(self, *, by: Person, kind: Kind, words: Words, to: int | None = None) -> Message:
        if self.settled_at:
            raise CaseIsSettled
        return self.talk.say(by=by, kind=kind, words=words, owner=self.author_id, to=to)


class Ask(Model):
    """A discipline whose view a case asks for: `asked_of` again, as filters need it."""

    __tablename__ = "case_asks"
    __table_args__ = (Index("ix_case_asks_discipline", "discipline", "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    discipline: Mapped[Discipline]

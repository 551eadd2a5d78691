"""Who follows a talk, and who of them hears what."""

from typing import TYPE_CHECKING

from sqlalchemy import (
    Column,
    ForeignKey,
    Select,
    Table,
    column,
    delete,
    exists,
    select,
    table,
    update,
)
from sqlalchemy.orm import Mapped

from forum.core.clock import now
from forum.core.db import Model, UtcDateTime, db
from forum.notifications.notices import News, Veiled, tell
from forum.people.models import Person
from forum.talk.hearing import who_may_hear
from forum.talk.vocabulary import Kind

followers = Table(
    "talk_followers",
    Model.metadata,
    Column("talk_id", ForeignKey("talks.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("muted_at", UtcDateTime()),
)
talks = table("talks", column("id"))


class Followed:
    """The part of a talk that knows its followers."""

    if TYPE_CHECKING:
        id: Mapped[int]
        kind: Mapped[str]
        veiled_id: Mapped[int | None]
        veil: Mapped[str]

        @property
        def topic(self) -> str: ...

    def follow(self, person: Person) -> None:
        self.wait_in_line()
        if not self.is_followed_by(person):
            row = {"talk_id": self.id, "person_id": person.id}
            db.session.execute(followers.insert().values(row))

    def mute(self, person: Person, *, yes: bool) -> None:
        """Follow on without being told, or be told again."""
        self.follow(person)
        db.session.execute(
            update(followers)
            .where(followers.c.talk_id == self.id, followers.c.person_id == person.id)
            .values(muted_at=now() if yes else None)
        )

    def tell_followers(self, news: News, *, by: Person, number: int = 0) -> None:
        self.tell(self.hearers(), news, by=by, number=number)

    def tell(
        self, people: Select[int], news: News, *, by: Person | None, number: int = 0
    ) -> set[int]:
        """Tell `people` (a select of ids) news of this talk, if what it is about is there for them.

        Somebody veiled here stays so.
        """
        who = Veiled(by.id, self.veil) if by and by.id == self.veiled_id else by
        theirs = who_may_hear(people, kind=self.kind, talk_id=self.id)
        return tell(theirs, news, about=self.topic, by=who, number=number)

    def unfollow(self, person: Person) -> None:
        db.session.execute(
            delete(followers).where(
                followers.c.talk_id == self.id, followers.c.person_id == person.id
            )
        )

    def is_followed_by(self, person: Person) -> bool:
        return bool(
            db.session.scalar(
                select(
                    exists().where(
                        followers.c.talk_id == self.id, followers.c.person_id == person.id
                    )
                )
            )
        )

    def tell_of(
        self, number: int, kind: Kind, *, by: Person, asked: int | None, answered: int | None
    ) -> None:
        """Of message `number`, each follower hears once, what concerns them most.

        A question is for `asked`, an answer for `answered` (ids of people), a reply for everyone.
        """
        concerned = [(asked, News.ASKED)] if kind is Kind.QUESTION else []
        told: set[int] = set()
        for person, news in (*concerned, (answered, News.ANSWERED)):
            if person is not None and person not in told:
                only = self.hearers().where(followers.c.person_id == person)
                told |= self.tell(only, news, by=by, number=number)
        others = self.hearers().where(followers.c.person_id.not_in(told))
        self.tell(others, News.REPLIED, by=by, number=number)

    def wait_in_line(self) -> None:
        """Wait for whoever is at this talk, so that nobody is counted twice."""
        db.session.execute(select(talks.c.id).where(talks.c.id == self.id).with_for_update())

    def hearers(self) -> Select[int]:
        """Ids of those who follow and have not muted the talk."""
        return select(followers.c.person_id).where(
            followers.c.talk_id == self.id, followers.c.muted_at.is_(None)
        )

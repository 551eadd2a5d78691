"""Somebody’s promises: open ones that they made and were made, and the latest that are over."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from forum.core.db import db
from forum.notifications.subjects import Subject, described
from forum.people.models import Person
from forum.trust.days import tomorrow
from forum.trust.models import Promise

OPEN_AT_MOST = 100
OVER_AT_MOST = 20


@dataclass(frozen=True)
class Known:
    """A promise together with what it is about, for one who may see that."""

    promise: Promise
    subject: Subject


@dataclass(frozen=True)
class Shelf:
    mine: list[Known]
    to_me: list[Known]
    over: list[Known]

    @property
    def is_empty(self) -> bool:
        return not (self.mine or self.to_me or self.over)


def shelf_of(person: Person) -> Shelf:
    """Every open promise, the first due first, and the latest OVER_AT_MOST that are over."""
    first_due = (Promise.due_on, Promise.id)
    there = Promise.of(person).where(Promise.is_open())
    still = db.session.scalars(there.order_by(*first_due).limit(OPEN_AT_MOST)).all()
    ended = func.coalesce(Promise.kept_at, Promise.let_go_at)
    done = Promise.of(person).where(~Promise.is_open()).order_by(ended.desc()).limit(OVER_AT_MOST)
    known = _known(person, [*still, *db.session.scalars(done)])
    ongoing = [one for one in known if not one.promise.is_over]
    return Shelf(
        [one for one in ongoing if one.promise.is_by(person)],
        [one for one in ongoing if not one.promise.is_by(person)],
        [one for one in known if one.promise.is_over],
    )


def due(person: Person, at_most: int) -> list[Known]:
    """What `person` promised for tomorrow at the latest, the first due first."""
    soon = (
        select(Promise)
        .options(joinedload(Promise.maker), joinedload(Promise.receiver))
        .where(
            Promise.maker_id == person.id,
            Promise.receiver_id.is_not(None),
            Promise.is_open(),
            Promise.due_on <= tomorrow(person),
        )
        .order_by(Promise.due_on, Promise.id)
        .limit(at_most)
    )
    return _known(person, db.session.scalars(soon).all())


def _known(person: Person, promises: Sequence[Promise]) -> list[Known]:
    """These promises with their subjects; without those about what `person` may not see."""
    subjects = described(person, (promise.about for promise in promises))
    return [Known(one, subjects[one.about]) for one in promises if one.about in subjects]

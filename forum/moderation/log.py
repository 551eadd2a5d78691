"""The log as moderators read it: each decision with who made it, the latest first."""

from typing import Any, NamedTuple

from sqlalchemy import Row, func, select
from sqlalchemy.orm import aliased

from forum.core.db import db
from forum.moderation.context import to_be_read
from forum.moderation.models import Decision, Matter
from forum.people.models import Person


class Line(NamedTuple):
    """A decision, the name of who made it, where they are still here, and the key of the latest
    matter about the same thing, where its page is there for whoever reads the log; `what` is a word
    for that thing, and none of its own.
    """

    decision: Decision
    name: str | None
    key: str | None
    what: str


def lately(at_most: int, *, read_by: Person, before: int | None = None) -> list[Line]:
    """The latest decisions (older than `before`), in a constant number of statements."""
    same = aliased(Matter)
    newest = select(func.max(same.id)).where(
        same.about == Decision.about, same.number == Decision.number
    )
    rows = (
        select(Decision, Person.name, Matter)
        .outerjoin(Person, Person.id == Decision.by_id)
        .outerjoin(Matter, Matter.id == newest.correlate(Decision).scalar_subquery())
        .order_by(Decision.id.desc())
        .limit(at_most)
    )
    if before is not None:
        rows = rows.where(Decision.id < before)
    found: list[Row[Any]] = list(db.session.execute(rows))
    there = to_be_read([row.Matter for row in found if row.Matter], by=read_by)
    keys = {one.matter: one.matter.key for one in there}
    return [
        Line(row.Decision, row.name, keys.get(row.Matter), _what(row.Decision)) for row in found
    ]


def _what(decision: Decision) -> str:
    if decision.about.startswith("registration-"):
        return "a registration"
    return "a reply" if decision.number else "a case"

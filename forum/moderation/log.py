"""The log as moderators read it: each decision with who made it, the latest first."""

from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import aliased

from forum.core.db import db
from forum.moderation.models import Decision, Matter
from forum.people.models import Person


def lately(at_most: int, *, before: int | None = None) -> list[Row[Any]]:
    """The latest decisions (older than `before`), each with a name, where somebody is still here,
    and the key of the latest matter about the same thing, in one statement.
    """
    same = aliased(Matter)
    newest = select(func.max(same.id)).where(
        same.about == Decision.about, same.number == Decision.number
    )
    rows = (
        select(Decision, Person.name, Matter.key)
        .outerjoin(Person, Person.id == Decision.by_id)
        .outerjoin(Matter, Matter.id == newest.correlate(Decision).scalar_subquery())
        .order_by(Decision.id.desc())
        .limit(at_most)
    )
    if before is not None:
        rows = rows.where(Decision.id < before)
    return list(db.session.execute(rows))

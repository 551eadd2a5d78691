"""What a member has asked and helped with, for their profile."""

from datetime import datetime

from flask import url_for
from sqlalchemy import func, select

from forum.cases.models import Case
from forum.core.db import db
from forum.people.lately import AT_MOST, Deed
from forum.people.models import Person
from forum.talk.models import Message, Talk


def deeds(person: Person, reader: Person) -> list[Deed]:
    """The newest cases that `person` asked, and those of others where they spoke."""
    asked = db.session.scalars(
        Case.visible_to(reader)
        .where(Case.author_id == person.id, Talk.veiled_id.is_distinct_from(person.id))
        .where(Case.sealed_at.is_(None))
        .order_by(Case.opened_at.desc())
        .limit(AT_MOST)
    ).unique()
    spoke = (
        select(
            Message.talk_id,
            func.max(Message.posted_at).label("at"),
            func.sum(Message.helpful_count).label("helpful"),
        )
        .where(Message.author_id == person.id, Message.may_be_counted())
        .group_by(Message.talk_id)
        .subquery()
    )
    helped = db.session.execute(
        Case.visible_to(reader)
        .join(spoke, spoke.c.talk_id == Case.talk_id)
        .where(Case.author_id != person.id)
        .add_columns(spoke.c.at, spoke.c.helpful)
        .order_by(spoke.c.at.desc())
        .limit(AT_MOST)
    )
    first = person.first_name
    return [
        *(_deed(case, f"Asked by {first}. {case.status.value}.", case.opened_at) for case in asked),
        *(_deed(case, _helped(first, case, helpful), at) for case, at, helpful in helped),
    ]


def _deed(case: Case, what: str, at: datetime) -> Deed:
    chips = tuple((one.dye, one.chip) for one in case.asked)
    url = url_for("cases.show", key=case.key)
    return Deed(case.title, url, what, at, chips[0][0], chips)


def _helped(first_name: str, case: Case, helpful: int) -> str:
    found = {0: "", 1: " One person found it helpful."}.get(
        helpful, f" {helpful} people found it helpful."
    )
    return f"{first_name} thought along with {case.asker.first_name}.{found}"

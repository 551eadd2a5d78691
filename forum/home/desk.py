"""What a member finds on their desk: what needs them, who waits for their view, who they helped."""

from dataclasses import dataclass

from sqlalchemy import Select, func, select

from forum.cases.lists import Listed, page_of
from forum.cases.models import Case
from forum.cases.wanted import View, Wanted
from forum.core.db import db
from forum.notifications.inbox import Group, inbox_of
from forum.people.models import Person
from forum.talk.models import Message, Talk

AT_MOST = 3


@dataclass(frozen=True)
class Helped:
    """Somebody's case where an idea of one's own is tried, or was found helpful."""

    case: Case
    is_tried: bool
    helpful: int


@dataclass(frozen=True)
class Desk:
    needs: list[Group]
    mine: list[Case]
    waiting: list[Listed]
    helped: Helped | None

    @property
    def says(self) -> str:
        """One calm sentence about all of it."""
        if not self.needs:
            return "Nothing needs you. Close the tab, or see who is waiting for your view."
        return {1: "One thing needs", 2: "Two things need", 3: "Three things need"}[
            len(self.needs)
        ] + " you. Everything else can wait."


def desk_of(person: Person) -> Desk:
    """At most three of each, in a constant number of statements."""
    open_cases = Case.visible_to(person).where(Case.settled_at.is_(None))
    mine = open_cases.where(Case.author_id == person.id).order_by(
        Talk.last_said_at.desc().nulls_last(), Case.opened_at.desc()
    )
    mine_to_see = Wanted(View.WAITING, asked=person.discipline)
    waiting = page_of(mine_to_see, person, by_others=True, at_once=AT_MOST).cases
    needs = inbox_of(person).needs_answer[:AT_MOST]
    return Desk(needs, _few(mine), waiting, _helped(person))


def _few(cases: Select[Case]) -> list[Case]:
    return list(db.session.scalars(cases.limit(AT_MOST)))


def _helped(person: Person) -> Helped | None:
    ideas = (
        select(
            Message.talk_id,
            func.max(Message.tried_at).label("tried_at"),
            func.sum(Message.helpful_count).label("helpful"),
            func.max(Message.posted_at).label("at"),
        )
        .where(Message.author_id == person.id)
        .group_by(Message.talk_id)
        .subquery()
    )
    newest_first = (ideas.c.tried_at.desc().nulls_last(), ideas.c.at.desc())
    found = db.session.execute(
        Case.visible_to(person)
        .join(ideas, ideas.c.talk_id == Case.talk_id)
        .where(Case.author_id != person.id, ideas.c.helpful > 0)
        .add_columns(ideas.c.tried_at, ideas.c.helpful)
        .order_by(*newest_first)
        .limit(1)
    ).first()
    return Helped(found[0], found[1] is not None, found[2]) if found else None

"""What a member finds on their desk: what needs them, who waits for their view, who they helped."""

from dataclasses import dataclass

from sqlalchemy import Select, func, select

from forum.cases import follow_up
from forum.cases.lists import Listed, longest_first
from forum.cases.models import Case
from forum.cases.vocabulary import lens_of
from forum.cases.wanted import View, Wanted
from forum.core.db import db
from forum.notifications.inbox import Group, to_answer
from forum.people.models import Person
from forum.talk.models import Message, Talk
from forum.trust.shelf import Known, due

AT_MOST = 3


@dataclass(frozen=True)
class Helped:
    """Somebody's case where an idea of one's own is tried, or was found helpful."""

    case: Case
    is_tried: bool
    helpful: int


@dataclass(frozen=True)
class Desk:
    questions: list[Group]
    promises: list[Known]
    turned_out: list[Case]
    mine: list[Case]
    waiting: list[Listed]
    helped: Helped | None

    @property
    def needs(self) -> int:
        """How many things need an answer: questions, promises, and cases that may have gone on."""
        return len(self.questions) + len(self.promises) + len(self.turned_out)

    @property
    def says(self) -> str:
        """One calm sentence about all of it."""
        if not self.needs:
            return "Nothing needs you. Close the tab, or see who is waiting for your view."
        return {1: "One thing needs", 2: "Two things need", 3: "Three things need"}[
            self.needs
        ] + " you. Everything else can wait."


def desk_of(person: Person) -> Desk:
    """At most three of each, and three that need them, in a constant number of statements.

    Of cases that wait for their view, the one that has waited longest comes first.
    """
    open_cases = Case.visible_to(person).where(Case.settled_at.is_(None), Case.sealed_at.is_(None))
    mine = open_cases.where(Case.author_id == person.id).order_by(
        Talk.last_said_at.desc().nulls_last(), Case.opened_at.desc()
    )
    mine_to_see = Wanted(View.WAITING, asked=lens_of(person.discipline))
    questions = to_answer(person, AT_MOST)
    promises = due(person, AT_MOST - len(questions))
    turned_out = _few(follow_up.due(person), AT_MOST - len(questions) - len(promises))
    return Desk(
        questions,
        promises,
        turned_out,
        _few(mine),
        longest_first(mine_to_see, person, AT_MOST),
        _helped(person),
    )


def _few(cases: Select[Case], at_most: int = AT_MOST) -> list[Case]:
    return list(db.session.scalars(cases.limit(at_most)))


def _helped(person: Person) -> Helped | None:
    ideas = (
        select(
            Message.talk_id,
            func.max(Message.tried_at).label("tried_at"),
            func.sum(Message.helpful_count).label("helpful"),
            func.max(Message.posted_at).label("at"),
        )
        .where(Message.author_id == person.id, Message.may_be_counted())
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

"""How each kind of news is to reach somebody: what they chose, or else the usual way."""

from collections.abc import Mapping

from sqlalchemy import delete, select

from forum.core.db import db
from forum.notifications.news import OF_CHOICE, News, Way
from forum.notifications.notices import Choice
from forum.people.models import Person


def ways_of(person: Person) -> dict[News, Way]:
    """Every kind of news OF_CHOICE with how it reaches `person`."""
    chosen = {
        choice.news: choice.way
        for choice in db.session.scalars(select(Choice).where(Choice.person_id == person.id))
    }
    return {news: chosen.get(news, news.usual) for news in OF_CHOICE}


def choose_ways(person: Person, ways: Mapping[News, Way]) -> None:
    """From now on each kind of news in `ways` reaches `person` so; kinds left out stay as they are.

    Only what isn't usual is kept, so that a better usual way reaches everybody else.
    """
    db.session.execute(select(Person.id).where(Person.id == person.id).with_for_update())
    theirs = delete(Choice).where(Choice.person_id == person.id, Choice.news.in_(ways))
    db.session.execute(theirs)
    db.session.add_all(
        Choice(person_id=person.id, news=news, way=way)
        for news, way in ways.items()
        if way is not news.usual
    )

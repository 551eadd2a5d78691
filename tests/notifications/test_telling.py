"""Telling a crowd costs one statement, and rings at each inbox and at no other."""

from forum.core.db import db
from forum.live.bell import listening
from forum.notifications.notices import News, inbox_topic
from tests.cases.test_case_page import Counted
from tests.factories import a_case, a_person, an_idea


def followed_by(people):
    case = a_case()
    for person in people:
        case.talk.follow(person)
    db.session.commit()
    return case.talk


def test_many_are_told_in_one_statement(ana):
    talk = followed_by([a_person() for _ in range(40)])
    db.session.refresh(talk)
    db.session.refresh(ana)

    with Counted() as meanwhile:
        talk.tell_followers(News.REPLIED, by=ana)

    assert len(meanwhile.said) == 1


def test_the_inboxes_of_those_who_are_told_ring_and_no_others(ana, ben, cy):
    talk = followed_by([ana, ben])
    message = an_idea(a_case(), by=cy).number

    with listening(inbox_topic(one.username) for one in (ana, ben, cy)) as ear:
        talk.tell_followers(News.REPLIED, by=ben, number=message)
        db.session.commit()

        rung = ear.wait(0)

    assert rung is not None
    assert rung.topic == inbox_topic("ana")
    assert ear.wait(0) is None

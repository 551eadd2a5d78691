"""What lists look for stands in the case itself: it keeps up with what is said, and unsaid."""

import pytest

from forum.cases.lists import page_of
from forum.cases.models import Status
from forum.cases.wanted import View, Wanted
from forum.core.db import db
from tests.factories import a_case, an_idea


@pytest.fixture
def case(ben):
    return a_case(author=ben)


def views_of(person):
    return {view for view in (View.WAITING, View.TRYING) if page_of(Wanted(view), person).cases}


def test_a_case_waits_until_somebody_else_answers(case, ana, ben):
    assert (views_of(ana), case.status) == ({View.WAITING}, Status.WAITING)

    an_idea(case, by=ben)
    db.session.commit()
    assert (views_of(ana), case.status) == ({View.WAITING}, Status.WAITING)

    an_idea(case, by=ana)
    db.session.commit()
    assert (views_of(ana), case.status) == (set(), Status.OPEN)


def test_it_waits_again_once_the_only_answer_is_withdrawn(case, ana):
    first, second = an_idea(case, by=ana), an_idea(case, by=ana)

    first.withdraw(by=ana)
    db.session.commit()
    assert views_of(ana) == set()

    second.withdraw(by=ana)
    db.session.commit()
    assert (views_of(ana), case.status) == ({View.WAITING}, Status.WAITING)


def test_it_waits_while_the_only_answer_is_hidden(case, ana):
    idea = an_idea(case, by=ana)

    idea.hide()
    db.session.commit()
    assert views_of(ana) == {View.WAITING}

    idea.restore()
    db.session.commit()
    assert views_of(ana) == set()


def test_a_hidden_answer_that_is_withdrawn_too_is_no_longer_counted(case, ana):
    an_idea(case, by=ana)
    idea = an_idea(case, by=ana)
    idea.hide()

    idea.withdraw(by=ana)
    db.session.commit()

    assert (case.talk.answer_count, views_of(ana)) == (1, set())


def test_an_idea_is_tried_until_the_last_one_is_taken_back(case, ana, ben):
    one, other = an_idea(case, by=ana), an_idea(case, by=ana)
    for idea in (one, other):
        case.talk.try_out(idea, by=ben, owner=ben.id, yes=True)
    db.session.commit()
    assert (views_of(ana), case.status) == ({View.TRYING}, Status.TRYING)

    case.talk.try_out(one, by=ben, owner=ben.id, yes=False)
    db.session.commit()
    assert views_of(ana) == {View.TRYING}

    other.withdraw(by=ana)
    db.session.commit()
    assert (views_of(ana), case.status) == (set(), Status.OPEN)

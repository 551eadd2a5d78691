"""What is not there for somebody gives no sign of itself: no news, no number, no place to go on."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.cases.counting import LOOKED_AT, counts
from forum.cases.expiry import seal_what_rests, tell_of_sealing
from forum.cases.insights import Lesson
from forum.cases.lists import page_of
from forum.cases.models import Status
from forum.cases.wanted import View, Wanted
from forum.cases.worked import Search
from forum.cases.worked import page_of as insights_of
from forum.core.clock import now
from forum.core.db import db
from forum.notifications.notices import News, Notice
from forum.people.vocabulary import Role
from tests.cases.test_alike import turned_out
from tests.cases.test_sealing import days
from tests.factories import a_case, a_circle, a_person, an_idea
from tests.page import Page
from tests.visiting import Browser


@pytest.fixture
def closed(house):
    """A Weft whose cases are for verified clinicians alone."""
    app = house(cases_for="verified")
    with app.app_context():
        yield app


def shut_out(username, **given):
    """Somebody whose check has ended."""
    person = a_person(username=username, **given)
    person.verified_at, person.verified_until = now() - timedelta(days=400), now()
    db.session.commit()
    return person


def unread_by(person):
    db.session.rollback()
    mine = select(Notice.news).where(Notice.person_id == person.id, Notice.read_at.is_(None))
    return list(db.session.scalars(mine))


def test_who_may_not_read_cases_any_more_hears_of_no_reply(closed):
    reader = a_person(username="reader")
    case, gone = a_case(author=a_person()), shut_out("gone")
    for one in (reader, gone):
        case.talk.follow(one)

    an_idea(case, by=a_person())
    db.session.commit()

    assert unread_by(reader) == [News.REPLIED]
    assert unread_by(gone) == []


def test_the_inbox_takes_down_a_badge_that_nothing_in_it_explains(closed):
    reader, case = a_person(username="reader"), a_case(author=a_person())
    case.talk.follow(reader)
    an_idea(case, by=a_person())
    reader.end_check(now())
    db.session.commit()
    visit = Browser(closed, reader)

    before = visit.get("/").text
    visit.get("/notices/")

    assert "1 unread" in before
    assert "unread" not in visit.get("/").text
    assert unread_by(reader) == []


def test_an_author_who_is_shut_out_is_told_before_their_case_is_sealed(closed):
    author = a_person(username="author")
    case = a_case(author=author, title="The way to the mill")
    author.end_check(now() + timedelta(days=150))
    db.session.commit()

    with days(167):
        tell_of_sealing()
        visit = Browser(closed, author)
        inbox = visit.page("/notices/")
    with days(182):
        sealed = seal_what_rests()

    assert unread_by(author) == [News.SEALS_SOON]
    assert "A case of yours" in inbox.text_in("main")
    assert "The way to the mill" not in inbox.text_in("main")
    assert "/registration/" in inbox.links
    assert (sealed, case.sealed_at is not None) == (1, True)


def test_a_number_looks_at_no_case_that_is_out_of_sight(app, ana, ben, cy):
    cases = [a_case(author=ben) for _ in range(LOOKED_AT - 1)]
    of_others = a_case(author=cy)
    db.session.commit()
    with_it = counts(Wanted(), ana)[View.OPEN]

    of_others.held_at = now()
    db.session.commit()
    without = counts(Wanted(), ana)
    cases[0].step_out(by=ana)
    db.session.commit()
    left = counts(Wanted(), ana)[View.WAITING]

    assert str(with_it) == f"{LOOKED_AT}+"
    assert (str(without[View.OPEN]), str(without[View.TRYING])) == (str(LOOKED_AT - 1), "0")
    assert str(left) == str(LOOKED_AT - 2)


def test_a_list_goes_on_from_no_case_that_is_out_of_sight(app, ana, ben, cy):
    a_case(author=ben)
    left = a_case(author=ben)
    elsewhere = a_case(author=ben)
    elsewhere.keep_in(a_circle(ben, cy, a_person()), by=ben)
    left.step_out(by=ana)
    db.session.commit()

    made_up, *others = (
        page_of(Wanted(), ana, before=key) for key in ("made-up", left.key, elsewhere.key)
    )

    assert made_up.cases == []
    assert others == [made_up, made_up]
    assert len(page_of(Wanted(), ana).cases) == 1


def test_insights_go_on_from_none_that_is_out_of_sight(app, ana, ben):
    lesson = Lesson("Ask first", "", is_for_all=True)
    turned_out(author=ben, lesson=lesson)
    hidden = turned_out(author=ben, lesson=lesson)
    hidden.hide()
    db.session.commit()

    assert insights_of(Search(), ana, before=hidden.key).insights == []
    assert len(insights_of(Search(), ana).insights) == 1


def test_what_is_hidden_is_not_being_tried(app, ana, ben):
    case = a_case(author=ana)
    idea = an_idea(case, by=ben)
    case.talk.try_out(idea, by=ana, owner=ana.id, yes=True)
    db.session.commit()
    tried = case.status

    idea.hide()
    db.session.commit()

    assert tried is Status.TRYING
    assert (case.status, case.tried_at) == (Status.WAITING, None)
    assert page_of(Wanted(View.TRYING), ana).cases == []


def test_moderators_read_cases_whatever_became_of_their_check(closed):
    mo = shut_out("mo", role=Role.MODERATOR)
    case = a_case(author=a_person())
    case.talk.follow(mo)

    an_idea(case, by=a_person())
    db.session.commit()

    assert unread_by(mo) == [News.REPLIED]
    assert case.title in Page(Browser(closed, mo).get("/notices/").text).text_in("main")

"""First steps: which cases wait for a moderator, who reads them meanwhile, and what is said."""

import pytest
from sqlalchemy import select

from forum.cases.holding import needs_a_look, say_again
from forum.cases.models import Case
from forum.core.clock import now
from forum.core.db import db
from forum.core.words import Words
from forum.moderation.models import Matter
from forum.moderation.vocabulary import Reason
from forum.notifications.notices import News, Notice
from forum.people.vocabulary import Role
from tests.cases.test_case_page import STATEMENTS_AT_MOST, counted
from tests.conftest import on_sqlite
from tests.factories import a_case, a_person, told
from tests.visiting import Browser


@pytest.fixture
def app(house):
    """A house where first steps are held, as they usually are."""
    app = house(first_held=2)
    with app.app_context():
        yield app


def asked(visit, **given):
    """The case that somebody asks through the web."""
    url = visit.post("/cases/", told(matters="That he chooses.", consent="given", **given)).location
    db.session.rollback()
    return db.session.scalars(select(Case).where(Case.key == url.rpartition("/")[2])).one()


def test_a_members_first_two_cases_wait_and_the_third_goes_out(browser, ana, mo):
    visit = browser(ana)

    first, second = asked(visit), asked(visit)
    for case in (first, second):
        case.go_out()
    db.session.commit()
    third = asked(visit)

    assert third.held_at is None
    reasons = [matter.reason for matter in db.session.scalars(select(Matter))]
    assert reasons == [Reason.FIRST_STEPS] * 2


def test_cases_that_still_wait_let_no_other_out(browser, ana):
    visit = browser(ana)

    held = [asked(visit).held_at is not None for _ in range(3)]

    assert held == [True, True, True]


def test_who_may_open_a_case_that_waits_and_where_it_is_found(browser, ana, ben, mo):
    case = asked(browser(ana))
    url = f"/cases/{case.key}"

    opened = [browser(who).get(url).status_code for who in (ana, mo, ben)]

    assert opened == [200, 200, 404]
    assert url in browser(ana).page("/cases/?view=mine").links
    assert url not in browser(ben).page("/cases/").links
    assert url not in browser(mo).page("/cases/").links
    assert browser(ben).get(f"/talks/{case.talk.key}/pill").status_code == 404


def test_the_author_reads_why_it_waits_and_moderators_are_called(browser, ana, mo):
    case = asked(browser(ana))

    shown = browser(ana).page(f"/cases/{case.key}").text_in("main")
    news = db.session.scalars(select(Notice).where(Notice.person_id == mo.id)).all()

    assert "Everybody’s first cases wait for a moderator before they go out." in shown
    assert "You can read it meanwhile; colleagues can’t yet." in shown
    assert "A moderator looks at it soon" in shown
    assert [notice.news for notice in news] == [News.TO_LOOK_AT]
    queue = browser(mo).page("/moderation/")
    assert "Before they go out 1" in queue.text_in("main")


@on_sqlite
def test_a_case_without_a_name_waits_however_many_came_before(ana):
    for _ in range(3):
        a_case(author=ana)

    assert [needs_a_look(ana, is_anonymous=yes) for yes in (False, True)] == [False, True]


@on_sqlite
def test_what_was_hidden_since_is_no_first_step_done(ana):
    for _ in range(2):
        a_case(author=ana)
    a_case(author=ana).hide()
    trusted = needs_a_look(ana, is_anonymous=False)
    for case in db.session.scalars(select(Case)):
        case.hide()
    db.session.commit()

    assert [trusted, needs_a_look(ana, is_anonymous=False)] == [False, True]


@on_sqlite
@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ADMIN])
def test_a_moderators_own_go_out_unless_that_would_tell_whose_it_is(app, role):
    person = a_person(role=role)

    assert not needs_a_look(person, is_anonymous=False)
    assert needs_a_look(person, is_anonymous=True)


@on_sqlite
def test_a_house_may_do_without(house):
    app = house(first_held=0)
    with app.app_context():
        ana = a_person()
        visit = Browser(app, ana)

        assert asked(visit).held_at is None
        assert "Your first cases wait" not in visit.page("/cases/new").text_in("main")


@on_sqlite
def test_the_composer_says_it_before_posting(browser, ana, ben):
    for _ in range(2):
        a_case(author=ben)

    first = browser(ana).page("/cases/new").text_in("main")
    later = browser(ben).page("/cases/new").text_in("main")

    assert "Your first cases wait for a moderator before they go out" in first
    assert "Your first cases wait" not in later


@on_sqlite
def test_a_page_that_is_kept_back_takes_one_statement_more(browser, ana):
    case = asked(browser(ana))

    assert counted(browser(ana), f"/cases/{case.key}") <= STATEMENTS_AT_MOST + 1


def told_again_once_out(case):
    """Told otherwise by its author, who has heard that somebody stepped out."""
    case.advised_at = now()
    say_again(case, told={"story": Words.of("It is otherwise.")}, question="What then?")
    db.session.commit()


@pytest.mark.parametrize("is_anonymous", [True, False])
def test_a_case_that_had_to_wait_is_looked_at_again_when_it_is_told_again(ana, mo, is_anonymous):
    case = a_case(author=ana)
    if is_anonymous:
        for _ in range(2):
            a_case(author=ana)
        case.veil()

    told_again_once_out(case)

    [matter] = db.session.scalars(select(Matter)).all()
    assert (matter.place, matter.reason) == ((case.talk.topic, 0), Reason.SAID_AGAIN)
    assert case.held_at is None


@on_sqlite
def test_a_case_that_would_go_out_at_once_is_told_again_without_a_look(ana):
    case, *_ = [a_case(author=ana) for _ in range(3)]

    told_again_once_out(case)

    assert db.session.scalars(select(Matter)).all() == []

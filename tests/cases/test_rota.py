"""The rota: a few of a discipline hear of a case, the nearest in turn, three a week at most."""

from datetime import timedelta
from functools import partial

import pytest
import time_machine
from sqlalchemy import func, select

from forum.cases.asking_around import AT_ONCE, _ask_for, ask_again, ask_around
from forum.cases.rescue import look_after_the_waiting
from forum.cases.rota import A_WEEK, MOST_A_WEEK, Invitation
from forum.core.clock import now
from forum.core.db import db
from forum.notifications.choosing import choose_ways
from forum.notifications.news import News, Way
from forum.notifications.notices import Notice
from forum.people.models import Person
from forum.people.vocabulary import AgeBand, Discipline, Role, Setting
from tests.conftest import on_sqlite
from tests.factories import a_case, a_circle, a_person, an_idea
from tests.notifications.letterbox import sweep, written
from tests.page import names
from tests.together import at_once, in_a_transaction

SLP = [Discipline.SLP]


def asked(case):
    """Who was asked about the case, in the order of it."""
    db.session.rollback()
    turn = select(Invitation.person_id).where(Invitation.case_id == case.id).order_by(Invitation.id)
    return list(db.session.scalars(turn))


def an_slp(**about):
    return a_person(discipline=Discipline.SLP, **about)


def around(app, after=timedelta(0)):
    """What the worker does, so much later; how many were asked."""
    db.session.commit()
    with time_machine.travel(now() + after, tick=False), app.app_context():
        return ask_around()


def test_members_of_each_asked_discipline_hear_of_it_once(app, ana, ben):
    pt, assistant, _other = (
        a_person(discipline=Discipline.PT),
        a_person(discipline=Discipline.PTA),
        a_person(discipline=Discipline.EDUCATOR),
    )
    case = a_case(author=ana, asked=[Discipline.SLP, Discipline.PT])

    first, again = around(app), around(app)

    assert (first, again) == (3, 0)
    assert asked(case) == [ben.id, pt.id, assistant.id]
    notices = db.session.scalars(select(Notice)).all()
    assert {(n.person_id, n.news, n.about) for n in notices} == {
        (person.id, News.WANTED, case.talk.topic) for person in (ben, pt, assistant)
    }


def test_no_more_than_a_few_are_asked_about_one_case(app, ana):
    for _ in range(AT_ONCE + 3):
        an_slp()
    case = a_case(author=ana, asked=SLP)

    assert around(app) == len(asked(case)) == AT_ONCE


def test_the_nearest_come_first_and_then_whoever_was_asked_longest_ago(app, ana):
    far = an_slp()
    here = an_slp(settings=["home", "school"])
    same_age = an_slp(settings=["home"], age_bands=["school_age"])
    both = an_slp(settings=["school"], age_bands=["school_age", "teen"])
    about = {"author": ana, "asked": SLP, "setting": Setting.SCHOOL, "age_band": AgeBand.SCHOOL_AGE}
    first, second = a_case(**about), a_case(**about)

    around(app)

    assert asked(first) == [both.id, here.id, same_age.id, far.id]
    assert asked(second)[0] == both.id


def test_a_word_within_a_word_is_not_near(app, ana):
    far = an_slp(settings=["inpatient"])
    near = an_slp(settings=["outpatient"])
    case = a_case(author=ana, asked=SLP, setting=Setting.OUTPATIENT)

    around(app)

    assert asked(case) == [near.id, far.id]


def again(app, after):
    """What the worker does so much later: every hour, and in the minute after it."""
    db.session.commit()
    with time_machine.travel(now() + after, tick=False), app.app_context():
        ask_again()
        return ask_around()


def test_an_ask_that_found_nobody_comes_round_once_they_had_their_week(app, ana, ben):
    earlier = [a_case(author=ana, asked=SLP) for _ in range(MOST_A_WEEK)]
    case = a_case(author=ana, asked=SLP)
    around(app)

    soon, next_day = again(app, timedelta(hours=23)), again(app, timedelta(days=2))
    next_week = again(app, A_WEEK + timedelta(hours=1))

    assert (soon, next_day, next_week) == (0, 0, 1)
    assert asked(case) == [ben.id]
    assert [asked(one) for one in earlier] == [[ben.id]] * MOST_A_WEEK


def test_only_the_discipline_of_which_nobody_was_found_is_asked_again(app, ana, ben):
    case = a_case(author=ana, asked=[Discipline.SLP, Discipline.PT])
    around(app)
    an_slp()
    assistant = a_person(discipline=Discipline.PTA)

    again(app, timedelta(days=2))

    assert asked(case) == [ben.id, assistant.id]


def settle(case):
    case.settle(by=case.author)


def hide(case):
    case.hide()


def leave(case):
    """As it is."""


@pytest.mark.parametrize(("make_it", "days"), [(settle, 2), (hide, 2), (leave, 31)])
def test_for_what_is_settled_hidden_or_old_it_does_not_come_round(app, ana, make_it, days):
    case = a_case(author=ana, asked=SLP)
    around(app)
    make_it(case)
    an_slp()

    assert again(app, timedelta(days=days)) == 0
    assert case.asks[0].invited_at


def test_turns_go_round(app, ana):
    people = [an_slp().id for _ in range(AT_ONCE + 2)]
    first = a_case(author=ana, asked=SLP)
    around(app)
    second = a_case(author=ana, asked=SLP)

    around(app, after=timedelta(hours=1))

    assert asked(first) == people[:AT_ONCE]
    assert asked(second)[:2] == people[AT_ONCE:]


def test_how_often_somebody_was_found_helpful_counts_for_nothing(app, ana):
    quiet, loved = an_slp(), an_slp()
    earlier = a_case(author=ana)
    message = an_idea(earlier, by=loved)
    for _ in range(5):
        earlier.talk.mark_helpful(message, by=a_person(), yes=True)
    case = a_case(author=ana, asked=SLP)

    around(app)

    assert asked(case) == [quiet.id, loved.id]


def test_nobody_is_asked_more_than_three_times_in_seven_days(app, ana, ben):
    cases = [a_case(author=ana, asked=SLP) for _ in range(MOST_A_WEEK + 2)]

    around(app)
    too_soon = a_case(author=ana, asked=SLP)
    around(app, after=A_WEEK - timedelta(minutes=1))
    later = a_case(author=ana, asked=SLP)
    around(app, after=A_WEEK + timedelta(minutes=1))

    assert [asked(case) for case in cases] == [[ben.id]] * MOST_A_WEEK + [[], []]
    assert asked(too_soon) == []
    assert asked(later) == [ben.id]


def test_workers_at_once_never_ask_anybody_a_fourth_time(app, ana):
    for _ in range(4):
        an_slp()
    asks = [a_case(author=ana, asked=SLP).asks[0].id for _ in range(6)]

    done = at_once(*(in_a_transaction(app, partial(_ask_for, ask)) for ask in asks))

    db.session.rollback()
    times = select(func.count(Invitation.id)).group_by(Invitation.person_id)
    assert set(db.session.scalars(times)) == {MOST_A_WEEK}
    assert sum(done) == 4 * MOST_A_WEEK == db.session.scalar(select(func.count(Notice.id)))


def test_two_workers_ask_each_about_a_case_once(app, ana):
    for _ in range(4):
        an_slp()
    for _ in range(2):
        a_case(author=ana, asked=SLP)

    def work():
        with app.app_context():
            return ask_around()

    assert sum(at_once(work, work, work)) == 8


def leave_it(person):
    choose_ways(person, {News.WANTED: Way.NONE})


def rest(person):
    person.change(rests_until=(now() + timedelta(days=2)).date())


def be_an_applicant(person):
    person.confirmed_at, person.role = None, Role.APPLICANT


@pytest.mark.parametrize("not_now", [leave_it, rest, be_an_applicant])
def test_who_does_not_want_to_be_asked_or_cannot_read_is_passed_over(app, ana, ben, not_now):
    not_now(ben)
    other = an_slp()
    case = a_case(author=ana, asked=SLP)

    around(app)

    assert asked(case) == [other.id]


def test_who_rested_is_asked_again_afterwards(app, ana, ben):
    ben.change(rests_until=now().date())
    case = a_case(author=ana, asked=SLP)

    around(app)

    assert asked(case) == [ben.id]


def test_author_speakers_and_who_stepped_out_are_not_asked(app, ben):
    spoke, left, other = an_slp(), an_slp(), an_slp()
    case = a_case(author=ben, asked=SLP)
    an_idea(case, by=spoke)
    case.step_out(by=left)

    around(app)

    assert asked(case) == [other.id]


def test_where_cases_are_for_verified_clinicians_nobody_else_is_asked(house):
    app = house(cases_for="verified")
    with app.app_context():
        author = a_person()
        an_slp(verified_at=None)
        an_slp(verified_at=now(), verified_until=now() - timedelta(days=1))
        checked = an_slp(verified_at=now(), verified_until=None)
        case = a_case(author=author, asked=SLP)

        around(app)

        assert asked(case) == [checked.id]


def test_a_held_case_asks_nobody_until_it_goes_out(app, ana, ben):
    case = a_case(author=ana, asked=SLP)
    case.hold()
    held = around(app)

    case.go_out()
    out = around(app)

    assert (held, out) == (0, 1)
    assert asked(case) == [ben.id]


def test_a_settled_or_hidden_case_asks_nobody(app, ana, ben):
    settled, hidden = a_case(author=ana, asked=SLP), a_case(author=ana, asked=SLP)
    settled.settle(by=ana)
    hidden.hide()

    assert around(app) == 0


def test_one_more_discipline_brings_its_own_members(app, ana, ben):
    pt = a_person(discipline=Discipline.PT)
    case = a_case(author=ana, asked=SLP)
    around(app)

    case.ask(Discipline.PT, by=ana)
    around(app)

    assert asked(case) == [ben.id, pt.id]


@on_sqlite
def test_the_letter_says_no_word_of_the_case(app, ana, ben):
    a_case(author=ana, asked=SLP, title="Stuck behind the blue door")
    around(app)

    sweep(app, after=timedelta(hours=2))

    letter = written()[0]
    assert letter.recipient == ben.email
    assert "Ana asks for your view of a case." in letter.body
    assert "blue door" not in letter.body + letter.subject


@on_sqlite
def test_an_unnamed_author_stays_so_when_people_are_asked(app, browser, ana, ben):
    case = a_case(author=ana, asked=SLP)
    case.veil()
    around(app)

    inbox = browser(ben).get("/notices/").text

    assert case.talk.veil in inbox
    assert "asks for your view" in inbox
    assert not names(inbox, "Ana")
    assert db.session.scalars(select(Notice.actor_id)).one() is None


@on_sqlite
def test_what_one_works_with_and_when_one_rests_is_told_in_ones_own_pages(browser, ana):
    visit = browser(ana)
    empty = dict.fromkeys(("credentials", "region", "scope", "about"), "")
    said = {"name": "Ana Lima", "discipline": "ot", "time_zone": "Europe/Lisbon"}
    profile = empty | said | {"age_bands": ["teen", "adult"]}
    reach = {news.value: news.usual.value for news in News} | {
        "letters": "straight",
        "letters_at": "8",
        "quiet_from": "0",
        "quiet_until": "0",
    }

    visit.post("/people/me/edit", profile)
    visit.post("/account/", reach | {"volunteers": "y", "rests_until": "2031-05-01"})
    odd = visit.post("/account/", reach | {"rests_until": "someday"})

    db.session.rollback()
    person = db.session.scalars(select(Person)).one()
    assert person.age_bands == ["teen", "adult"]
    assert (person.volunteers, str(person.rests_until)) == (True, "2031-05-01")
    assert odd.status_code == 422
    assert "Choose a day" in odd.text


def test_a_case_in_a_circle_asks_its_members_alone(app, ana, ben, cy, mo):
    inside = an_slp()
    case = a_case(author=ana, asked=SLP)
    case.keep_in(a_circle(ana, inside, cy), by=ana)

    around(app)
    asked_first = asked(case)
    with time_machine.travel(now() + timedelta(days=2, hours=1), tick=False):
        look_after_the_waiting()

    assert asked_first == [inside.id]
    assert asked(case) == [inside.id, cy.id, inside.id]

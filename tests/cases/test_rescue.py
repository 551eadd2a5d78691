"""Nobody waits alone: unanswered for two days, a case goes to three colleagues and a moderator."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from forum.cases.asking_around import ask_around
from forum.cases.models import Case
from forum.cases.rescue import COLLEAGUES, PATIENCE, TOO_LATE, look_after_the_waiting
from forum.cases.rota import MOST_A_WEEK, Invitation
from forum.cases.vocabulary import Help
from forum.core.clock import now
from forum.core.db import db
from forum.core.words import Words
from forum.notifications.choosing import choose_ways
from forum.notifications.news import News, Way
from forum.notifications.notices import Notice
from forum.people.vocabulary import Discipline, Role
from forum.talk.vocabulary import Kind
from tests.conftest import on_sqlite
from tests.factories import a_case, a_person, an_idea
from tests.together import at_once

SLP = [Discipline.SLP]
LATER = PATIENCE + timedelta(minutes=1)


def an_slp(**about):
    return a_person(discipline=Discipline.SLP, **about)


def look(app, after=LATER):
    """What the worker does, so much later; for how many cases somebody was asked."""
    db.session.commit()
    with time_machine.travel(now() + after, tick=False), app.app_context():
        return look_after_the_waiting()


def asked(case):
    db.session.rollback()
    told = select(Notice.person_id).where(
        Notice.about == case.talk.topic, Notice.news == News.WAITS
    )
    return sorted(db.session.scalars(told))


def test_three_of_the_right_lens_and_a_moderator_are_asked_once(app, ana, mo):
    slps = [an_slp() for _ in range(COLLEAGUES + 2)]
    a_person(discipline=Discipline.PT)
    case = a_case(author=ana, asked=SLP)

    too_soon = look(app, PATIENCE - timedelta(minutes=1))
    rescued, again = look(app), look(app, LATER + timedelta(days=3))

    assert (too_soon, rescued, again) == (0, 1, 0)
    assert asked(case) == sorted([*(person.id for person in slps[:COLLEAGUES]), mo.id])
    assert (case.rescuers, case.stewards) == (COLLEAGUES, 1)


def test_two_workers_at_once_ask_once(app, ana, mo):
    for _ in range(COLLEAGUES + 2):
        an_slp()
    case = a_case(author=ana, asked=SLP)
    db.session.commit()

    def work():
        with app.app_context():
            return look_after_the_waiting()

    with time_machine.travel(now() + LATER, tick=False):
        done = at_once(work, work, work)

    assert sorted(done) == [0, 0, 1]
    assert len(asked(case)) == COLLEAGUES + 1


def test_who_volunteered_comes_before_who_is_nearer_and_fresh_eyes_before_both(app, ana, mo):
    known = an_slp(volunteers=True, settings=["school"])
    case = a_case(author=ana, asked=SLP)
    ask_around()
    near, offered = an_slp(settings=["school"]), an_slp(volunteers=True)
    more = an_slp()

    look(app)

    assert asked(case) == sorted([near.id, offered.id, more.id, mo.id])
    rescued = select(Invitation.person_id).where(Invitation.rescue).order_by(Invitation.id)
    assert list(db.session.scalars(rescued)) == [offered.id, near.id, more.id, mo.id]
    assert known.id not in asked(case)


def test_where_all_were_asked_before_they_are_asked_again(app, ana, ben, mo):
    case = a_case(author=ana, asked=SLP)
    ask_around()

    look(app)

    assert asked(case) == sorted([ben.id, mo.id])


def test_an_answer_ends_the_waiting_and_the_authors_own_words_do_not(app, ana, ben, mo):
    answered, alone = a_case(author=ana, asked=SLP), a_case(author=ana, asked=SLP)
    an_idea(answered, by=a_person())
    an_idea(alone, by=ana)

    assert look(app) == 1
    assert asked(answered) == []
    assert asked(alone) == sorted([ben.id, mo.id])


def test_an_answer_that_was_taken_back_is_none(app, ana, ben, mo):
    case = a_case(author=ana, asked=SLP)
    an_idea(case, by=ben).withdraw(by=ben)

    assert look(app) == 1
    assert asked(case) == [mo.id]


def test_who_only_wants_to_be_heard_does_not_wait_alone_either(app, ana, ben, mo):
    case = a_case(author=ana, asked=SLP, help=Help.LISTENING)
    heard = a_case(author=ana, asked=SLP, help=Help.LISTENING)
    heard.reply(by=a_person(), kind=Kind.SUPPORT, words=Words.of("That sounds hard."))

    assert look(app) == 1
    assert ben.id in asked(case)


def settle(case):
    case.settle(by=case.author)


def hold(case):
    case.hold()


def hide(case):
    case.hide()


@pytest.mark.parametrize("make_it", [settle, hold, hide])
def test_what_is_settled_held_or_hidden_is_left_alone(app, ana, ben, mo, make_it):
    case = a_case(author=ana, asked=SLP)
    make_it(case)

    assert look(app) == 0
    assert asked(case) == []


def test_a_held_case_waits_from_when_it_goes_out(app, ana, ben, mo):
    case = a_case(author=ana, asked=SLP)
    case.hold()
    db.session.commit()
    with time_machine.travel(now() + timedelta(days=2), tick=False):
        case.go_out()
        db.session.commit()

    assert look(app) == 0
    assert look(app, timedelta(days=2) + LATER) == 1


def test_what_is_very_old_is_not_asked_about_all_at_once(app, ana, ben, mo):
    case = a_case(author=ana, asked=SLP)

    assert look(app, TOO_LATE + timedelta(hours=1)) == 0
    assert case.rescued_at is None


def test_where_nobody_can_be_asked_it_is_tried_again(app, ana):
    case = a_case(author=ana, asked=SLP)
    nobody = look(app)
    ben = an_slp()

    somebody = look(app, LATER + timedelta(hours=1))

    assert (nobody, somebody) == (0, 1)
    assert asked(case) == [ben.id]
    assert (case.rescuers, case.stewards) == (1, 0)


def test_where_only_a_moderator_was_found_colleagues_are_asked_later_and_nobody_twice(app, ana, mo):
    case = a_case(author=ana, asked=SLP)
    first = look(app)
    in_vain = look(app, LATER + timedelta(hours=1))
    ben = an_slp()

    found = look(app, LATER + timedelta(hours=2))
    again = look(app, LATER + timedelta(hours=3))

    assert (first, in_vain, found, again) == (1, 0, 1, 0)
    assert asked(case) == sorted([ben.id, mo.id])
    assert (case.rescuers, case.stewards) == (1, 1)


def test_three_a_week_holds_for_colleagues_and_the_next_moderator_takes_turns(app, ana, ben, mo):
    admin = a_person(role=Role.ADMIN)
    cases = [a_case(author=ana, asked=SLP) for _ in range(MOST_A_WEEK + 1)]

    assert look(app) == MOST_A_WEEK + 1

    stewards = [next(one for one in asked(case) if one != ben.id) for case in cases]
    assert sorted(stewards) == sorted([mo.id, admin.id] * 2)
    assert sum(ben.id in asked(case) for case in cases) == MOST_A_WEEK


def test_who_wants_no_such_news_is_not_counted_on(app, ana, ben, mo):
    choose_ways(ben, {News.WAITS: Way.NONE})
    other = an_slp()
    case = a_case(author=ana, asked=SLP)

    look(app)

    assert asked(case) == sorted([other.id, mo.id])
    assert (case.rescuers, case.stewards) == (1, 1)


@on_sqlite
def test_only_who_asked_and_moderators_see_that_it_was_asked_about(app, browser, ana, ben, mo):
    case = a_case(author=ana, asked=SLP)
    an_slp()
    look(app)

    seen = {
        person.username: browser(person).page(f"/cases/{case.key}").text_in("aside")
        for person in (ana, ben, mo)
    }

    said = "Two colleagues and a moderator were asked to look"
    assert [name for name, text in seen.items() if said in text] == ["ana", "mo"]


def test_open_pages_hear_that_it_was_asked_about(app, browser, ana, ben, mo):
    case = a_case(author=ana, asked=SLP)
    url = f"/talks/{case.talk.key}/pill?last=0&seen=0&known=0"

    look(app)

    assert "Nobody waits alone" in browser(ana).get(url, htmx="div#pill").text


def test_what_was_claimed_is_claimed_for_one_case_alone(app, ana, ben, mo):
    a_case(author=ana, asked=SLP)
    look(app)
    a_case(author=ana, asked=SLP)

    rescued = select(func.count()).select_from(Case).where(Case.rescued_at.is_not(None))

    assert db.session.scalar(rescued) == 1

"""Several people at one case at the same moment: its talk comes first, so none wait in a ring.

SQLite lets one writer in at a time; on PostgreSQL a ring would end in one of them failing.
"""

from functools import partial

import time_machine
from sqlalchemy import select

from forum.cases.models import Case
from forum.cases.rescue import PATIENCE, look_after_the_waiting
from forum.cases.rota import chosen
from forum.core.clock import now
from forum.core.db import db, writing
from forum.core.errors import Refused
from forum.moderation.deciding import Word, decide
from forum.moderation.matters import QUEUE, report, tell_moderators
from forum.moderation.models import Matter
from forum.moderation.vocabulary import Act, Reason
from forum.notifications.notices import Notice
from forum.people.models import Person
from forum.people.vocabulary import Discipline
from forum.talk.models import Message
from tests.conftest import on_postgres
from tests.factories import a_case, a_person, an_idea
from tests.together import at_once, in_a_transaction

pytestmark = on_postgres
ROUNDS = range(10)
"""As often as it takes to meet a ring for certain, where there is one."""


def test_hiding_a_case_and_keeping_it_never_wait_for_each_other(app, ana):
    key, ana_id = a_case(author=ana).id, ana.id
    db.session.remove()

    def hide():
        db.session.get_one(Case, key).hide()

    def keep():
        db.session.get_one(Case, key).keep_open(by=db.session.get_one(Person, ana_id))

    for _ in ROUNDS:
        at_once(*[in_a_transaction(app, deed) for deed in (hide, keep) * 3])

    case = db.session.get_one(Case, key)
    assert case.hidden_at
    assert case.kept_at


def test_restoring_a_case_and_keeping_it_never_wait_for_each_other(app, ana):
    case, ana_id = a_case(author=ana), ana.id
    key = case.id

    def restore():
        db.session.get_one(Case, key).restore()

    def keep():
        db.session.get_one(Case, key).keep_open(by=db.session.get_one(Person, ana_id))

    for _ in ROUNDS:
        with writing():
            db.session.get_one(Case, key).hide()
        at_once(*[in_a_transaction(app, deed) for deed in (restore, keep) * 3])

    assert db.session.get_one(Case, key, populate_existing=True).hidden_at is None


def test_looking_after_a_case_and_keeping_it_never_wait_for_each_other(app, ana, ben, mo, caplog):
    keys = [a_case(author=ana, asked=[Discipline.SLP]).id for _ in ROUNDS]
    ana_id = ana.id
    db.session.remove()

    def look():
        with app.app_context():
            return look_after_the_waiting()

    def keep():
        for key in keys:
            in_a_transaction(app, partial(_keep, key, ana_id))()

    with time_machine.travel(now() + PATIENCE * 2, tick=True):
        done = at_once(look, keep, keep, keep)

    assert done[0] == len(keys)
    assert "deadlock" not in caplog.text


def _keep(key, who):
    db.session.get_one(Case, key).keep_open(by=db.session.get_one(Person, who))


def test_reporting_a_message_and_saying_it_otherwise_never_wait_for_each_other(app, ana, ben, mo):
    message = an_idea(a_case(author=ana), by=ben)
    message.hide()
    db.session.commit()
    about, number, key = message.talk.topic, message.number, message.id
    people = [a_person().id for _ in ROUNDS]
    db.session.remove()

    def says_again():
        said = db.session.get_one(Message, key)
        said.talk.wait_in_line()
        said.look_again()

    def reports(who):
        by = db.session.get_one(Person, who)
        report(by=by, about=about, number=number, reason=Reason.MAY_IDENTIFY)

    for who in people:
        deeds = (says_again, partial(reports, who), says_again)
        at_once(*[in_a_transaction(app, deed) for deed in deeds])

    matter = Matter.open_at((about, number))
    assert matter
    assert {said.reporter_id for said in matter.reports} == {None, *people}


def test_deciding_about_a_message_and_reporting_it_never_wait_for_each_other(app, ana, ben, cy, mo):
    cy_id, mo_id = cy.id, mo.id
    case = a_case(author=ana)
    for _ in ROUNDS:
        message = an_idea(case, by=ben)
        about, number = message.talk.topic, message.number
        key = report(by=ana, about=about, number=number, reason=Reason.OTHER).id
        db.session.commit()

        def decides(key=key):
            by = db.session.get_one(Person, mo_id)
            try:
                decide(db.session.get_one(Matter, key), Act.HID, by=by, seen=0, word=Word("No."))
            except Refused:  # the report came first, so there was more to see
                db.session.rollback()

        def reports(about=about, number=number):
            by = db.session.get_one(Person, cy_id)
            report(by=by, about=about, number=number, reason=Reason.MAY_IDENTIFY)

        at_once(in_a_transaction(app, decides), in_a_transaction(app, reports))

    assert db.session.query(Message).filter(Message.hidden_at.is_(None)).count() == 0


def test_moderators_who_are_told_and_asked_at_once_are_met_in_one_order(app, mo):
    them = [mo.id, *(a_person(role=mo.role).id for _ in range(3))]
    everybody = select(Person.id).where(Person.id.in_(them)).order_by(Person.id)

    for number in ROUNDS:
        db.session.get_one(Person, them[number % 3]).scope = f"Moved to the end {number} times"
        db.session.commit()
        deeds = (partial(chosen, everybody, 4), partial(tell_moderators, but=0))
        at_once(*[in_a_transaction(app, deed) for deed in deeds * 3])

    waits = select(Notice.person_id).where(Notice.about == QUEUE)
    assert sorted(db.session.scalars(waits)) == them

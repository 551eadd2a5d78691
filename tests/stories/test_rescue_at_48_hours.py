"""Nobody waits alone: after two days unanswered, three colleagues and a moderator are asked."""

from datetime import timedelta

import time_machine
from sqlalchemy import select

from forum.cases.asking_around import ask_around
from forum.cases.rescue import look_after_the_waiting
from forum.core.clock import now
from forum.core.db import db
from forum.notifications import digests
from forum.notifications.models import Letter
from forum.people.vocabulary import Discipline
from tests.factories import a_person, told


def letters_since(begin):
    """Who got a letter since the one of this number, and the number of the last."""
    db.session.rollback()
    written = list(db.session.scalars(select(Letter).where(Letter.id > begin).order_by(Letter.id)))
    return {letter.recipient: letter for letter in written}, written[-1].id if written else begin


def work():
    """What the worker does in two hours."""
    db.session.commit()
    ask_around()
    look_after_the_waiting()
    with time_machine.travel(now() + timedelta(hours=2), tick=False):
        digests.write_news()


def test_a_case_that_nobody_answers_is_looked_after(app, browser, ana, ben, cy, mo):
    slps = [a_person(discipline=Discipline.SLP) for _ in range(2)]
    case = browser(ana).post("/cases/", told(asked=["slp"], title="He hums at night")).location
    asked = {ben.email, *(person.email for person in slps)}

    work()
    first, last = letters_since(0)
    assert set(first) == asked
    assert "Ana asks for your view of a case." in first[ben.email].body
    assert case in browser(ben).page("/").links
    assert "Nobody waits alone" not in browser(ana).page(case).text_in("aside")

    with time_machine.travel(now() + timedelta(days=2, minutes=5), tick=False):
        work()
        second, last = letters_since(last)
        assert set(second) == {*asked, mo.email}
        letter = second[mo.email]
        assert "A case has waited two days" in letter.body
        assert "hums" not in letter.body + letter.subject
        aside = browser(ana).page(case).text_in("aside")
        assert "Three colleagues and a moderator were asked to look" in aside
        assert "Nobody waits alone" not in browser(cy).page(case).text_in("aside")

    with time_machine.travel(now() + timedelta(days=2, hours=6), tick=False):
        assert "in “He hums at night”" in browser(mo).page("/notices/").text_in("li")
        page = browser(ben).page(case)
        say = next(
            form.attributes["action"]
            for form in page.all("form")
            if form.attributes.get("action", "").endswith("/messages")
        )
        browser(ben).post(say, {"kind": "question", "body": "When did the humming begin?"})
        aside = browser(ana).page(case).text_in("aside")
        assert "1 has answered" in aside
        work()

    with time_machine.travel(now() + timedelta(days=9), tick=False):
        look_after_the_waiting()
        third, _ = letters_since(last)
        assert set(third) == {ana.email}

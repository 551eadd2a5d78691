"""Asked of two disciplines: members of both hear of it, one thinks it over, and both answer."""

from datetime import timedelta

import time_machine

from forum.cases.asking_around import ask_around
from forum.core.clock import now
from forum.core.db import db
from forum.people.vocabulary import Discipline
from forum.trust.nudging import remind_of_promises
from tests.factories import a_person, told


def box(page):
    """Where the reply box of a page leads."""
    actions = (form.attributes.get("action", "") for form in page.all("form"))
    return next(action for action in actions if action.endswith("/messages"))


def test_two_disciplines_answer_a_case(app, browser, ana, ben, cy):
    pt = a_person(name="Paz Ito", discipline=Discipline.PT, settings=["school"])
    case = browser(ana).post("/cases/", told(asked=["slp"], title="Tired by noon")).location
    browser(ana).post(f"{case}/lenses", {"discipline": "pt"})
    db.session.commit()
    ask_around()

    for person in (ben, pt):
        inbox = browser(person).page("/notices/").text_in("main")
        assert "Ana Lima asks for your view in “Tired by noon”" in inbox
        assert case in browser(person).page("/").links
    assert "asks for your view" not in browser(cy).page("/notices/").text_in("main")

    browser(ben).post(box(browser(ben).page(case)), {"kind": "idea", "body": "Rest the voice."})
    offered = browser(pt).page(f"{case}/promises")
    day = next(e for e in offered.all("input") if e.attributes.get("type") == "date")
    browser(pt).post(f"{case}/promises", {"due_on": day.attributes["value"]})
    page = browser(ana).page(case)
    assert "Paz will come back by" in page.text_in("p")
    assert "1 has answered" in page.text_in("aside")
    assert "asked, no reply yet" in page.text_in("aside")

    with time_machine.travel(now() + timedelta(days=2, hours=12), tick=False):
        db.session.commit()
        remind_of_promises()
        desk = browser(pt).page("/")
        assert "You told Ana:" in desk.text_in("main")
        assert "reminds you of a promise" in browser(pt).page("/notices/").text_in("main")
        browser(pt).post(
            box(browser(pt).page(case)), {"kind": "idea", "body": "Sit less, lie more."}
        )

        assert "You told" not in browser(pt).page("/").text_in("main")
        assert "Kept" in browser(pt).page("/promises/").text_in("main")
        rail = browser(ana).page(case).text_in("aside")
        assert rail.count("1 has answered") == 2
        assert "no reply yet" not in rail

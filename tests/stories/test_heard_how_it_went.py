"""Asked of two disciplines, answered by both, tried; three weeks on everyone hears how it went."""

import re

from sqlalchemy import select

from forum.cases.follow_up import ask_how_it_went
from forum.cases.models import Case
from forum.core.db import db
from forum.notifications.digests import write_news
from forum.notifications.models import Letter
from forum.people.vocabulary import Discipline
from tests.cases.test_sealing import days
from tests.factories import a_case

QUESTION = "Who could make the frame welcome?"


def letters_to(person):
    letters = select(Letter).where(Letter.recipient == person.email).order_by(Letter.id)
    return [letter.body for letter in db.session.scalars(letters)]


def link_in(letter, after):
    """The path of the first address after these words of a letter."""
    found = re.search(re.escape(after) + r".*?http://localhost(/\S+)", letter, re.DOTALL)
    assert found is not None
    return found[1]


def test_everyone_hears_how_it_went(app, browser, ana, ben, cy):
    asked_of = [Discipline.OT, Discipline.SLP]
    case = a_case(
        author=ana, title="The frame stays by the door", question=QUESTION, asked=asked_of
    )
    url, talk = f"/cases/{case.key}", f"/talks/{case.talk.key}"
    of_ana, of_ben, of_cy = browser(ana), browser(ben), browser(cy)

    of_ben.post(f"{talk}/messages", {"kind": "idea", "body": "Give it apples to carry."})
    of_cy.post(f"{talk}/messages", {"kind": "idea", "body": "Put a second one upstairs."})
    for number in (1, 2):
        of_ana.post(f"{talk}/messages/{number}/try", {"yes": "1"})
    beside = of_ana.page(url).text_in("aside")
    with days(22):
        asked = ask_how_it_went()
    with days(22.5):
        write_news()
        of_ana = browser(ana)  # who was signed out meanwhile
        form_url = link_in(letters_to(ana)[-1], "asks how a case of yours turned out")
        at_home = of_ana.page("/").links
        form = of_ana.page(form_url)
        told = {
            "result": "a_bit",
            "body": "It carries the apples. The second one is a coat stand.",
            "made": "1",
            "not_made": "2",
            "lesson": "Give the frame something to carry",
            "for_all": "y",
            "wording": form.values("wording")[0],
        }
        sent = of_ana.post(form_url, told)
    with days(23):
        write_news()
        of_ana, of_ben, of_cy = browser(ana), browser(ben), browser(cy)
        heard = [link_in(letters_to(one)[-1], "told how it turned out") for one in (ben, cy)]
        pages = [visit.page(url).text_in("main") for visit in (of_ben, of_cy)]
        desk = of_ana.page("/").links
        alike = of_cy.post("/cases/alike", {"title": "A frame that nobody likes"}).text
        worked = of_cy.page("/cases/insights?q=carry").text_in("main")

    assert beside.count("1 has answered") == 2
    assert "Chose an idea to try" in beside
    assert asked == 1
    assert form_url == f"{url}/outcome"
    assert f"{url}/outcome?result=a_bit" in at_home
    assert (sent.status_code, sent.location) == (303, url)
    assert heard == [f"{url}#outcome"] * 2
    for page in pages:
        assert "It helped a bit" in page
        assert "It carries the apples." in page
        assert page.index("Ben’s idea") < page.index("Didn’t help") < page.index("Cy’s idea")
        assert QUESTION in page
    assert f"{url}/outcome?result=a_bit" not in desk
    assert "The frame stays by the door" in alike
    assert "Give the frame something to carry" in worked
    assert not [body for body in letters_to(ben) + letters_to(ana) if "apples" in body]
    db.session.expire_all()
    assert db.session.get_one(Case, case.id).settled_at

"""An invitation to a circle may be taken back by any member, as long as nobody has answered it."""

import pytest
from sqlalchemy import select

from forum.cases.circles import Circle
from forum.cases.membership import HasJoined, HasNoPlace, IsNotInIt
from forum.core.db import db
from forum.notifications.notices import News, Notice
from forum.people.models import Person
from tests.factories import a_case, a_circle, a_person, saved
from tests.page import Page
from tests.together import at_once, in_a_transaction


@pytest.fixture
def circle(ana, ben, cy):
    """Of Ana and Ben, who has invited Cy."""
    circle = a_circle(ana, ben)
    circle.invite(cy, by=ben)
    return saved(circle)


def at(circle, place=""):
    return f"/cases/circles/{circle.key}{place}"


def take_back(circle, username="cy"):
    return at(circle, f"/members/{username}/taking-back")


def actions_of(page):
    return [form.attributes["action"] for form in page.all("form")]


def invited_to(circle):
    db.session.rollback()
    invited = Notice.news == News.CIRCLE_INVITED
    return list(
        db.session.scalars(select(Notice.person_id).where(Notice.about == circle.topic, invited))
    )


def test_any_member_takes_an_invitation_back_and_twice_is_once(app, circle, ana, cy):
    before = invited_to(circle)

    for _ in range(2):
        circle.take_back(cy, by=ana)
    db.session.commit()

    assert before == [cy.id]
    assert (invited_to(circle), circle.invited) == ([], [])


def test_to_invite_somebody_again_says_how_they_stand(browser, circle, ana, ben, cy):
    visit = browser(ana)

    for one, said in ((cy, f"{cy.name} is invited."), (ben, f"{ben.name} is in it already.")):
        visit.post(at(circle, "/members"), {"username": one.username})
        assert said in visit.get(at(circle)).text


def test_who_has_joined_stays(app, circle, ana, cy):
    circle.join(by=cy)

    with pytest.raises(HasJoined, match="has joined meanwhile, and stays"):
        circle.take_back(cy, by=ana)

    assert cy in [one.person for one in circle.joined]


def test_only_who_is_in_it_takes_an_invitation_back(app, circle, ana, cy):
    for nobody, why in ((cy, IsNotInIt), (a_person(), HasNoPlace)):
        with pytest.raises(why):
            circle.take_back(cy, by=nobody)

    assert [one.person for one in circle.invited] == [cy]


def test_who_is_invited_once_more_joins(app, circle, ana, cy):
    circle.take_back(cy, by=ana)

    circle.invite(cy, by=ana)
    circle.join(by=cy)
    db.session.commit()

    assert len(circle.joined) == 3


def test_joining_and_taking_back_at_the_same_moment_end_in_one_state(app, circle, ana, cy):
    circle_id, ids = circle.id, (ana.id, cy.id)
    db.session.commit()

    def taken_back():
        try:
            db.session.get_one(Circle, circle_id).take_back(
                db.session.get_one(Person, ids[1]), by=db.session.get_one(Person, ids[0])
            )
        except HasJoined:
            return False
        return True

    def joined():
        try:
            db.session.get_one(Circle, circle_id).join(by=db.session.get_one(Person, ids[1]))
        except HasNoPlace:
            return False
        return True

    did = at_once(in_a_transaction(app, taken_back), in_a_transaction(app, joined))

    db.session.rollback()
    assert sorted(did) == [False, True]
    there = [one.person_id for one in db.session.get_one(Circle, circle_id).joined]
    assert (ids[1] in there) is did[1]
    assert len(invited_to(circle)) == did[1]


def test_it_is_taken_back_beside_the_invited_person(browser, circle, ana, cy):
    hers, theirs = browser(ana), browser(cy)
    before = theirs.get(at(circle)).status_code
    offered = actions_of(hers.page(at(circle)))

    answers = [hers.post(take_back(circle)) for _ in range(2)]

    assert before == 200
    assert take_back(circle) in offered
    assert [(one.status_code, one.location) for one in answers] == [(303, at(circle))] * 2
    after = hers.get(at(circle)).text
    assert f"{cy.name} isn’t invited any more." in after
    assert take_back(circle) not in after
    assert "Tuesday circle" not in theirs.get("/notices/").text
    assert theirs.get(at(circle)).status_code == 404


@pytest.mark.parametrize("place", ["/membership", "/leaving"])
def test_who_answers_an_invitation_that_was_taken_back_is_told(browser, circle, ana, cy, place):
    theirs = browser(cy)
    theirs.get(at(circle))
    browser(ana).post(take_back(circle))

    answer = theirs.post(at(circle, place), {"agrees": "y"})

    assert answer.status_code == 404
    assert "no invitation to it stands" in Page(answer.text).text_in("main")


def test_who_takes_it_back_too_late_is_told(browser, circle, ana, cy):
    browser(cy).post(at(circle, "/membership"), {"agrees": "y"})

    answer = browser(ana).post(take_back(circle))

    assert answer.status_code == 409
    assert "has joined meanwhile, and stays" in Page(answer.text).text_in("main")
    assert browser(cy).get(at(circle)).status_code == 200


def test_nobody_else_takes_one_back(browser, circle, ana, cy, mo):
    for nobody in (cy, mo, a_person()):
        assert browser(nobody).post(take_back(circle)).status_code == 404
    assert browser(ana).post(take_back(circle, "nobody-here")).status_code == 404

    assert invited_to(circle) == [cy.id]


def test_who_invites_knows_that_earlier_cases_will_be_read_and_they_are(browser, ana, ben, cy):
    circle = a_circle(ana, ben, a_person())
    case = a_case(author=ana, title="Asked before Cy came")
    case.keep_in(circle, by=ana)
    db.session.commit()

    said = browser(ana).page(at(circle)).text_in("form")
    circle.invite(cy, by=ana)
    circle.join(by=cy)

    assert "also those asked before they came" in said
    assert case.title in browser(cy).get(f"/cases/{case.key}").text

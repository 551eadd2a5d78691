"""Circles: begun by one, joined by agreeing, eight at most, closed once the last has left."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from forum.cases.circles import Circle, State
from forum.cases.membership import CircleIsFull, HasNoPlace, IsNotInIt, Membership
from forum.cases.rhythm import Rhythm, Times
from forum.core.clock import now
from forum.core.db import db
from forum.core.errors import Refused
from forum.core.words import Words
from forum.notifications.notices import Notice
from forum.people.models import Person
from tests.cases.test_case_page import counted
from tests.conftest import on_sqlite
from tests.factories import a_case, a_circle, a_person
from tests.together import at_once, in_a_transaction
from tests.visiting import Browser

TUESDAYS = Times(Rhythm.WEEKLY, date(2026, 12, 1), 18, "Europe/Lisbon")
OTHER_WORDS = Words.of("We begin with a minute of quiet.")


def a_tuesday():
    """The second one from now, so that it is still to come wherever somebody is."""
    today = now().date()
    return today + timedelta(days=7 + (1 - today.weekday()) % 7)


def begun(**given):
    usual = {
        "name": "Tuesday circle",
        "rhythm": "weekly",
        "first_on": a_tuesday().isoformat(),
        "hour": "18",
        "zone": "Europe/Lisbon",
        "agreement": "What is said here stays here.",
    }
    return usual | given


def told():
    notices = db.session.scalars(select(Notice).order_by(Notice.id))
    return [(notice.person_id, notice.news.value) for notice in notices]


def test_whoever_begins_a_circle_is_in_it_and_it_forms(app, ana):
    circle = a_circle(ana)

    assert [one.person for one in circle.joined] == [ana]
    assert circle.state is State.FORMING


def test_with_three_it_meets_and_the_first_hosts_first(app, ana, ben, cy):
    circle = a_circle(ana, ben, cy)

    assert circle.state is State.MEETING
    assert [one.person for one in circle.joined] == [ana, ben, cy]


def test_whoever_is_invited_is_told_and_in_it_only_once_they_agree(app, ana, ben):
    circle = a_circle(ana)

    circle.invite(ben, by=ana)
    db.session.commit()

    assert told() == [(ben.id, "circle_invited")]
    assert [one.person for one in circle.joined] == [ana]
    circle.join(by=ben)
    assert [one.person for one in circle.joined] == [ana, ben]


def test_the_others_hear_of_whoever_joins(browser, app, ana, ben, cy):
    circle = a_circle(ana, ben)
    circle.invite(cy, by=ana)

    for _ in range(2):
        circle.join(by=cy)
    db.session.commit()

    assert told()[1:] == [(ana.id, "circle_joined"), (ben.id, "circle_joined")]
    assert "joined in “Tuesday circle”" in browser(ben).page("/notices/").text_in("main")


def test_inviting_twice_is_inviting_once(app, ana, ben):
    circle = a_circle(ana)

    for _ in range(2):
        circle.invite(ben, by=ana)
    db.session.commit()

    assert told() == [(ben.id, "circle_invited")]


def test_only_members_invite(app, ana, ben, cy):
    circle = a_circle(ana)
    circle.invite(ben, by=ana)

    for nobody, why in ((ben, IsNotInIt), (cy, HasNoPlace)):
        with pytest.raises(why):
            circle.invite(cy, by=nobody)


def test_who_may_not_read_cases_is_not_invited(house, ana):
    with house(cases_for="verified").app_context():
        ana = db.session.get_one(Person, ana.id)
        waiting = a_person(name="Wim", verified_at=None)
        circle = a_circle(ana)

        with pytest.raises(Refused, match="Wim can join once their registration is checked"):
            circle.invite(waiting, by=ana)


def test_nobody_joins_without_an_invitation(app, ana, ben):
    circle = a_circle(ana)

    with pytest.raises(HasNoPlace):
        circle.join(by=ben)


def test_the_ninth_is_refused(app, ana):
    circle = a_circle(ana, *(a_person() for _ in range(6)))
    eighth, ninth = a_person(), a_person()
    for one in (eighth, ninth):
        circle.invite(one, by=ana)

    circle.join(by=eighth)

    with pytest.raises(CircleIsFull):
        circle.join(by=ninth)
    with pytest.raises(CircleIsFull):
        circle.invite(a_person(), by=ana)


def test_two_at_once_claim_the_last_place_and_one_gets_it(app, ana):
    circle = a_circle(ana, *(a_person() for _ in range(6)))
    both = [a_person(), a_person()]
    for one in both:
        circle.invite(one, by=ana)
    db.session.commit()
    circle_id = circle.id

    def join(person_id):
        def deed():
            circle = db.session.get_one(Circle, circle_id)
            try:
                circle.join(by=db.session.get_one(Person, person_id))
            except CircleIsFull:
                return "full"
            return "in"

        return in_a_transaction(app, deed)

    answers = at_once(*(join(one.id) for one in both))

    assert sorted(answers) == ["full", "in"]
    db.session.rollback()
    joined = select(func.count()).select_from(Membership).where(Membership.joined_at.is_not(None))
    assert db.session.scalar(joined) == 8


def test_a_changed_agreement_asks_the_others_again(app, ana, ben, cy):
    circle = a_circle(ana, ben, cy)

    circle.change(by=ben, known=1, name=circle.name, agreement=OTHER_WORDS, times=TUESDAYS)
    db.session.commit()

    assert told() == [(ana.id, "circle_agrees"), (cy.id, "circle_agrees")]
    assert [one.agreed_at is not None for one in circle.joined] == [False, True, False]
    circle.agree(by=ana)
    assert [one.agreed_at is not None for one in circle.joined] == [True, True, False]


def test_another_name_asks_nobody_again(app, ana, ben):
    circle = a_circle(ana, ben)
    words = Words.of(circle.agreement_md)

    circle.change(by=ben, known=1, name="Other", agreement=words, times=TUESDAYS)
    db.session.commit()

    assert circle.name == "Other"
    assert told() == []
    assert all(one.agreed_at for one in circle.joined)


def test_it_rests_and_wakes(app, ana, ben, cy):
    circle = a_circle(ana, ben, cy)

    circle.rest(by=ben, yes=True)
    resting = circle.state
    circle.rest(by=cy, yes=False)

    assert (resting, circle.state) == (State.RESTING, State.MEETING)


def test_once_the_last_has_left_it_is_closed_and_nobody_is_invited_any_more(app, ana, ben, cy):
    circle = a_circle(ana, ben)
    circle.invite(cy, by=ana)

    circle.leave(by=ana)
    circle.leave(by=ben)
    db.session.commit()

    assert circle.state is State.CLOSED
    assert circle.members == []
    assert told() == []


def test_leaving_twice_is_leaving_once(app, ana, ben):
    circle = a_circle(ana, ben)

    for _ in range(2):
        circle.leave(by=ben)
    db.session.commit()

    assert [one.person for one in circle.joined] == [ana]


def test_a_circle_is_begun_on_a_page_and_sent_twice_is_one(browser, ana):
    visit = browser(ana)
    once = visit.page("/cases/circles/new").values("once")[0]

    first = visit.post("/cases/circles", begun(once=once))
    again = visit.post("/cases/circles", begun(once=once))

    assert first.status_code == 303
    assert again.location == first.location
    assert "Tuesday circle" in visit.get("/cases/circles").text
    text = visit.get(first.location).text
    assert "Every Tuesday at 18:00, Lisbon time" in text
    assert "needs two more members before a case can be asked in it" in text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": " "}, "Give it a name."),
        ({"name": "x" * 61}, "Make it 60 characters or shorter"),
        ({"agreement": ""}, "Say what you agree on"),
        ({"agreement": "Call me on 0171 555 0199."}, "could point to a person"),
        ({"first_on": "soon"}, "Choose a day"),
        ({"first_on": "2001-01-01"}, "Choose a day from today on"),
        ({"first_on": "9999-12-31"}, "Choose a day from today on"),
        ({"rhythm": "hourly"}, "Not a valid choice"),
        ({"hour": "24"}, "Not a valid choice"),
        ({"zone": "Moon/Crater"}, "Not a valid choice"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(browser, ana, given, said):
    answer = browser(ana).post("/cases/circles", begun(**given))

    assert answer.status_code == 422
    assert said in answer.text
    assert db.session.scalars(select(Circle)).all() == []


def test_a_colleague_is_invited_by_user_name_and_joins_with_a_tick(browser, ana, ben):
    circle = a_circle(ana)
    url = f"/cases/circles/{circle.key}"

    browser(ana).post(f"{url}/members", {"username": "@Ben"})
    invited = browser(ben).get(url)
    without = browser(ben).post(f"{url}/membership", {})
    browser(ben).post(f"{url}/membership", {"agrees": "y"})

    assert "You are invited" in invited.text
    assert "What is said here stays here" in invited.text
    assert without.status_code == 422
    assert "Read what they agree on, then tick this." in without.text
    assert "2 of 8 members" in browser(ben).get(url).text


def test_a_name_that_nobody_has_is_said(browser, ana):
    url = f"/cases/circles/{a_circle(ana).key}"

    answer = browser(ana).post(f"{url}/members", {"username": "nobody-here"})

    assert answer.status_code == 422
    assert "No colleague here has this user name." in answer.text


def test_an_invitation_is_declined(browser, ana, ben):
    circle = a_circle(ana)
    circle.invite(ben, by=ana)
    visit = browser(ben)

    answer = visit.post(f"/cases/circles/{circle.key}/leaving")

    assert answer.status_code == 303
    assert "You declined “Tuesday circle”." in visit.get(answer.location).text
    assert visit.get(f"/cases/circles/{circle.key}").status_code == 404


def test_a_circle_is_there_for_nobody_else(browser, ana, ben, cy, mo):
    circle = a_circle(ana, ben, a_person())
    url = f"/cases/circles/{circle.key}"

    for stranger in (cy, mo):
        visit = browser(stranger)
        assert "Tuesday circle" not in visit.get("/cases/circles").text
        assert visit.get(url).status_code == 404
        for place in ("edit", "members", "membership", "leaving", "meetings", "turn", "rest"):
            assert visit.post(f"{url}/{place}", begun()).status_code == 404, place


def test_who_is_invited_reaches_nothing_but_the_invitation(browser, ana, ben):
    circle = a_circle(ana)
    circle.invite(ben, by=ana)
    visit, url = browser(ben), f"/cases/circles/{circle.key}"

    assert 'id="cases"' not in visit.get(url).text
    assert visit.get(f"{url}/edit").status_code == 404
    assert visit.post(f"{url}/members", {"username": "cy"}).status_code == 404


def test_the_page_is_changed_by_anyone_in_it(browser, ana, ben, cy):
    circle = a_circle(ana, ben, cy)
    url = f"/cases/circles/{circle.key}"
    said = begun(name="Evening circle", agreement="Cameras on, phones off.", hour="20")

    answer = browser(ben).post(f"{url}/edit", said)

    assert answer.status_code == 303
    text = browser(ana).get(url).text
    assert "Evening circle" in text
    assert "The agreement has changed" in text
    browser(ana).post(f"{url}/membership", {"agrees": "y"})
    assert "The agreement has changed" not in browser(ana).get(url).text


def test_two_who_change_it_at_once_see_both_and_overwrite_nothing(browser, ana, ben):
    circle = a_circle(ana, ben)
    url = f"/cases/circles/{circle.key}/edit"
    known = browser(ana).page(url).values("version")[0]
    browser(ben).post(url, begun(agreement="Cameras on.", version=known))

    second = browser(ana).post(url, begun(agreement="Phones off.", version=known))

    assert second.status_code == 422
    assert "Cameras on." in second.text
    assert "Phones off." in second.text
    assert "Cameras on." in browser(ana).get(f"/cases/circles/{circle.key}").text
    again = browser(ana).post(url, begun(agreement="Both.", version=str(int(known) + 1)))
    assert again.status_code == 303


def test_an_old_first_day_may_stay_when_something_else_changes(browser, ana):
    circle = a_circle(ana, times=Times(Rhythm.WEEKLY, date(2024, 12, 3), 18, "UTC"))
    said = begun(first_on="2024-12-03", name="Still on Tuesdays")

    answer = browser(ana).post(f"/cases/circles/{circle.key}/edit", said)

    assert answer.status_code == 303


def test_leaving_is_asked_first_and_takes_one_to_the_circles(browser, ana, ben):
    circle = a_circle(ana, ben)
    visit, url = browser(ben), f"/cases/circles/{circle.key}/leaving"

    assert "What it means" in visit.get(url).text
    answer = visit.post(url)

    assert "You have left “Tuesday circle”." in visit.get(answer.location).text
    assert [one.person for one in circle.joined] == [ana]


def test_whose_check_has_ended_sees_that_cases_close(house, ana, ben):
    app = house(cases_for="verified")
    with app.app_context():
        ana, ben = (db.session.get_one(Person, one.id) for one in (ana, ben))
        url = f"/cases/circles/{a_circle(ana, ben).key}"
        ben.verified_at = None
        db.session.commit()

        answer = Browser(app, ben).get(url)

        assert (answer.status_code, answer.location) == (303, "/cases/")


@on_sqlite
def test_its_page_takes_as_many_statements_for_eight_members_as_for_three(browser, ana, ben, cy):
    few, many = a_circle(ana, ben, cy), a_circle(ana, *(a_person() for _ in range(7)))
    for circle, number in ((few, 1), (many, 9)):
        for _ in range(number):
            a_case(author=ana).keep_in(circle, by=ana)
    db.session.commit()
    visit = browser(ana)

    of_few, of_many = (counted(visit, f"/cases/circles/{one.key}") for one in (few, many))

    assert of_few == of_many <= 6

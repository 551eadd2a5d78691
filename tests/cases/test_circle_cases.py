"""A case asked in a circle is there for its members and its author alone, everywhere."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.cases import asking_around
from forum.cases.alike import Outline, alike
from forum.cases.coming_back import promise_to_come_back
from forum.cases.counting import counts
from forum.cases.in_circle import NotInThatCircle
from forum.cases.insights import Lesson
from forum.cases.lists import page_of
from forum.cases.models import Case
from forum.cases.outcome import Telling
from forum.cases.rota import Invitation
from forum.cases.vocabulary import Result
from forum.cases.wanted import View, Wanted
from forum.cases.worked import Search
from forum.cases.worked import page_of as insights
from forum.core.db import db
from forum.core.words import Words
from forum.live.topics import versions
from forum.moderation import matters
from forum.moderation.vocabulary import Reason
from forum.notifications.news import News
from forum.notifications.notices import Notice
from forum.people.vocabulary import Discipline
from forum.talk.following import followers
from forum.trust.days import today
from tests.factories import a_case, a_circle, a_person, an_idea, told

TITLE = "Meltdown at the third station"


@pytest.fixture
def circle(ana, ben, cy):
    return a_circle(ana, ben, cy)


def kept_in(circle, author, **given):
    case = a_case(author=author, **{"title": TITLE} | given)
    case.keep_in(circle, by=author)
    db.session.commit()
    return case


def settled(case, author, **more):
    case.tell_outcome(Telling(Result.HELPED, Words.of("It did."), **more), by=author, known=0)
    db.session.commit()


def url_of(case):
    return f"/cases/{case.key}"


def titles(person, view=View.OPEN):
    return [listed.title for listed in page_of(Wanted(view), person).cases]


def test_its_members_find_it_in_the_list_and_nobody_else_does(circle, ana, ben, cy, mo):
    kept_in(circle, ana)

    for member in (ana, ben, cy):
        assert titles(member) == [TITLE]
        assert counts(Wanted(), member)[View.OPEN] == 1
    for other in (a_person(), mo):
        assert titles(other) == []
        assert counts(Wanted(), other)[View.OPEN] == 0


def test_who_is_but_invited_does_not_see_it(circle, ana):
    invited = a_person()
    circle.invite(invited, by=ana)
    case = kept_in(circle, ana)

    assert titles(invited) == []
    assert db.session.scalars(Case.visible_to(invited).where(Case.id == case.id)).all() == []


def test_nothing_of_it_is_found_by_others_on_any_page(browser, circle, ana, ben, cy, mo):
    case = kept_in(circle, ana)
    an_idea(case, by=ben)
    other = a_person(username="outsider")
    places = [url_of(case), f"{url_of(case)}/alike", f"/talks/{case.talk.key}/messages/1"]
    lists = ["/", "/cases/", "/cases/?view=waiting", "/cases/?view=following", "/notifications/"]
    lists += ["/people/ana", "/people/ben", "/cases/circles", "/cases/insights"]

    for stranger in (other, mo):
        visit = browser(stranger)
        assert [visit.get(place).status_code for place in places] == [404] * len(places)
        for place in lists:
            page = visit.get(place, follow_redirects=True).text
            assert TITLE not in page, place
            assert case.key not in page, place
    assert TITLE in browser(cy).get(url_of(case)).text
    assert TITLE in browser(cy).get("/people/ana").text


def test_others_hear_nothing_of_it_on_the_stream(circle, ana, ben, mo):
    case = kept_in(circle, ana)

    assert versions(ben, [case.talk.topic]) == {case.talk.topic: 0}
    for stranger in (a_person(), mo):
        assert versions(stranger, [case.talk.topic]) == {}


def test_cases_like_it_are_told_to_its_members_alone(circle, ana, ben):
    case = kept_in(circle, ana)
    settled(case, ana)
    same = Outline.of(a_case(title=TITLE))

    assert [one.title for one in alike(same, ben)] == [TITLE]
    assert alike(same, a_person()) == []


def test_an_approved_insight_is_for_all_and_leads_others_to_no_case(circle, ana, ben):
    case = kept_in(circle, ana, question="Who has seen the amber tunnel work?")
    other = a_person()
    lesson = Lesson("Shorten the way between stations", "Two steps are enough.", is_for_all=True)
    settled(case, ana, lesson=lesson)

    assert [(one.title, one.key) for one in insights(Search(), ben).insights] == [
        (lesson.title, case.key)
    ]
    assert [(one.title, one.key) for one in insights(Search(), other).insights] == [
        (lesson.title, "")
    ]
    assert [(one.title, one.key) for one in alike(Outline.of(a_case(title=TITLE)), other)] == [
        ("", "")
    ]
    assert insights(Search("amber tunnel"), other).insights == []


def test_an_insight_that_is_not_for_all_stays_in_the_circle(circle, ana):
    case = kept_in(circle, ana)
    settled(case, ana, lesson=Lesson("Shorten the way", "Two steps.", is_for_all=False))

    assert insights(Search(), a_person()).insights == []


def test_the_rota_asks_only_members_of_the_circle(app, circle, ana, ben, cy):
    for _ in range(4):
        a_person(discipline=Discipline.SLP)
    kept_in(circle, ana, asked=[Discipline.SLP, Discipline.OT])

    asking_around.ask_around()

    asked = set(db.session.scalars(select(Invitation.person_id)))
    assert asked == {ben.id, cy.id}


def test_a_moderator_reaches_it_once_something_of_it_is_reported(browser, circle, ana, ben, mo):
    case = kept_in(circle, ana)
    assert browser(mo).get(url_of(case)).status_code == 404

    matters.report(by=ben, about=case.talk.topic, number=0, reason=Reason.SCOPE, note="")
    db.session.commit()

    assert browser(mo).get(url_of(case)).status_code == 200
    assert browser(a_person()).get(url_of(case)).status_code == 404


def test_a_moderator_reaches_it_while_it_is_held(browser, circle, ana, mo):
    case = kept_in(circle, ana)
    case.hold()
    db.session.commit()

    assert browser(mo).get(url_of(case)).status_code == 200


def test_a_circle_of_two_takes_no_case_and_says_why(app, ana, ben):
    circle = a_circle(ana, ben)
    case = a_case(author=ana)

    with pytest.raises(NotInThatCircle, match="needs one more member before a case can be asked"):
        case.keep_in(circle, by=ana)


def test_who_has_not_agreed_to_the_new_agreement_cannot_ask_yet(circle, ana, ben):
    circle.change(
        by=ana, known=1, name=circle.name, agreement=Words.of("Something else."), times=circle.times
    )
    case = a_case(author=ben)

    with pytest.raises(NotInThatCircle, match="has a new agreement"):
        case.keep_in(circle, by=ben)


def test_leaving_makes_its_cases_go_dark_but_ones_own(browser, circle, ana, ben):
    mine, theirs = kept_in(circle, ben, title="Mine"), kept_in(circle, ana, title="Theirs")
    an_idea(theirs, by=ben)
    an_idea(theirs, by=ana)
    db.session.commit()

    circle.leave(by=ben)
    db.session.commit()

    assert browser(ben).get(url_of(theirs)).status_code == 404
    assert browser(ben).get(url_of(mine)).status_code == 200
    about = select(Notice.id).where(Notice.person_id == ben.id, Notice.about == theirs.talk.topic)
    assert db.session.scalars(about).all() == []
    follows = select(followers.c.talk_id).where(followers.c.person_id == ben.id)
    assert db.session.scalars(follows).all() == [mine.talk_id]
    assert versions(ben, [theirs.talk.topic]) == {}


def test_who_leaves_hears_no_more_of_what_is_said_there(circle, ana, ben, cy):
    case = kept_in(circle, ana)
    an_idea(case, by=ben)

    circle.leave(by=ben)
    an_idea(case, by=cy)

    about = select(Notice.person_id).where(Notice.about == case.talk.topic)
    assert ben.id not in db.session.scalars(about).all()


def test_who_left_hears_neither_how_it_turned_out_nor_of_promises(circle, ana, ben, cy):
    case = kept_in(circle, ana)
    an_idea(case, by=ben)
    an_idea(case, by=cy)
    promise = promise_to_come_back(case, "Look it up", today(ben) + timedelta(days=5), by=ben)
    promise.let_go(by=ana)
    circle.leave(by=ben)
    db.session.commit()

    settled(case, ana)

    told = select(Notice.person_id).where(Notice.news == News.OUTCOME)
    assert list(db.session.scalars(told)) == [cy.id]
    assert db.session.scalars(select(Notice).where(Notice.person_id == ben.id)).all() == []


def test_once_it_is_closed_its_cases_are_their_authors_alone(browser, circle, ana, ben, cy):
    case = kept_in(circle, ana)

    for one in (ben, cy, ana):
        circle.leave(by=one)
    db.session.commit()

    assert titles(ana) == [TITLE]
    assert titles(ben) == []
    assert browser(ana).get(url_of(case)).status_code == 200


def asking(**given):
    return told(consent="given", matters="That mornings are calm.") | given


def test_the_composer_offers_circles_to_their_members_alone(browser, circle, ana):
    assert "Who reads it" in browser(ana).get("/cases/new").text
    assert "Who reads it" not in browser(a_person()).get("/cases/new").text


def test_a_case_is_asked_in_a_circle_from_its_page(browser, circle, ana, ben):
    page = browser(ana).get(f"/cases/circles/{circle.key}").text
    assert f"/cases/new?circle={circle.key}" in page
    composer = browser(ana).get(f"/cases/new?circle={circle.key}").text
    assert f'<option selected value="{circle.key}">Tuesday circle</option>' in composer

    answer = browser(ana).post("/cases/", asking(circle=circle.key))

    assert answer.status_code == 303
    assert browser(ben).get(answer.location).status_code == 200
    assert "Asked in this circle" in browser(ben).get(answer.location).text
    assert browser(a_person()).get(answer.location).status_code == 404
    assert "Stuck at the second session" in browser(ben).get(f"/cases/circles/{circle.key}").text


def test_where_no_circle_is_chosen_it_is_for_all(browser, circle, ana):
    answer = browser(ana).post("/cases/", asking(circle=""))

    assert browser(a_person()).get(answer.location).status_code == 200


def test_a_circle_that_one_is_not_in_cannot_be_chosen(browser, circle, ana):
    for key in (circle.key, "nonsense"):
        answer = browser(a_person()).post("/cases/", asking(circle=key))

        assert answer.status_code == 422
        assert db.session.scalars(select(Case)).all() == []


def test_a_circle_of_two_is_refused_in_the_composer_with_the_reason(browser, ana, ben):
    answer = browser(ana).post("/cases/", asking(circle=a_circle(ana, ben).key))

    assert answer.status_code == 422
    assert "needs one more member before a case can be asked in it" in answer.text


def test_settled_ones_have_a_list_of_their_own(browser, circle, ana, ben):
    case = kept_in(circle, ana)
    case.settle(by=ana)
    db.session.commit()
    url = f"/cases/circles/{circle.key}"

    assert TITLE not in browser(ben).get(url).text
    assert TITLE in browser(ben).get(f"{url}?view=settled").text


def test_older_ones_are_reached_by_a_link(browser, circle, ana, ben):
    for number in range(13):
        kept_in(circle, ana, title=f"Number {number} of them")
    url = f"/cases/circles/{circle.key}"
    older = next(link for link in browser(ben).page(url).links if "before=" in link)

    assert "Number 0 of them" in browser(ben).get(older).text

"""Stepping out: a case is gone for somebody until it is closed, and nobody learns for whom."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select, update

from forum.cases.models import Case
from forum.cases.recusal import SOONEST, recusals
from forum.cases.stepping_out import advise
from forum.core.clock import now
from forum.core.db import db
from forum.core.errors import NotAllowed, Refused
from forum.notifications.notices import News, Notice
from forum.people.models import Person
from forum.talk.drafts import Draft
from forum.talk.following import followers
from tests.conftest import on_sqlite
from tests.factories import a_case, a_person, an_idea
from tests.page import names
from tests.together import at_once, in_a_transaction

HOUR = timedelta(hours=1)


@pytest.fixture
def case(ana):
    return a_case(author=ana, title="Stuck at the door")


def step_out(case, person):
    case.step_out(by=person)
    db.session.commit()


def advised(app, *, after):
    """What the worker does each hour, so much later."""
    db.session.commit()
    with time_machine.travel(now() + after, tick=False), app.app_context():
        advise()


def told(person):
    db.session.rollback()
    of = (Notice.person_id == person.id, Notice.news == News.STEPPED_OUT)
    return db.session.scalars(select(Notice).where(*of)).all()


def test_lists_counts_home_and_search_lose_it_for_them_alone(browser, case, ben, cy):
    for person in (ben, cy):
        case.talk.follow(person)
    step_out(case, ben)

    for url in ("/", "/cases/", "/cases/?view=following", "/people/ana", "/notices/"):
        assert case.title not in browser(ben).get(url).text, url
    assert 'aria-current="page">Open <span class="count">0<' in browser(ben).get("/cases/").text
    assert case.title in browser(cy).get("/cases/").text


def test_nothing_that_others_do_there_reaches_them(case, ben, cy, ana):
    idea = an_idea(case, by=ben)
    step_out(case, ben)

    case.talk.mark_helpful(idea, by=cy, yes=True)
    case.talk.try_out(idea, by=ana, owner=ana.id, yes=True)
    db.session.commit()

    assert db.session.scalars(select(Notice).where(Notice.person_id == ben.id)).all() == []


def test_every_address_of_it_is_gone_for_them(browser, case, ben, cy):
    an_idea(case, by=cy)
    talk = f"/talks/{case.talk.key}"
    step_out(case, ben)
    visit = browser(ben)

    pages = ["/since", "/here", "/messages/1", "/messages/1/answer", "/messages/1/wordings"]
    seen = {visit.get(talk + page).status_code for page in pages}
    done = {
        visit.post(talk + deed, {"kind": "idea", "body": "Still.", "yes": "1"}).status_code
        for deed in ("/messages", "/messages/1/helpful", "/follow", "/read")
    }
    kept = visit.post(f"/talks/drafts/{case.talk.topic}", {"kind": "idea", "body": "Still."})

    assert seen == done == {404}
    assert kept.status_code == 404
    assert visit.get(f"/cases/{case.key}").status_code == 404


def test_they_are_told_why_and_a_stranger_to_it_is_not(browser, case, ben, cy):
    step_out(case, ben)
    case.hide()
    db.session.commit()

    to_ben, to_cy = (browser(one).get(f"/cases/{case.key}") for one in (ben, cy))

    assert (to_ben.status_code, to_cy.status_code) == (404, 404)
    assert "You have stepped out of this case" in to_ben.text
    assert "stepped out" not in to_cy.text


def test_notices_drafts_and_following_go_and_the_badge_is_right(browser, case, ben, cy):
    case.talk.follow(ben)
    an_idea(case, by=cy)
    other = a_case(title="Another")
    other.talk.follow(ben)
    an_idea(other, by=cy)
    visit = browser(ben)
    for place in (case.talk.topic, f"{case.talk.topic}-1", other.talk.topic):
        visit.post(f"/talks/drafts/{place}", {"kind": "idea", "body": "Begun."})
    assert "2 unread" in visit.get("/").text

    step_out(case, ben)

    assert "1 unread" in visit.get("/").text
    left = db.session.scalars(select(Draft.place).where(Draft.person_id == ben.id)).all()
    assert left == [other.talk.topic]
    follows = select(followers.c.talk_id).where(followers.c.person_id == ben.id)
    assert db.session.scalars(follows).all() == [other.talk_id]


def test_nothing_changes_for_anybody_else(browser, case, ben, cy):
    an_idea(case, by=ben)
    version = case.talk.version
    before = browser(cy).page(f"/cases/{case.key}").text_in("main")

    step_out(case, ben)

    db.session.refresh(case.talk)
    assert case.talk.version == version
    assert browser(cy).page(f"/cases/{case.key}").text_in("main") == before


def test_its_author_cannot_step_out_and_nobody_can_of_a_closed_case(case, ana, ben):
    with pytest.raises(NotAllowed, match="This case is yours"):
        case.step_out(by=ana)

    case.settle(by=ana)
    with pytest.raises(Refused, match="closed"):
        case.step_out(by=ben)


def test_once_closed_it_may_be_read_and_opened_again_it_is_gone_again(browser, case, ana, ben):
    step_out(case, ben)
    visit, url = browser(ben), f"/cases/{case.key}"
    case.settle(by=ana)
    settled = visit.get(url).status_code
    visit.post(f"/talks/{case.talk.key}/follow", {"yes": "1"})
    case.reopen(by=ana)
    db.session.commit()

    assert (settled, visit.get(url).status_code) == (200, 404)
    assert not case.talk.is_followed_by(ben)


@on_sqlite
def test_a_moderator_who_steps_out_does_not_reach_it_either(browser, case, mo):
    step_out(case, mo)
    case.hide()
    db.session.commit()

    assert browser(mo).get(f"/cases/{case.key}").status_code == 404


def test_its_author_hears_that_somebody_did_and_never_who_or_when(app, browser, case, ana, ben):
    step_out(case, ben)

    advised(app, after=SOONEST - HOUR)
    too_early = told(ana)
    advised(app, after=30 * HOUR)

    assert too_early == []
    assert [(notice.actor_id, notice.number) for notice in told(ana)] == [(None, 0)]
    pages = browser(ana).get("/notices/").text + browser(ana).get(f"/cases/{case.key}").text
    assert "someone stepped out" in pages
    assert "Someone stepped out of this case" in pages
    assert not names(pages, "Ben")


def test_of_several_it_hears_once_and_no_number(app, case, ana, ben, cy):
    for person in (ben, cy, a_person()):
        step_out(case, person)
    advised(app, after=30 * HOUR)
    step_out(case, a_person())

    advised(app, after=80 * HOUR)

    assert len(told(ana)) == 1


def test_two_workers_at_once_tell_once(app, case, ana, ben):
    step_out(case, ben)
    db.session.execute(update(recusals).values(tell_at=now() - HOUR))
    db.session.commit()

    def work():
        with app.app_context():
            advise()

    at_once(work, work)

    assert len(told(ana)) == 1


def test_the_moment_is_drawn_between_six_and_thirty_hours_and_the_day_is_not_kept(case):
    begun = now()
    for _ in range(40):
        step_out(case, a_person())

    moments = db.session.scalars(select(recusals.c.tell_at)).all()

    waits = [at - begun for at in moments]
    assert all(6 * HOUR <= wait <= 30 * HOUR + HOUR / 60 for wait in waits)
    assert max(waits) - min(waits) > 6 * HOUR
    assert {column.name for column in recusals.columns} == {"case_id", "person_id", "tell_at"}


def test_two_windows_at_once_step_out_once(app, case, ben):
    key, person = case.key, ben.id
    db.session.commit()

    def leave():

        theirs = db.session.scalars(select(Case).where(Case.key == key)).one()
        theirs.step_out(by=db.session.get_one(Person, person))

    at_once(*[in_a_transaction(app, leave)] * 2)

    assert db.session.scalar(select(func.count()).select_from(recusals)) == 1


def test_one_is_asked_before_it_is_done_with_and_without_scripts(browser, case, ben):
    visit, url = browser(ben), f"/cases/{case.key}/recusal"
    on_the_page = visit.page(f"/cases/{case.key}")
    page = visit.page(url)
    part = visit.get(url, htmx="div#step-out").text
    answer = visit.post(url)

    assert url in on_the_page.links
    assert "You can’t step back in by yourself" in page.text_in("form")
    assert part.strip().startswith('<form class="stack panel tight" id="step-out"')
    assert (answer.status_code, answer.location) == (303, "/cases/")
    assert visit.post(url).location == "/cases/"
    assert "You have stepped out" in visit.get("/cases/").text


@on_sqlite
def test_its_author_and_whoever_reads_a_closed_case_are_not_offered_it(browser, case, ana, ben):
    url = f"/cases/{case.key}"
    to_ana = "/recusal" in browser(ana).get(url).text
    case.settle(by=ana)
    db.session.commit()

    assert (to_ana, "/recusal" in browser(ben).get(url).text) == (False, False)


def test_its_author_may_then_make_it_more_general_and_it_stays_out(
    app, browser, case, ana, ben, cy
):
    again, visit = f"/cases/{case.key}/again", browser(ana)
    before = visit.get(again).status_code
    step_out(case, ben)
    advised(app, after=30 * HOUR)
    assert again in visit.page(f"/cases/{case.key}").links

    words = {"story": "It goes well in one room.", "question": "What then?", "title": "A door"}
    changed = visit.post(again, told_of(visit.page(again)) | words | {"nobody_would_know": "y"})

    assert (before, changed.status_code) == (404, 303)
    page = browser(cy).page(f"/cases/{case.key}").text_in("main")
    assert "It goes well in one room." in page
    assert "until we change rooms" not in page
    assert browser(ben).get(f"/cases/{case.key}").status_code == 404


def told_of(page):
    """What the form has chosen, as it would be sent."""
    chosen = {name: page.values(name)[:1] for name in ("age_band", "once")}
    return {name: some[0] for name, some in chosen.items()} | {
        "setting": "school",
        "since": "one_to_three_months",
        "matters": "That she has friends.",
    }

"""Learning who somebody unnamed is takes two moderators and a reason, and is told and logged."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from forum.cases.veiling import hidden_at
from forum.core.clock import now
from forum.core.db import db
from forum.core.errors import NotAllowed
from forum.core.words import Words
from forum.moderation.matters import report
from forum.moderation.models import Decision
from forum.moderation.reveals import AskerHasLeft, NoLongerOpen, Reveal
from forum.moderation.vocabulary import Act, Reason
from forum.notifications.choosing import ways_of
from forum.notifications.notices import News, Notice
from forum.people.models import Person
from forum.people.vocabulary import Role
from forum.talk.vocabulary import Kind
from tests.conftest import on_sqlite
from tests.factories import a_case, a_person
from tests.page import names
from tests.together import at_once, in_a_transaction

WHY = "Somebody may be in danger and has to be called."
HOUR = timedelta(hours=1)


@pytest.fixture
def case(ana):
    case = a_case(author=ana, title="Stuck without a name")
    case.veil()
    db.session.commit()
    return case


@pytest.fixture
def mia(app):
    """Another moderator."""
    return a_person(username="mia", name="Mia Berg", role=Role.MODERATOR)


def in_hiding(topic):
    hidden = hidden_at(topic)
    assert hidden
    return hidden


def asked(case, by):
    topic = case.talk.topic
    reveal = Reveal.ask(in_hiding(topic), topic, by=by, reason=WHY)
    db.session.commit()
    return reveal


def agree(reveal, by):
    reveal.agree(hidden_at(reveal.about), by=by)
    db.session.commit()


def acts():
    return list(db.session.scalars(select(Decision.act).order_by(Decision.id)))


def test_two_see_the_name_and_no_third(browser, case, mo, mia):
    reveal = asked(case, mo)
    agree(reveal, mia)
    third = a_person(role=Role.ADMIN)
    url = f"/moderation/reveals/{reveal.key}"

    seen = ["Ana Lima" in browser(one).get(url).text for one in (mo, mia, third)]

    assert seen == [True, True, False]
    assert "Ana Lima" not in browser(mo).get(f"/cases/{case.key}").text


def test_before_the_second_agrees_nobody_sees_it(browser, case, mo, mia):
    reveal = asked(case, mo)

    for one in (mo, mia):
        assert "Ana Lima" not in browser(one).get(f"/moderation/reveals/{reveal.key}").text


def test_after_a_day_it_is_gone_again(case, mo, mia):
    reveal = asked(case, mo)
    agree(reveal, mia)

    with time_machine.travel(now() + 24 * HOUR, tick=False):
        assert not reveal.shows_to(mo)
    with time_machine.travel(now() + 23 * HOUR, tick=False):
        assert reveal.shows_to(mo)
        mo.role = Role.MEMBER
        assert not reveal.shows_to(mo)


def test_nobody_agrees_with_themselves(case, mo):
    reveal = asked(case, mo)

    with pytest.raises(NotAllowed, match="another moderator"):
        agree(reveal, mo)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.VERIFIED])
def test_it_is_for_moderators_alone(case, mo, role):
    member = a_person(role=role)
    reveal = asked(case, mo)

    for deed in (lambda: asked(case, member), lambda: agree(reveal, member)):
        with pytest.raises(NotAllowed, match="for you to decide"):
            deed()


def test_whoever_it_is_about_decides_nothing_and_sees_no_request(browser, case, ana, mo):
    ana.role = Role.MODERATOR
    reveal = asked(case, mo)

    with pytest.raises(NotAllowed):
        agree(reveal, ana)

    page = f"/moderation/reveals/{reveal.key}"
    assert browser(ana).get(page).status_code == 404
    notices = select(func.count()).where(Notice.person_id == ana.id)
    assert db.session.scalar(notices) == 0


def test_the_author_is_told_at_once_that_it_happened_and_why(browser, case, ana, mo, mia):
    reveal = asked(case, mo)
    before = "looked up your name" in browser(ana).get("/notices/").text

    agree(reveal, mia)

    inbox = browser(ana).page("/notices/")
    told = browser(ana).page(f"/cases/{case.key}/veil").text_in("main")
    assert not before
    assert "two moderators looked up your name" in inbox.text_in("main")
    assert f"/cases/{case.key}/veil" in inbox.links
    assert WHY in told
    assert not names(told, "Mo")
    news = select(Notice.actor_id).where(Notice.person_id == ana.id)
    assert db.session.scalars(news.where(Notice.news == News.REVEALED)).all() == [None]


def test_each_step_is_in_the_log(case, mo, mia):
    reveal = asked(case, mo)
    reveal.refuse(hidden_at(reveal.about), by=mia)
    agree(asked(case, mo), mia)

    assert acts() == [Act.ASKED_WHO, Act.REFUSED_WHO, Act.ASKED_WHO, Act.AGREED_WHO]
    assert db.session.scalar(select(Decision.reason).limit(1)) == WHY


def test_two_asking_at_once_make_one_request(app, case, mo, mia):
    topic, ids = case.talk.topic, (mo.id, mia.id)
    db.session.commit()

    def ask(who):
        return lambda: (
            Reveal.ask(in_hiding(topic), topic, by=db.session.get_one(Person, who), reason=WHY).key
        )

    keys = at_once(*[in_a_transaction(app, ask(who)) for who in ids])

    assert len(set(keys)) == 1
    assert acts() == [Act.ASKED_WHO]


def test_of_two_answers_the_first_stands(case, mo, mia):
    reveal = asked(case, mo)
    reveal.refuse(hidden_at(reveal.about), by=mia)

    with pytest.raises(NoLongerOpen):
        agree(reveal, a_person(role=Role.MODERATOR))

    assert reveal.agreed_at is None


def test_where_whoever_asked_has_left_it_takes_a_new_request(case, mo, mia):
    reveal = asked(case, mo)
    mo.role = Role.MEMBER
    db.session.commit()

    with pytest.raises(AskerHasLeft, match="ask anew"):
        agree(reveal, mia)
    db.session.rollback()
    anew = asked(case, mia)

    assert anew.key != reveal.key
    assert not reveal.is_open


def test_a_request_that_waited_too_long_is_over(case, mo, mia):
    reveal = asked(case, mo)

    with time_machine.travel(now() + timedelta(days=8), tick=False):
        with pytest.raises(NoLongerOpen):
            agree(reveal, mia)
        db.session.rollback()
        assert asked(case, mia).key != reveal.key


@on_sqlite
def test_other_moderators_hear_of_it_and_find_the_page(browser, case, mo, mia):
    reveal = asked(case, mo)

    assert f"/moderation/reveals/{reveal.key}" in browser(mia).page("/notices/").links
    assert browser(mo).get("/notices/").text.count("Who is") == 0


@on_sqlite
@pytest.mark.parametrize("why", ["", "Because."])
def test_a_reason_has_to_say_something(browser, case, mo, why):
    answer = browser(mo).post(f"/moderation/reveals/of/{case.talk.topic}", {"reason": why})

    assert answer.status_code == 422
    assert acts() == []


@on_sqlite
@pytest.mark.parametrize("topic", ["talk-made-up", "inbox-ana", "x"])
def test_where_nobody_is_hidden_there_is_nothing_to_ask(browser, mo, topic):
    assert browser(mo).get(f"/moderation/reveals/of/{topic}").status_code == 404


@on_sqlite
def test_a_case_with_a_name_hides_nobody(browser, ana, mo):
    case = a_case(author=ana)

    assert browser(mo).get(f"/moderation/reveals/of/{case.talk.topic}").status_code == 404


@on_sqlite
def test_a_moderator_who_stepped_out_of_the_case_is_not_led_to_it(browser, case, mo, mia):
    reveal = asked(case, mo)
    case.step_out(by=mia)
    db.session.commit()

    for url in (f"/moderation/reveals/{reveal.key}", f"/moderation/reveals/of/{case.talk.topic}"):
        assert browser(mia).get(url).status_code == 404
    assert case.talk.veil not in browser(mia).get("/notices/").text


@pytest.mark.parametrize("act", list(Act))
def test_the_log_has_words_for_every_act(act):
    assert all((act.label, act.button, act.done))


def test_nobody_can_choose_not_to_hear_of_it(browser, ana):
    selects = browser(ana).page("/account/").all("select")

    assert not [one for one in selects if one.attributes.get("name") == News.REVEALED]
    assert News.REVEALED not in ways_of(ana)


def test_a_request_stands_on_every_page_of_the_queue_until_it_is_answered(browser, case, mo, mia):
    reveal = asked(case, mo)
    pages = ("/moderation/", "/moderation/?view=reports")
    url = f"/moderation/reveals/{reveal.key}"

    before = [browser(mia).page(page) for page in pages]
    own = browser(mo).page("/moderation/")
    agree(reveal, mia)
    after = [browser(mia).page(page) for page in pages]

    for page in before:
        assert url in page.links
        assert f"“{WHY}” Mo Haddad asked" in page.text_in("main")
        assert f"Who is {case.talk.veil}?" in page.text_in("main")
    assert "it waits for another moderator" in own.text_in("main")
    assert [url in page.links for page in after] == [False, False]


@on_sqlite
def test_a_request_that_is_over_or_not_for_their_eyes_stands_in_no_queue(browser, case, mo, mia):
    reveal = asked(case, mo)
    url = f"/moderation/reveals/{reveal.key}"
    case.step_out(by=mia)
    db.session.commit()

    stepped_out = browser(mia).page("/moderation/").links
    with time_machine.travel(now() + timedelta(days=8), tick=False):
        too_late = browser(a_person(role=Role.ADMIN)).page("/moderation/").links

    assert url not in stepped_out
    assert url not in too_late


@pytest.mark.parametrize("answer", ["agreement", "refusal"])
def test_whoever_asked_hears_of_the_answer_and_nobody_is_called_any_more(
    browser, case, mo, mia, answer
):
    third = a_person(role=Role.ADMIN)
    reveal = asked(case, mo)
    url = f"/moderation/reveals/{reveal.key}"

    browser(mia).post(f"{url}/{answer}")

    inbox = browser(mo).page("/notices/")
    assert f"Mia Berg had a look in “Who is {case.talk.veil}?”" in inbox.text_in("main")
    assert url in inbox.links
    calls = select(func.count()).select_from(Notice)
    unread = calls.where(Notice.about == reveal.topic, Notice.read_at.is_(None))
    assert db.session.scalar(unread.where(Notice.person_id == third.id)) == 0
    browser(mo).get(url)
    assert db.session.scalar(unread) == 0


@on_sqlite
def test_whoever_takes_a_request_back_is_not_told_of_it(case, mo):
    reveal = asked(case, mo)

    reveal.refuse(hidden_at(reveal.about), by=mo)
    db.session.commit()

    assert not db.session.scalar(select(Notice.id).where(Notice.person_id == mo.id))


def test_who_stepped_out_is_told_nothing_of_a_request_or_a_report(browser, case, ben, mo, mia):
    case.reply(by=ben, kind=Kind.IDEA, words=Words.of("Start with the door."))
    case.step_out(by=mia)
    db.session.commit()

    asked(case, mo)
    for number in (0, 1):
        report(by=a_person(), about=case.talk.topic, number=number, reason=Reason.OTHER)
    db.session.commit()

    theirs = select(Notice.person_id).where(Notice.person_id.in_((mo.id, mia.id)))
    assert set(db.session.scalars(theirs)) == {mo.id}
    for number in (0, 1):
        of = f"/moderation/of/{case.talk.topic}/{number}"
        assert browser(mo).get(of).status_code == 303
        assert browser(mia).get(of).status_code == 404

"""Asked without a name: another for this case alone, the same throughout, and linked to nobody."""

import re

import pytest

from forum.cases.models import Case
from forum.cases.veil_names import NAMES
from forum.cases.veils import FEWEST, role
from forum.core.db import db
from forum.core.words import Words
from forum.live import presence
from forum.live.bell import listening
from forum.notifications.notices import Notice
from forum.people.vocabulary import Discipline, Role, Setting
from forum.talk.models import Talk
from forum.talk.vocabulary import Kind
from tests.conftest import on_sqlite
from tests.factories import a_case, a_circle, a_person, an_idea, told
from tests.page import names
from tests.visiting import Browser


def a_veiled_case(author, **given):
    case = a_case(author=author, **given)
    case.veil()
    db.session.commit()
    return case


def test_whoever_asks_without_a_name_is_heard_as_a_role_in_a_setting(ana):
    case = a_veiled_case(ana, setting=Setting.COMMUNITY_CLINIC)

    assert case.asker.name in NAMES
    assert case.asker.scope == "An OT, community clinic"
    assert (case.asker.username, case.asker.discipline) == ("", Discipline.OT)


def test_every_discipline_has_its_words():
    said = {one: role(one, Setting.HOME) for one in Discipline}

    assert len(set(said.values())) == len(Discipline)
    assert all(re.fullmatch(r"An? [\w ]+, home visits", words) for words in said.values())


def test_the_same_voice_answers_throughout(browser, ana, ben):
    case = a_veiled_case(ana)
    an_idea(case, by=ben)
    an_idea(case, by=ana, body="Thank you.")
    an_idea(case, by=ana, body="One more thing.")

    page = browser(ben).page(f"/cases/{case.key}").text_in("main")

    assert page.count(case.talk.veil) >= 3
    assert not names(page, "Ana")


def test_asking_twice_without_a_name_changes_nothing(ana):
    case = a_veiled_case(ana)
    name = case.talk.veil

    case.veil()

    assert case.talk.veil == name


def test_nobody_is_called_the_same_in_two_of_their_cases(ana):
    names = [a_veiled_case(ana).talk.veil for _ in range(20)]

    assert len(set(names)) == 20


@on_sqlite
def test_once_every_name_was_used_they_come_again(ana):
    *others, last = NAMES
    for name in others:
        Talk.begin("case").veil_as(name, "An OT", person=ana)

    drawn = [a_veiled_case(ana).talk.veil for _ in range(2)]

    assert drawn[0] == last
    assert drawn[1] in NAMES


def test_names_are_drawn_and_not_made(ana, ben):
    drawn = [{a_veiled_case(person).talk.veil for _ in range(12)} for person in (ana, ben)]

    assert drawn[0] != drawn[1]


def test_there_are_enough_names_and_each_is_one_word():
    assert len(NAMES) >= 200
    assert len(set(NAMES)) == len(NAMES)
    assert all(re.fullmatch(r"[A-Z][a-z]+", name) for name in NAMES)


def test_a_new_discipline_on_a_profile_changes_nothing_in_the_case(browser, ana, ben):
    case = a_veiled_case(ana)
    before = browser(ben).get(f"/cases/{case.key}").text

    ana.discipline, ana.scope, ana.name = Discipline.OTA, "Elsewhere", "Someone Else"
    db.session.commit()

    assert voices(browser(ben).get(f"/cases/{case.key}").text) == voices(before)


def voices(markup):
    return re.findall(r'<(?:strong class="name"|span class="chip)[^<]*', markup)


def test_what_they_do_is_news_of_their_voice(ana, ben):
    case = a_veiled_case(ana)
    idea = an_idea(case, by=ben)
    case.talk.try_out(idea, by=ana, owner=ana.id, yes=True)
    case.talk.mark_helpful(idea, by=ana, yes=True)
    case.settle(by=ana)
    db.session.commit()

    left = db.session.query(Notice).filter_by(person_id=ben.id).all()

    assert len(left) == 3
    assert {(notice.actor_id, notice.who.name) for notice in left} == {(None, case.talk.veil)}


@on_sqlite
def test_nobody_notices_them_come_go_or_write(browser, ana, ben):
    case = a_veiled_case(ana)
    topic, here = case.talk.topic, f"/talks/{case.talk.key}/here"
    with listening([presence.here(topic)]) as ear, presence.reading([topic], ana):
        presence.writing(topic, ana)

        assert browser(ben).get(here).text.strip() == ""
        assert presence.heard_at([topic], ben) == {presence.here(topic): 0}
    assert ear.wait(0.01) is None


@on_sqlite
def test_where_they_have_their_name_they_are_noticed_as_before(browser, ana, ben):
    a_veiled_case(ana)
    other = a_case(author=ben)
    with presence.reading([other.talk.topic], ana):
        assert "1 other is reading" in browser(ben).get(f"/talks/{other.talk.key}/here").text


def test_a_profile_says_nothing_of_it_to_anybody(browser, ana, ben, mo):
    case = a_veiled_case(ana, title="Stuck without a name")
    an_idea(case, by=ana)

    for reader in (ana, ben, mo):
        assert "Stuck without a name" not in browser(reader).get("/people/ana").text


def test_they_know_who_they_are_here_and_nobody_else_is_told(browser, ana, ben):
    case = a_veiled_case(ana)
    url = f"/cases/{case.key}"

    assert f"You are {case.talk.veil} here" in browser(ana).page(url).text_in("main")
    assert f"You are {case.talk.veil} here" in browser(ana).page(f"{url}/veil").text_in("h1")
    assert "You are" not in browser(ben).page(url).text_in("main")
    assert browser(ben).get(f"{url}/veil").status_code == 404


@on_sqlite
@pytest.mark.parametrize("kind", [Kind.QUESTION, Kind.IDEA])
def test_an_inbox_knows_the_voice_alone(browser, ana, ben, kind):
    case = a_veiled_case(ana)
    case.reply(by=ana, kind=kind, words=Words.of("What would you try?"))
    case.talk.follow(ben)
    db.session.commit()

    page = browser(ben).page("/notices/").text_in("main")

    assert not names(page, "Ana")


def test_somebody_may_be_unnamed_in_one_case_and_named_in_another(browser, ana, ben):
    named, unnamed = a_case(author=ana), a_veiled_case(ana)

    assert "Ana Lima" in browser(ben).get(f"/cases/{named.key}").text
    assert "Ana Lima" not in browser(ben).get(f"/cases/{unnamed.key}").text


def test_a_member_who_helps_in_it_is_named_as_ever(browser, ana, ben):
    case, cy = a_veiled_case(ana), a_person(name="Cy Park")
    an_idea(case, by=cy)

    assert "Cy Park" in browser(ben).page(f"/cases/{case.key}").text_in("main")


def test_their_own_name_in_what_they_say_stops_it_first(browser, ana):
    case = a_veiled_case(ana)
    talk, said = f"/talks/{case.talk.key}", {"kind": "support", "body": "Thank you all. Lima"}
    visit = browser(ana)

    refused = visit.post(f"{talk}/messages", said)
    looked = visit.post(f"/talks/check/{case.talk.topic}", said, htmx="div#found")

    assert refused.status_code == 422
    assert "is your own name, and this goes out without it" in refused.text
    assert "is your own name" in looked.text


@on_sqlite
def test_elsewhere_ones_own_name_is_no_matter_of_ours(browser, ana):
    case = a_case(author=ana)
    said = {"kind": "support", "body": "Thank you all. Lima"}

    answer = browser(ana).post(f"/talks/{case.talk.key}/messages", said)

    assert "your own name" not in answer.text


@on_sqlite
def test_whoever_asks_without_a_name_and_writes_it_is_asked_about_it(browser, ana):
    named = told(story="My colleagues call me Lima.", anonymous="y")

    answer = browser(ana).post("/cases/", named)

    assert answer.status_code == 422
    assert "is your own name, and this goes out without it" in answer.text


def test_who_could_be_guessed_by_their_discipline_may_leave_that_out_too(browser, ana, ben):
    sent = told(title="Unnamed", setting="community_clinic", anonymous="y", no_discipline="y")

    url = browser(ana).post("/cases/", sent).location
    asker = db.session.query(Case).filter_by(title="Unnamed").one().asker
    page = browser(ben).page(url).text_in("main")

    assert (asker.discipline, asker.scope) == (Discipline.OTHER, "A colleague, community clinic")
    assert "A colleague, community clinic" in page
    assert "An OT" not in page


@on_sqlite
def test_with_ones_name_the_discipline_is_said_whatever_was_ticked(browser, ana):
    browser(ana).post("/cases/", told(title="Named", no_discipline="y"))

    asker = db.session.query(Case).filter_by(title="Named").one().asker

    assert (asker.name, asker.discipline) == (ana.name, Discipline.OT)


def test_the_composer_says_where_few_share_ones_discipline(browser, ana):
    few = browser(ana).get("/cases/new").text
    for _ in range(FEWEST - 1):
        a_person(discipline=Discipline.OT)

    enough = browser(ana).get("/cases/new").text

    assert "Few here share your discipline" in few
    assert "Few here share your discipline" not in enough


@pytest.fixture
def careful(house):
    """A house where a moderator looks first."""
    app = house(first_held=2)
    with app.app_context():
        yield app


def test_a_case_asked_without_a_name_waits_and_goes_out_under_another(careful):
    ana, ben = a_person(name="Ana Lima"), a_person()
    mo = a_person(role=Role.MODERATOR)
    url = Browser(careful, ana).post("/cases/", told(title="Unnamed", anonymous="y")).location
    case = db.session.query(Case).filter_by(title="Unnamed").one()

    waits = Browser(careful, ben).get(url).status_code
    assert not names(Browser(careful, mo).get(url).text, "Ana")
    case.go_out()
    db.session.commit()

    page = Browser(careful, ben).page(url).text_in("main")
    assert waits == 404
    assert case.talk.veil in page
    assert not names(page, "Ana")


@on_sqlite
def test_a_moderators_own_waits_too_as_else_it_would_tell_whose_it_is(careful):
    mo = a_person(role=Role.MODERATOR)
    Browser(careful, mo).post("/cases/", told(title="Unnamed", anonymous="y"))

    assert db.session.query(Case).filter_by(title="Unnamed").one().held_at is not None


@on_sqlite
def test_in_a_circle_of_a_few_nobody_is_unnamed(browser, ana):
    circle = a_circle(ana, a_person(), a_person())

    answer = browser(ana).post("/cases/", told(anonymous="y", circle=circle.key))

    assert answer.status_code == 422
    assert "In a circle the others would soon know" in answer.text

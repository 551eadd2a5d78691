"""Who is there: of those who allow it, to those who may be there too, and of nobody else a sign."""

from contextlib import ExitStack

import pytest

from forum.core.db import db
from forum.live import presence
from forum.live.bell import Ring, listening, sound
from tests.conftest import on_sqlite
from tests.factories import a_person

pytestmark = on_sqlite


@pytest.fixture
def topic(case):
    return case.talk.topic


def here(browser, case, person):
    return browser(person).get(f"/talks/{case.talk.key}/here").text.strip()


def test_who_reads_is_counted_and_who_writes_is_named(browser, case, topic, ana, ben, cy):
    with presence.reading([topic], ben), presence.reading([topic], cy):
        reading = here(browser, case, ana)
        presence.writing(topic, ben)
        writing = here(browser, case, ana)
        to_ben = here(browser, case, ben)
    presence.wrote(topic, ben)

    assert ">2 others are reading<" in reading
    assert ">Ben is writing; 1 other is reading<" in writing
    assert ">1 other is reading<" in to_ben
    assert here(browser, case, ana) == ""


def test_of_two_writers_both_are_named_and_of_more_the_number(
    browser, case, topic, ana, ben, cy, mo
):
    presence.writing(topic, ben)
    presence.writing(topic, cy)
    two = here(browser, case, ana)
    presence.writing(topic, mo)
    three = here(browser, case, ana)
    for person in (ben, cy, mo):
        presence.wrote(topic, person)

    assert "Ben and Cy are writing" in two
    assert "3 others are writing" in three


def test_of_who_does_not_allow_it_there_is_no_sign(browser, case, topic, ana, ben):
    ben.shows_presence = False
    db.session.commit()
    with (
        listening([presence.here(topic)]) as ear,
        presence.reading([topic], ben),
    ):
        presence.writing(topic, ben)
        shown = here(browser, case, ana)
        heard = ear.wait(0.01)

    assert (shown, heard) == ("", None)


def test_who_forbids_it_meanwhile_is_gone_at_once(browser, case, topic, ana, ben):
    with presence.reading([topic], ben):
        ben.shows_presence = False
        db.session.commit()

        assert here(browser, case, ana) == ""


def test_who_has_two_tabs_is_one_reader_until_both_are_closed(topic, ana, ben):
    with presence.reading([topic], ben):
        with presence.reading([topic], ben):
            assert presence.present(topic, but=ana).reading == {ben.id}
        assert presence.present(topic, but=ana).reading == {ben.id}

    assert presence.present(topic, but=ana).reading == set()


def test_whoever_leaves_writes_no_more(topic, ana, ben):
    with presence.reading([topic], ben):
        presence.writing(topic, ben)

    assert presence.present(topic, but=ana) == (set(), set())


def test_coming_writing_and_going_ring(topic, ana, ben):
    with listening([presence.here(topic)]) as ear:
        with presence.reading([topic], ben):
            came = ear.wait(1)
            presence.writing(topic, ben)
            presence.writing(topic, ben)
            wrote = ear.wait(1)
        left = ear.wait(1)
        more = ear.wait(0.01)

    rings = [ring for ring in (came, wrote, left) if ring]
    assert [ring.topic for ring in rings] == [presence.here(topic)] * 3
    assert rings == sorted(set(rings))
    assert more is None


def test_nobody_is_seen_where_nothing_is_talked_about(ana, ben):
    with presence.reading(["inbox-ben"], ben):
        assert presence.heard_at(["inbox-ben"], ana) == {}
        assert presence.present("inbox-ben", but=ana).reading == set()


def test_a_page_hears_at_once_where_others_are_there_already(topic, ana, ben):
    alone = presence.heard_at([topic], ana)
    with presence.reading([topic], ben):
        among_others = presence.heard_at([topic], ana)

    assert (alone, among_others) == ({presence.here(topic): 0}, {presence.here(topic): 1})


def test_a_page_hears_of_changes_in_turn_and_of_replies_at_once(topic, monkeypatch):
    monkeypatch.setattr(presence, "EVERY", 0.05)
    there = presence.here(topic)
    with listening([there, topic]) as ear:
        unhurried = presence.Unhurried(ear)
        for version in (1, 2, 3):
            sound(there, version)
        sound(topic, 7)

        heard = [unhurried.wait(5) for _ in range(3)]

    assert heard == [Ring(there, 1), Ring(topic, 7), Ring(there, 3)]


def test_strangers_to_a_talk_learn_nothing_of_who_is_there(browser, ben):
    assert browser(ben).get("/talks/none-such/here").status_code == 404


def test_keeping_a_draft_is_a_sign_of_writing_and_posting_ends_it(browser, case, topic, ana, ben):
    visit = browser(ben)
    draft = {"kind": "idea", "body": "Half a thought", "once": "made-here", "draft": "0"}
    visit.post(f"/talks/drafts/{topic}", draft)
    meanwhile = here(browser, case, ana)
    visit.post(f"/talks/{case.talk.key}/messages", draft)

    assert "Ben is writing" in meanwhile
    assert here(browser, case, ana) == ""


def test_a_composer_is_nobody_elses_place(browser, ana, ben):
    browser(ben).post("/talks/drafts/case", {"title": "Half", "once": "made-here", "draft": "0"})

    assert presence.present("case", but=ana) == (set(), set())
    assert a_person().shows_presence


def test_in_a_crowd_nobody_is_counted_and_nothing_rings(
    browser, case, topic, ana, ben, monkeypatch
):
    monkeypatch.setattr(presence, "CROWD", 2)
    with ExitStack() as stay:
        for _ in range(3):
            stay.enter_context(presence.reading([topic], a_person()))
        with listening([presence.here(topic)]) as ear, presence.reading([topic], ben):
            shown = here(browser, case, ana)
            heard = ear.wait(0.01)

    assert ">Many others are reading<" in shown
    assert heard is None

"""A ring sounds once what it tells of is stored, and never when it is not."""

import pytest
from sqlalchemy.exc import IntegrityError

from forum.cases.models import Case
from forum.core.db import db, writing
from forum.core.words import Words
from forum.live import bell
from forum.live.bell import CLOSE, Ring, hang_up, listening, ring
from forum.people.models import Person
from forum.talk.models import Talk
from forum.talk.vocabulary import Kind
from tests.factories import a_case, an_idea
from tests.together import at_once, in_a_transaction

WORDS = Words.of("Start with the door.")
LAST = Ring("last", 1)


def heard(ear):
    """Everything heard so far; a last ring tells that it is all."""
    ring(*LAST)
    db.session.commit()
    rings = []
    while (found := ear.wait(30)) != LAST:
        rings.append(found)
    return rings


@pytest.fixture
def talk(ana):
    return a_case(author=ana).talk


@pytest.fixture
def ear(talk):
    with listening([talk.topic, LAST.topic]) as ear:
        yield ear


def test_a_reply_rings_with_its_version(ana, ben):
    case = a_case(author=ana)
    with listening([case.talk.topic, LAST.topic]) as ear:
        an_idea(case, by=ben)
        an_idea(case, by=ben)

        assert heard(ear) == [Ring(case.talk.topic, 1), Ring(case.talk.topic, 2)]


def test_nothing_sounds_before_it_is_stored(ana, ben):
    case = a_case(author=ana)
    with listening([case.talk.topic, LAST.topic]) as ear:
        with writing():
            case.reply(by=ben, kind=Kind.IDEA, words=WORDS)
            assert ear.wait(0) is None
        assert ear.wait(30) == Ring(case.talk.topic, 1)


def test_nothing_sounds_that_was_taken_back(ana, ben):
    case = a_case(author=ana)
    with listening([case.talk.topic, LAST.topic]) as ear:
        case.reply(by=ben, kind=Kind.IDEA, words=WORDS)
        db.session.rollback()

        assert heard(ear) == []


def test_several_rings_of_one_change_sound_once_with_the_newest_version(ana, ben):
    case = a_case(author=ana)
    with listening([case.talk.topic, LAST.topic]) as ear:
        for _ in range(3):
            case.reply(by=ben, kind=Kind.IDEA, words=WORDS)
        db.session.commit()

        assert heard(ear) == [Ring(case.talk.topic, 3)]


def test_a_part_that_is_done_sounds_only_with_the_whole(ana, talk, ear):
    ring(talk.topic, 7)
    with db.session.begin_nested():
        ana.scope = "Hands"
    assert ear.wait(0) is None

    db.session.commit()

    assert ear.wait(30) == Ring(talk.topic, 7)


def test_a_part_that_failed_silences_nothing_else(talk, ear):
    ring(talk.topic, 7)
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.add(Talk(kind="case", key=talk.key, version=0, message_count=0))

    db.session.commit()

    assert ear.wait(30) == Ring(talk.topic, 7)


def test_a_part_that_may_fail_by_itself_rings_nothing(talk):
    with pytest.raises(RuntimeError, match="outside of savepoints"), db.session.begin_nested():
        ring(talk.topic, 7)


def test_an_ear_hears_its_own_topics_alone(ana, ben):
    here, elsewhere = a_case(author=ana), a_case(author=ana)
    with listening([here.talk.topic, LAST.topic]) as ear:
        an_idea(elsewhere, by=ben)

        assert heard(ear) == []


def test_every_page_that_is_open_hears_it(ana, ben):
    case = a_case(author=ana)
    with listening([case.talk.topic]) as one, listening([case.talk.topic]) as two:
        an_idea(case, by=ben)

        assert one.wait(30) == two.wait(30) == Ring(case.talk.topic, 1)


def test_a_closed_page_is_forgotten(talk):
    with listening([talk.topic]):
        assert talk.topic in bell._ears

    assert talk.topic not in bell._ears


def test_eight_writers_at_once_are_all_heard(app, ana, ben):
    case = a_case(author=ana)
    case_id, ben_id, topic = case.id, ben.id, case.talk.topic

    def say():
        by = db.session.get_one(Person, ben_id)
        db.session.get_one(Case, case_id).reply(by=by, kind=Kind.IDEA, words=WORDS)

    with listening([topic, LAST.topic]) as ear:
        at_once(*[in_a_transaction(app, say)] * 8)

        assert sorted(heard(ear)) == [Ring(topic, version) for version in range(1, 9)]


def test_hanging_up_ends_every_stream(talk):
    with listening([talk.topic]) as one, listening(["other"]) as two:
        hang_up()

        assert one.wait(30) == two.wait(30) == Ring("", CLOSE)

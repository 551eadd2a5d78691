"""A talk: numbered messages, answers one level deep, marks that count once, and following."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from forum.core.db import db
from forum.core.errors import NotAllowed
from forum.core.words import Words
from forum.talk.asking import AT_ONCE
from forum.talk.following import followers
from forum.talk.models import Message, NoSuchMessage, Talk
from forum.talk.reading import Eyes, answers_since, count_since, one, read
from forum.talk.vocabulary import Kind
from tests.factories import a_case, a_person, an_idea

WORDS = Words.of("Start with the door.")


@pytest.fixture
def talk(case):
    return case.talk


def say(case, by, body="Start with the door.", to=None, kind=Kind.IDEA):
    message = case.reply(by=by, kind=kind, words=Words.of(body), to=to)
    db.session.commit()
    return message


def test_messages_are_numbered_from_one(case, talk, ben, cy):
    numbers = [say(case, by).number for by in (ben, cy, ben)]

    assert numbers == [1, 2, 3]
    assert (talk.version, talk.message_count) == (3, 3)


def test_the_newest_word_has_its_time(case, talk, ben):
    assert talk.last_said_at is None

    message = say(case, ben)

    assert abs((talk.last_said_at - message.posted_at).total_seconds()) < 5


def test_a_message_keeps_what_was_typed_and_what_is_shown(case, ben):
    message = say(case, ben, "Start *slowly*.", kind=Kind.WORTH_CHECKING)

    assert message.body_md == "Start *slowly*."
    assert "<em>slowly</em>" in message.body_html
    assert message.kind is Kind.WORTH_CHECKING


def test_an_answer_stands_under_its_idea(case, ben, cy):
    idea = say(case, ben)

    answer = say(case, cy, to=idea.number)

    assert answer.parent_id == idea.id


def test_an_answer_to_an_answer_stands_beside_it(case, ana, ben, cy):
    idea = say(case, ben)
    answer = say(case, cy, to=idea.number)

    another = say(case, ana, to=answer.number)

    assert another.parent_id == idea.id


@pytest.mark.parametrize("number", [99, -1])
def test_nothing_can_be_answered_that_is_not_there(case, talk, ben, number):
    with pytest.raises(NoSuchMessage):
        say(case, ben, "Hello?", to=number)

    db.session.rollback()
    assert talk.message_count == 0


def test_nothing_can_be_answered_in_another_talk(case, ben):
    elsewhere = a_case(author=ben)
    for _ in range(3):
        say(elsewhere, ben)

    with pytest.raises(NoSuchMessage):
        say(case, ben, to=2)


def test_whoever_asks_and_whoever_speaks_follows(case, talk, ana, ben, cy):
    say(case, ben)

    assert talk.is_followed_by(ana)
    assert talk.is_followed_by(ben)
    assert not talk.is_followed_by(cy)


def test_following_twice_is_following_once(talk, cy):
    talk.follow(cy)
    talk.follow(cy)
    db.session.commit()

    count = select(func.count()).select_from(followers).where(followers.c.person_id == cy.id)
    assert db.session.scalar(count) == 1


def test_following_can_be_taken_back_and_taken_back_again(talk, cy):
    talk.follow(cy)

    for _ in range(2):
        talk.unfollow(cy)

    assert not talk.is_followed_by(cy)


def test_a_mark_counts_once_however_often_it_is_set(case, talk, ana, ben):
    idea = say(case, ben)

    for _ in range(3):
        talk.mark_helpful(idea, by=ana, yes=True)
    db.session.commit()

    assert idea.helpful_count == 1


def test_marks_of_several_people_are_added_up_and_taken_back(case, talk, ana, ben, cy):
    idea = say(case, ben)
    for person in (ana, cy):
        talk.mark_helpful(idea, by=person, yes=True)

    for _ in range(2):
        talk.mark_helpful(idea, by=cy, yes=False)
    db.session.commit()

    assert idea.helpful_count == 1


def test_nobody_marks_their_own(case, talk, ben):
    idea = say(case, ben)

    with pytest.raises(NotAllowed, match="for others to say"):
        talk.mark_helpful(idea, by=ben, yes=True)

    assert idea.helpful_count == 0


def test_a_mark_does_not_make_news(case, talk, ana, ben):
    idea = say(case, ben)

    talk.mark_helpful(idea, by=ana, yes=True)
    db.session.commit()

    assert talk.version == 1


def test_the_schema_refuses_two_messages_of_one_number(case, talk, ben):
    say(case, ben)
    talk.version = 0
    db.session.commit()

    with pytest.raises(IntegrityError):
        say(case, ben)
    db.session.rollback()


def test_the_schema_refuses_fewer_than_no_marks(case, ben):
    say(case, ben).helpful_count = -1

    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_a_reader_gets_ideas_in_order_with_their_answers(case, talk, ana, ben, cy):
    first, second = say(case, ben, "First"), say(case, cy, "Second")
    say(case, ana, "To the second", to=second.number)
    say(case, ana, "To the first", to=first.number)

    reading = read(talk, Eyes(ana))

    assert [(idea.number, [a.number for a in idea.answers]) for idea in reading.said] == [
        (1, [4]),
        (2, [3]),
    ]
    assert [idea.author.name for idea in reading.said] == ["Ben Adeyemi", "Cy Park"]
    assert reading.said[0].answers[0].is_mine
    assert not reading.said[0].is_mine
    assert (reading.later, reading.is_cut) == (0, False)


def test_a_reader_sees_their_own_marks(case, talk, ana, ben, cy):
    for body in ("First", "Second"):
        say(case, ben, body)
    talk.mark_helpful(talk.message(2), by=ana, yes=True)
    talk.mark_helpful(talk.message(1), by=cy, yes=True)

    said = read(talk, Eyes(ana)).said

    assert [(m.helpful, m.is_marked) for m in said] == [(1, False), (1, True)]


def test_a_long_talk_is_read_in_parts_without_gap_or_repeat(case, talk, ana, ben):
    for _ in range(AT_ONCE + 7):
        case.reply(by=ben, kind=Kind.IDEA, words=WORDS)
    say(case, ana, to=1)

    first = read(talk, Eyes(ana))
    rest = read(talk, Eyes(ana), after=first.last)

    numbers = [m.number for m in (*first.said, *rest.said)]
    assert (first.later, rest.later) == (7, 0)
    assert (first.is_cut, rest.is_cut) == (False, True)
    assert numbers == list(range(1, AT_ONCE + 8))


def test_a_talk_of_exactly_one_part_has_nothing_later(case, talk, ana, ben):
    for _ in range(AT_ONCE):
        case.reply(by=ben, kind=Kind.IDEA, words=WORDS)

    assert read(talk, Eyes(ana)).later == 0


def test_answers_are_counted_with_the_ideas_they_stand_under(case, talk, ana, ben):
    for _ in range(AT_ONCE - 1):
        case.reply(by=ben, kind=Kind.IDEA, words=WORDS)
    for _ in range(5):
        say(case, ana, to=1)

    reading = read(talk, Eyes(ana))

    assert len(reading.said) == AT_ONCE - 1
    assert len(reading.said[0].answers) == 5


def test_news_are_what_others_have_said_since(case, talk, ana, ben, cy):
    say(case, ben)
    seen = talk.version
    say(case, cy)
    say(case, ana)
    say(case, cy, to=1)

    assert count_since(talk, ana, since=seen) == 2
    assert count_since(talk, cy, since=seen) == 1
    assert [a.number for a in answers_since(talk, Eyes(ana), since=seen, upto=1)] == [4]


def test_an_answer_to_an_idea_not_yet_shown_comes_with_that_idea(case, talk, ana, ben):
    say(case, ben)
    say(case, ben)
    say(case, ana, to=2)

    assert answers_since(talk, Eyes(ana), since=1, upto=1) == []
    assert [a.number for a in read(talk, Eyes(ana), after=1).said[0].answers] == [3]


def test_one_message_is_read_by_its_number(case, talk, ana, ben):
    say(case, ben, "Only this")

    said = one(talk, Eyes(ana), 1)

    assert said is not None
    assert "Only this" in said.body
    assert one(talk, Eyes(ana), 2) is None


def test_messages_of_another_talk_are_not_in_this_one(talk, ana, ben):
    an_idea(a_case(), by=ben)

    assert read(talk, Eyes(ana)).said == []
    assert count_since(talk, ana, since=0) == 0


def test_every_kind_has_words_and_an_icon():
    assert [kind.short for kind in Kind] == [
        "An idea",
        "Question",
        "Resource",
        "Worth checking",
        "Experience",
        "Support",
    ]
    assert all(kind.label and kind.icon for kind in Kind)


def test_a_talk_without_messages_is_a_talk(case, app):
    talk = Talk.begin("case")
    db.session.commit()

    assert read(talk, Eyes(a_person())).said == []
    assert db.session.scalar(select(func.count(Message.id))) == 0

"""A case: asked, answered, settled by whoever asked, opened again, and who may read it."""

import pytest

from forum.cases.course import CaseIsSettled
from forum.cases.lists import page_of
from forum.cases.models import Case, Status
from forum.cases.wanted import View, Wanted
from forum.core.db import db
from forum.core.errors import NotAllowed
from forum.core.words import Words
from forum.people.vocabulary import Discipline, Role
from forum.talk.vocabulary import Kind
from tests.factories import a_case, a_person, an_idea


def reply(case, by):
    return case.reply(by=by, kind=Kind.IDEA, words=Words.of("Start with the door."))


def test_a_case_begins_with_an_empty_talk_that_its_author_follows(ana):
    case = a_case(author=ana)

    assert case.status is Status.WAITING
    assert case.talk.message_count == 0
    assert case.talk.is_followed_by(ana)


def test_a_case_keeps_what_was_told(ana):
    case = a_case(
        author=ana,
        story=Words.of("It goes *well*."),
        tried=Words.of("A door."),
        need=Words.of("An idea."),
        asked=[Discipline.SLP, Discipline.OT],
    )
    key = case.key
    db.session.expire_all()

    found = Case.at(key, ana)
    assert found
    assert found.asked == [Discipline.SLP, Discipline.OT]
    assert "<em>well</em>" in found.story
    assert (found.story_md, found.tried_md, found.need_md) == (
        "It goes *well*.",
        "A door.",
        "An idea.",
    )
    assert found.excerpt == "It goes well."


def test_a_case_with_a_reply_is_open(ana, ben):
    case = a_case(author=ana)

    an_idea(case, by=ben)

    assert case.status is Status.OPEN


def test_a_detail_that_its_author_adds_is_no_answer(ana, ben):
    case = a_case(author=ana)

    an_idea(case, by=ana)

    assert case.status is Status.WAITING
    assert [one.replies for one in page_of(Wanted(View.WAITING), ben).cases] == [0]
    assert (case.talk.message_count, case.talk.answer_count) == (1, 0)


def test_answers_are_counted_as_they_come_and_go_and_ones_own_words_never(ana, ben):
    case = a_case(author=ana)
    mine, answer, other = (an_idea(case, by=one) for one in (ana, ben, ben))
    talk = case.talk

    def count():
        db.session.commit()
        return talk.answer_count

    counts = [count()]
    for change in (
        mine.hide,
        answer.hide,
        mine.restore,
        answer.restore,
        lambda: mine.withdraw(by=ana),
        lambda: other.withdraw(by=ben),
    ):
        change()
        counts.append(count())

    assert counts == [2, 2, 1, 1, 2, 2, 1]
    assert talk.message_count == 1


def test_a_settled_case_takes_no_replies(ana, ben):
    case = a_case(author=ana)
    case.settle(by=ana)

    with pytest.raises(CaseIsSettled, match="can open it again"):
        reply(case, ben)

    assert case.status is Status.SETTLED
    assert case.talk.message_count == 0


def test_an_opened_case_takes_replies_again(ana, ben):
    case = a_case(author=ana)
    case.settle(by=ana)

    case.reopen(by=ana)
    reply(case, ben)

    assert case.settled_at is None
    assert case.status is Status.OPEN


def test_settling_twice_keeps_the_first_day(ana):
    case = a_case(author=ana)
    case.settle(by=ana)
    first = case.settled_at

    case.settle(by=ana)

    assert case.settled_at == first


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ADMIN])
def test_a_moderator_may_settle_and_open_any_case(ana, role):
    case, mo = a_case(author=ana), a_person(role=role)

    case.settle(by=mo)
    assert case.settled_at is not None
    case.reopen(by=mo)

    assert case.settled_at is None


@pytest.mark.parametrize("role", [Role.MEMBER, Role.VERIFIED])
@pytest.mark.parametrize("verb", ["settle", "reopen"])
def test_nobody_else_may(ana, role, verb):
    case = a_case(author=ana)

    with pytest.raises(NotAllowed, match="Only whoever asked"):
        getattr(case, verb)(by=a_person(role=role))

    assert case.settled_at is None
    assert case.talk.version == 0


def test_settling_is_news_for_whoever_has_the_page_open(ana):
    case = a_case(author=ana)

    case.settle(by=ana)

    assert case.talk.version == 1
    assert case.talk.message_count == 0


def test_keys_say_nothing_of_how_many_cases_there_are(ana):
    keys = [a_case(author=ana).key for _ in range(3)]

    assert len(set(keys)) == 3
    assert all(len(key) == 12 and not key.isdecimal() for key in keys)


def test_where_cases_are_for_verified_clinicians_others_see_none(house, database):
    app = house(cases_for="verified")
    with app.app_context():
        member, verified = a_person(verified_at=None), a_person()
        moderator = a_person(role=Role.MODERATOR)
        a_case(author=verified)

        seen = [
            len(db.session.scalars(Case.visible_to(person)).unique().all())
            for person in (member, verified, moderator)
        ]

    assert seen == [0, 1, 1]

"""At the same moment: every word gets its number, every mark counts once, nobody follows twice."""

from sqlalchemy import func, select

from forum.cases.models import Case
from forum.core.db import db
from forum.core.words import Words
from forum.people.models import Person
from forum.talk.following import followers
from forum.talk.marks import helpful_marks
from forum.talk.models import Message
from forum.talk.vocabulary import Kind
from tests.factories import a_case, a_person, an_idea
from tests.together import at_once, in_a_transaction

WORDS = Words.of("Start with the door.")


def case_of(case_id):
    return db.session.get_one(Case, case_id)


def rows(table):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table))


def test_eight_people_at_once_get_eight_numbers(app, ana):
    case = a_case(author=ana)
    ids = [a_person().id for _ in range(8)]
    case_id, talk = case.id, case.talk

    def say(person_id):
        def deed():
            by = db.session.get_one(Person, person_id)
            return case_of(case_id).reply(by=by, kind=Kind.IDEA, words=WORDS).number

        return in_a_transaction(app, deed)

    numbers = at_once(*(say(person_id) for person_id in ids * 3))

    assert sorted(numbers) == list(range(1, 25))
    assert rows(Message) == 24
    assert (talk.version, talk.message_count) == (24, 24)
    assert rows(followers) == 9


def test_ten_marks_at_once_are_ten(app, browser, ana, ben):
    case = a_case(author=ana)
    an_idea(case, by=ben)
    url = f"/talks/{case.talk.key}/messages/1/helpful"
    visits = [browser(a_person()) for _ in range(10)]
    for visit in visits:
        visit.get("/cases/new")

    answers = at_once(*(lambda v=visit: v.post(url, {"yes": "1"}) for visit in visits))

    assert {answer.status_code for answer in answers} == {303}
    assert rows(helpful_marks) == 10
    assert db.session.scalars(select(Message.helpful_count)).one() == 10


def test_one_person_pressing_twice_at_once_marks_once(browser, ana, ben):
    case = a_case(author=ana)
    an_idea(case, by=ben)
    url = f"/talks/{case.talk.key}/messages/1/helpful"
    visit = browser(ana)
    visit.get("/cases/new")
    windows = [visit.another_window() for _ in range(6)]

    answers = at_once(*(lambda w=window: w.post(url, {"yes": "1"}) for window in windows))

    assert {answer.status_code for answer in answers} == {303}
    assert rows(helpful_marks) == 1
    assert db.session.scalars(select(Message.helpful_count)).one() == 1


def test_one_person_taking_back_twice_at_once_takes_back_once(browser, ana, ben, cy):
    case = a_case(author=ana)
    idea = an_idea(case, by=ben)
    for person in (ana, cy):
        case.talk.mark_helpful(idea, by=person, yes=True)
    db.session.commit()
    url = f"/talks/{case.talk.key}/messages/1/helpful"
    visit = browser(ana)
    visit.get("/cases/new")
    windows = [visit.another_window() for _ in range(6)]

    answers = at_once(*(lambda w=window: w.post(url, {"yes": "0"}) for window in windows))

    assert {answer.status_code for answer in answers} == {303}
    assert db.session.scalars(select(Message.helpful_count)).one() == rows(helpful_marks) == 1


def test_one_person_following_twice_at_once_follows_once(browser, ana, ben):
    url = f"/talks/{a_case(author=ana).talk.key}/follow"
    visit = browser(ben)
    visit.get("/cases/new")
    windows = [visit.another_window() for _ in range(6)]

    answers = at_once(*(lambda w=window: w.post(url, {"yes": "1"}) for window in windows))

    assert {answer.status_code for answer in answers} == {303}
    assert rows(followers) == 2


def test_settling_and_speaking_at_once_end_one_way_or_the_other(browser, ana, ben):
    case = a_case(author=ana)
    key, talk_key = case.key, case.talk.key
    author, speaker = browser(ana), browser(ben)
    for visit in (author, speaker):
        visit.get("/cases/new")

    settled, said = at_once(
        lambda: author.post(f"/cases/{key}/settle"),
        lambda: speaker.post(f"/talks/{talk_key}/messages", {"kind": "idea", "body": "The door."}),
    )

    assert settled.status_code == 303
    assert said.status_code in (303, 409)
    assert rows(Message) == (1 if said.status_code == 303 else 0)

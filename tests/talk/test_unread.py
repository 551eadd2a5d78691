"""Three visits: what is new since the last, where it begins, and when it has been read."""

from datetime import timedelta

from sqlalchemy import event, func, insert, select, update

from forum.core.clock import now
from forum.core.db import db
from forum.core.words import Words
from forum.notifications.notices import Notice
from forum.people.models import Person
from forum.people.vocabulary import Discipline
from forum.talk.asking import AT_ONCE
from forum.talk.following import followers
from forum.talk.models import Message
from forum.talk.place import Place
from forum.talk.standing import standing
from forum.talk.vocabulary import Kind
from tests.factories import a_case, an_idea
from tests.page import Page
from tests.together import at_once


def read(visit, case, upto, htmx=""):
    return visit.post(f"/talks/{case.talk.key}/read", {"upto": str(upto)}, htmx=htmx)


def unread(person):
    db.session.rollback()
    left = select(Notice).where(Notice.person_id == person.id, Notice.read_at.is_(None))
    return db.session.scalars(left).all()


def place_of(case, person):
    db.session.rollback()
    return db.session.get(Place, (case.talk_id, person.id))


def yesterday(case, person):
    """Let `person` have been here a day ago."""
    moved = update(Place).where(Place.person_id == person.id)
    db.session.execute(moved.values(seen_at=now() - timedelta(days=1)))
    db.session.commit()


def test_nothing_is_new_to_who_has_never_been_here(browser, case, ana, ben):
    an_idea(case, by=ana)

    page = browser(ben).get(f"/cases/{case.key}").text

    assert " new since " not in page
    assert 'class="reply new"' not in page


def test_three_visits(browser, case, ana, ben, cy):
    visit = browser(ana)
    an_idea(case, by=ben)
    first = visit.page(f"/cases/{case.key}")
    read(visit, case, first.values("upto")[0])
    yesterday(case, ana)

    an_idea(case, by=ben, body="While away")
    an_idea(case, by=ana, body="One’s own is not new")
    an_idea(case, by=cy, body="While away, too")
    second = visit.get(f"/cases/{case.key}").text
    read(visit, case, Page(second).values("upto")[0])
    third = visit.get(f"/cases/{case.key}").text

    assert "2 new since yesterday" in second
    assert 'href="#m2"' in second
    assert second.count('class="reply new"') == 2
    assert " new since " not in third
    assert 'class="reply new"' not in third


def test_what_is_new_beyond_the_page_is_led_to_by_its_own_address(browser, case, ana, ben):
    for _ in range(AT_ONCE + 1):
        case.reply(by=ben, kind=Kind.IDEA, words=Words.of("Start with the door."))
    db.session.commit()
    visit = browser(ana)
    read(visit, case, AT_ONCE)

    page = visit.get(f"/cases/{case.key}").text

    assert f'href="/talks/{case.talk.key}/messages/{AT_ONCE + 1}"' in page


def test_reading_takes_the_notices_of_what_was_read_and_no_others(browser, case, ana, ben):
    for _ in range(3):
        an_idea(case, by=ben)
    other = a_case(author=ana)
    an_idea(other, by=ben)

    read(browser(ana), case, 2)

    assert sorted((notice.about, notice.number) for notice in unread(ana)) == sorted(
        [(case.talk.topic, 3), (other.talk.topic, 1)]
    )


def test_a_page_that_was_read_asks_for_no_second_reading(browser, case, ana, ben):
    an_idea(case, by=ben)
    visit = browser(ana)
    before = visit.page(f"/cases/{case.key}").values("upto")
    read(visit, case, before[0])

    assert before == ["1"]
    assert visit.page(f"/cases/{case.key}").values("upto") == []


def test_a_helpful_mark_is_read_with_the_page(browser, case, ana, ben):
    idea = an_idea(case, by=ben)
    visit = browser(ben)
    read(visit, case, 1)
    case.talk.mark_helpful(idea, by=ana, yes=True)
    db.session.commit()

    upto = visit.page(f"/cases/{case.key}").values("upto")
    read(visit, case, upto[0])

    assert unread(ben) == []


def test_reading_never_goes_back_nor_beyond_what_is_there(browser, case, ana, ben):
    for _ in range(3):
        an_idea(case, by=ben)
    visit = browser(ana)

    seen = []
    for upto in (2, 1, 999, "-4", "x"):
        read(visit, case, upto)
        seen.append(place_of(case, ana).seen)

    assert seen == [2, 2, 3, 3, 3]


def test_without_scripts_a_button_marks_it_as_read(browser, case, ana, ben):
    an_idea(case, by=ben)
    visit = browser(ana)
    page = visit.page(f"/cases/{case.key}")

    answer = read(visit, case, 1)

    assert "Mark as read up to here" in page.text_in("button")
    assert (answer.status_code, answer.location) == (303, f"/cases/{case.key}")


def test_a_reader_whose_last_message_was_withdrawn_reads_on(browser, case, ana, ben):
    idea = an_idea(case, by=ben)
    read(browser(ana), case, 1)
    idea.withdraw(by=ben)
    db.session.commit()
    an_idea(case, by=ben, body="Another go")

    page = browser(ana).get(f"/cases/{case.key}").text

    assert "1 new since" in page
    assert page.count('class="reply new"') == 1


def test_what_was_withdrawn_unread_is_not_new(case, ana, ben):
    Place.reach(case.talk_id, ana, 0)
    first, _ = an_idea(case, by=ben), an_idea(case, by=ben)
    first.withdraw(by=ben)
    db.session.commit()

    how = standing(case.talk, ana)

    assert (how.new, how.first_new) == (1, 2)


def test_two_tabs_read_at_the_same_moment(browser, case, ana, ben):
    an_idea(case, by=ben)
    url, tabs = f"/talks/{case.talk.key}/read", [browser(ana) for _ in range(4)]
    for tab in tabs:
        tab.get("/cases/new")

    answers = at_once(*(lambda tab=tab: tab.post(url, {"upto": "1"}).status_code for tab in tabs))

    assert answers == [303] * 4
    assert place_of(case, ana).seen == 1


def test_what_may_not_be_seen_is_not_read(browser, ben):
    answer = browser(ben).post("/talks/none-such/read", {"upto": "1"})

    assert answer.status_code == 404


def test_a_muted_talk_is_followed_and_tells_nothing(browser, case, ana, ben, cy):
    visit = browser(cy)
    visit.post(f"/talks/{case.talk.key}/follow", {"yes": "1"})
    visit.post(f"/talks/{case.talk.key}/mute", {"yes": "1"})

    an_idea(case, by=ben)
    muted = visit.page(f"/cases/{case.key}").text_in("button")
    part = visit.post(f"/talks/{case.talk.key}/mute", {"yes": "0"}, htmx="span#follow")
    an_idea(case, by=ben)

    assert "Muted" in muted
    assert "Mute</button>" in part.text
    assert [notice.number for notice in unread(cy)] == [2]


def test_whoever_muted_a_talk_hears_of_no_mark(case, ana, ben, cy):
    idea = an_idea(case, by=ben)
    case.talk.mute(ben, yes=True)

    case.talk.mark_helpful(idea, by=cy, yes=True)
    case.talk.try_out(idea, by=ana, owner=ana.id, yes=True)
    db.session.commit()

    assert unread(ben) == []


def test_a_reply_takes_as_many_statements_for_500_followers_as_for_one(case, ana, ben):
    def statements():
        said = []

        def note(connection, cursor, statement, *_):
            said.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        case.reply(by=ben, kind=Kind.IDEA, words=Words.of("Start with the door."))
        db.session.commit()
        event.remove(db.engine, "before_cursor_execute", note)
        return len(said)

    an_idea(case, by=ben)
    of_few = statements()
    crowd_follows(case, 500)

    assert statements() == of_few
    assert len(db.session.scalars(select(Notice).where(Notice.number == 3)).all()) == 501


def crowd_follows(case, count):
    """So many people more, who follow the case."""
    who, known = {"name": "Kim Sommer", "discipline": Discipline.OT}, now()
    usual = {**who, "confirmed_at": known, "verified_at": known}
    crowd = [
        usual | {"username": f"reader{n}", "email": f"reader{n}@weft.example"} for n in range(count)
    ]
    ids = db.session.scalars(insert(Person).returning(Person.id), crowd).all()
    rows = [{"talk_id": case.talk_id, "person_id": person} for person in ids]
    db.session.execute(followers.insert(), rows)
    db.session.commit()


def test_every_reply_of_a_lively_minute_is_one_notice_each(case, ana, ben):
    for _ in range(30):
        an_idea(case, by=ben)

    assert len(unread(ana)) == 30
    assert db.session.scalar(select(func.max(Message.number))) == 30

"""When a circle meets, in local time through every change of clocks; and whose turn it is."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from forum.cases.circle_news import tell_of_meetings
from forum.cases.circles import Circle
from forum.cases.rhythm import Rhythm, Times
from forum.cases.turns import Meet, NotedMeanwhile, NotYourTurn
from forum.core.db import db
from forum.core.errors import Refused
from forum.notifications.digests import write_news
from forum.notifications.models import Letter
from forum.notifications.notices import Notice
from forum.people.models import Person
from tests.factories import a_circle, a_person
from tests.together import at_once, in_a_transaction

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 24, 18, tzinfo=UTC)
"""The first meeting after MONDAY of a circle as `a_circle` makes it: every Tuesday, 18:00 UTC."""


def at(moment):
    return time_machine.travel(moment, tick=False)


def some(times, begin, number):
    """The next few meetings after `begin`."""
    found = []
    for _ in range(number):
        begin = times.after(begin)
        found.append(begin)
    return [moment.isoformat() for moment in found]


def next_host(circle):
    return circle.joined[0].person


def told():
    notices = db.session.scalars(select(Notice).order_by(Notice.id))
    return {(notice.person_id, notice.news.value, notice.who.name) for notice in notices}


@pytest.mark.parametrize(
    ("rhythm", "first_on", "said"),
    [
        (Rhythm.WEEKLY, date(2026, 11, 24), "Every Tuesday"),
        (Rhythm.FORTNIGHTLY, date(2026, 11, 24), "Every other Tuesday"),
        (Rhythm.MONTHLY, date(2026, 11, 10), "The second Tuesday of each month"),
        (Rhythm.MONTHLY, date(2026, 9, 29), "The last Tuesday of each month"),
    ],
)
def test_a_rhythm_is_said_in_words(rhythm, first_on, said):
    assert Times(rhythm, first_on, 18, "UTC").days == said


def test_fortnights_count_from_the_first_day():
    times = Times(Rhythm.FORTNIGHTLY, date(2026, 11, 24), 18, "UTC")

    assert some(times, MONDAY, 3) == [
        "2026-11-24T18:00:00+00:00",
        "2026-12-08T18:00:00+00:00",
        "2026-12-22T18:00:00+00:00",
    ]


def test_a_month_has_its_second_tuesday_wherever_that_falls():
    times = Times(Rhythm.MONTHLY, date(2026, 11, 10), 18, "UTC")

    assert some(times, MONDAY, 3) == [
        "2026-12-08T18:00:00+00:00",
        "2027-01-12T18:00:00+00:00",
        "2027-02-09T18:00:00+00:00",
    ]


def test_where_a_month_has_no_fifth_one_the_last_counts():
    times = Times(Rhythm.MONTHLY, date(2026, 9, 29), 18, "UTC")

    assert some(times, datetime(2026, 9, 30, tzinfo=UTC), 3) == [
        "2026-10-27T18:00:00+00:00",
        "2026-11-24T18:00:00+00:00",
        "2026-12-29T18:00:00+00:00",
    ]


def test_when_clocks_go_forward_the_hour_stays_on_the_clock():
    times = Times(Rhythm.WEEKLY, date(2026, 3, 24), 18, "Europe/Lisbon")

    assert some(times, datetime(2026, 3, 23, tzinfo=UTC), 2) == [
        "2026-03-24T18:00:00+00:00",
        "2026-03-31T17:00:00+00:00",
    ]


def test_when_clocks_go_back_the_hour_stays_on_the_clock():
    times = Times(Rhythm.WEEKLY, date(2026, 10, 20), 18, "Europe/Lisbon")

    assert some(times, datetime(2026, 10, 20, tzinfo=UTC), 2) == [
        "2026-10-20T17:00:00+00:00",
        "2026-10-27T18:00:00+00:00",
    ]


def test_an_hour_that_is_left_out_counts_as_the_moment_of_the_change():
    times = Times(Rhythm.WEEKLY, date(2026, 3, 1), 2, "America/New_York")

    assert some(times, datetime(2026, 3, 2, tzinfo=UTC), 2) == [
        "2026-03-08T07:00:00+00:00",
        "2026-03-15T06:00:00+00:00",
    ]


def test_of_an_hour_that_comes_twice_the_first_counts():
    times = Times(Rhythm.WEEKLY, date(2026, 10, 25), 1, "America/New_York")

    assert some(times, datetime(2026, 10, 26, tzinfo=UTC), 1) == ["2026-11-01T05:00:00+00:00"]


def test_before_the_first_meeting_there_was_none():
    times = Times(Rhythm.WEEKLY, date(2026, 12, 1), 18, "UTC")

    assert times.latest(MONDAY) is None
    assert times.latest(datetime(2026, 12, 1, 18, tzinfo=UTC)) is not None


def test_it_meets_next_in_its_rhythm_once_there_are_three(app, ana, ben, cy):
    with at(MONDAY):
        assert a_circle(ana, ben, cy).next_at == TUESDAY
        assert a_circle(ana, ben).next_at is None


def test_a_resting_circle_does_not_meet(app, ana, ben, cy):
    with at(MONDAY):
        circle = a_circle(ana, ben, cy)

        circle.rest(by=ana, yes=True)

        assert circle.next_at is None


def test_the_turn_moves_on_with_each_meeting_that_went_ahead(app, ana, ben, cy):
    with at(MONDAY):
        circle = a_circle(ana, ben, cy)
    hosts = []

    for week in range(4):
        with at(TUESDAY + timedelta(weeks=week, hours=2)):
            hosts.append(host := next_host(circle))
            when = TUESDAY + timedelta(weeks=week)
            circle.note(when, by=cy, host=host, went_ahead=True)

    assert hosts == [ana, ben, cy, ana]


def test_where_it_did_not_go_ahead_the_turn_stays(app, ana, ben, cy):
    with at(MONDAY):
        circle = a_circle(ana, ben, cy)

    with at(TUESDAY):
        circle.note(TUESDAY, by=ben, host=ana, went_ahead=False)

    assert next_host(circle) == ana


def test_who_stepped_in_has_had_their_turn_and_the_other_is_next(app, ana, ben, cy):
    with at(MONDAY):
        circle = a_circle(ana, ben, cy)

    with at(TUESDAY):
        circle.note(TUESDAY, by=ben, host=cy, went_ahead=True)

    assert [one.person for one in circle.joined] == [ana, ben, cy]
    with at(TUESDAY + timedelta(weeks=1)):
        circle.note(TUESDAY + timedelta(weeks=1), by=ben, host=ana, went_ahead=True)
    assert [one.person for one in circle.joined] == [ben, cy, ana]


def test_a_turn_is_passed_on_by_one(app, ana, ben, cy):
    circle = a_circle(ana, ben, cy)

    circle.pass_turn(by=ana)

    assert [one.person for one in circle.joined] == [ben, ana, cy]
    with pytest.raises(NotYourTurn):
        circle.pass_turn(by=ana)


def test_whoever_joins_later_hosts_after_the_others(app, ana, ben, cy):
    with at(MONDAY):
        circle = a_circle(ana, ben, cy)
    with at(TUESDAY):
        circle.note(TUESDAY, by=ben, host=ana, went_ahead=True)
    late = a_person()

    circle.invite(late, by=ana)
    circle.join(by=late)

    assert [one.person for one in circle.joined] == [ben, cy, ana, late]


def test_a_meeting_is_noted_once(app, ana, ben, cy):
    with at(MONDAY):
        circle = a_circle(ana, ben, cy)
    with at(TUESDAY):
        circle.note(TUESDAY, by=ben, host=ana, went_ahead=True)

        with pytest.raises(NotedMeanwhile):
            circle.note(TUESDAY, by=cy, host=ben, went_ahead=True)


def test_two_who_note_it_at_once_move_the_turn_on_once(app, ana, ben, cy):
    with at(MONDAY):
        circle_id = a_circle(ana, ben, cy).id
    ids = [ben.id, cy.id]

    def note(person_id):
        def deed():
            circle = db.session.get_one(Circle, circle_id)
            by, host = (db.session.get_one(Person, one) for one in (person_id, ana.id))
            try:
                circle.note(TUESDAY, by=by, host=host, went_ahead=True)
            except NotedMeanwhile:
                return "noted"
            return "done"

        return in_a_transaction(app, deed)

    with at(TUESDAY):
        answers = at_once(*(note(one) for one in ids))

    assert sorted(answers) == ["done", "noted"]
    db.session.rollback()
    assert len(db.session.scalars(select(Meet)).all()) == 1
    circle = db.session.get_one(Circle, circle_id)
    assert [one.person_id for one in circle.joined] == [ben.id, cy.id, ana.id]


def test_what_was_before_a_circle_began_is_not_asked(app, ana, ben, cy):
    with at(MONDAY):
        assert a_circle(ana, ben, cy).to_note_at is None


def test_somebody_who_has_left_cannot_have_hosted(app, ana, ben, cy):
    circle = a_circle(ana, ben, cy)

    with pytest.raises(Refused, match="They have left this circle meanwhile"):
        circle.member_called("somebody")


def test_the_day_before_all_are_told_who_hosts_and_the_host_that_they_do(app, ana, ben, cy):
    with at(MONDAY):
        a_circle(ana, ben, cy)
        assert tell_of_meetings() == 0

    with at(TUESDAY - timedelta(hours=23)):
        assert [tell_of_meetings(), tell_of_meetings()] == [1, 0]

    assert told() == {
        (ana.id, "circle_hosts", "Weft"),
        (ben.id, "circle_meets", "Ana Lima"),
        (cy.id, "circle_meets", "Ana Lima"),
    }


def test_each_meeting_is_told_of(app, ana, ben, cy):
    with at(MONDAY):
        a_circle(ana, ben, cy)

    done = []
    for week in range(2):
        with at(TUESDAY + timedelta(weeks=week) - timedelta(hours=1)):
            done.append(tell_of_meetings())

    assert done == [1, 1]


def test_two_workers_at_once_tell_once(app, ana, ben, cy):
    with at(MONDAY):
        a_circle(ana, ben, cy)

    def work():
        with app.app_context():
            return tell_of_meetings()

    with at(TUESDAY - timedelta(hours=1)):
        assert sum(at_once(work, work)) == 1

    db.session.rollback()
    assert len(db.session.scalars(select(Notice)).all()) == 3


def test_nobody_is_told_of_what_rests_or_has_too_few(app, ana, ben, cy):
    with at(MONDAY):
        a_circle(ana, ben)
        a_circle(ana, ben, cy).rest(by=ana, yes=True)
        db.session.commit()

    with at(TUESDAY - timedelta(hours=1)):
        assert tell_of_meetings() == 0


def test_the_hour_is_shown_in_the_readers_zone(browser, ana, ben, cy):
    ana.time_zone = "Asia/Tokyo"
    with at(MONDAY):
        url = f"/cases/circles/{a_circle(ana, ben, cy).key}"

        assert "25 November 2026, 03:00" in browser(ana).get(url).text
        assert "24 November 2026, 18:00" in browser(ben).get(url).text


def test_a_meeting_is_noted_on_the_page(browser, ana, ben, cy):
    with at(MONDAY):
        circle = a_circle(ana, ben, cy)
    url = f"/cases/circles/{circle.key}"

    with at(TUESDAY + timedelta(hours=2)):
        visit = browser(ben)
        asked = visit.page(url)
        assert "How was your last meeting?" in asked.text_in("main")
        said = {"at": asked.values("at")[0], "host": "ana", "went_ahead": "1"}
        answer = visit.post(f"{url}/meetings", said)
        again = visit.post(f"{url}/meetings", said)

        assert (answer.status_code, again.status_code) == (303, 409)
        text = visit.page(url).text_in("main")
        assert "Ana Lima hosted" in text
        assert "How was your last meeting?" not in text
        assert "You host" in text


@pytest.mark.parametrize(
    "said",
    [
        {"at": "soon", "host": "ana", "went_ahead": "1"},
        {"at": TUESDAY.isoformat(), "host": "nobody", "went_ahead": "1"},
        {"at": "2026-11-24T18:00:00", "host": "ana", "went_ahead": "1"},
        {},
    ],
)
def test_a_note_that_makes_no_sense_changes_nothing(browser, ana, ben, cy, said):
    with at(MONDAY):
        circle = a_circle(ana, ben, cy)

    with at(TUESDAY + timedelta(hours=2)):
        answer = browser(ben).post(f"/cases/circles/{circle.key}/meetings", said)

    assert answer.status_code == 422
    assert db.session.scalars(select(Meet)).all() == []


def test_a_turn_is_passed_on_and_a_circle_rested_on_the_page(browser, ana, ben, cy):
    with at(MONDAY):
        circle = a_circle(ana, ben, cy)
        visit, url = browser(ana), f"/cases/circles/{circle.key}"
        assert "Let Ben host this time" in visit.get(url).text

        visit.post(f"{url}/turn")
        passed = visit.get(url).text
        visit.post(f"{url}/rest", {"yes": "1"})
        resting = visit.get(url).text
        visit.post(f"{url}/rest", {"yes": "0"})

        assert "Ben Adeyemi hosts" in passed
        assert "Resting since" in resting
        assert "24 November 2026, 18:00" in visit.get(url).text


def test_a_letter_names_the_host_and_nothing_that_members_wrote(app, ana, ben, cy):
    with at(MONDAY):
        a_circle(ana, ben, cy)
    with at(TUESDAY - timedelta(hours=23)):
        tell_of_meetings()

    with at(TUESDAY - timedelta(hours=22)):
        assert write_news() == 3

    letters = {one.recipient: one.body for one in db.session.scalars(select(Letter))}
    assert "Your circle meets within a day. Ana hosts." in letters[ben.email]
    assert "it is your turn to host" in letters[ana.email]
    assert not any("Tuesday circle" in body for body in letters.values())


def test_whose_check_has_ended_is_not_told(house, ana, ben, cy):
    with house(cases_for="verified").app_context(), at(MONDAY):
        members = [db.session.get_one(Person, one.id) for one in (ana, ben, cy)]
        a_circle(*members)
        members[1].verified_at = None
        db.session.commit()

        with at(TUESDAY - timedelta(hours=1)):
            tell_of_meetings()

        assert {news for _, news, _ in told()} == {"circle_hosts", "circle_meets"}
        assert ben.id not in {person for person, _, _ in told()}

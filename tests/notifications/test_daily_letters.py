"""Once a day: at one's own hour in one's own zone, on each local day exactly once."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import time_machine

from forum.core.clock import now
from forum.core.db import db
from forum.notifications import digests
from forum.people.vocabulary import Letters
from tests.conftest import on_sqlite
from tests.factories import a_case, a_person, an_idea
from tests.notifications.letterbox import written

CHANGES = [
    ("Europe/Lisbon", datetime(2026, 3, 27, tzinfo=UTC)),
    ("Europe/Lisbon", datetime(2026, 10, 23, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 3, 6, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 10, 30, tzinfo=UTC)),
    ("Africa/Cairo", datetime(2026, 4, 22, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 10, 2, tzinfo=UTC)),
    ("Asia/Kathmandu", datetime(2026, 6, 1, tzinfo=UTC)),
]
"""Zones, and a day or two before clocks change: forward, back, at midnight, by half an hour."""


@pytest.mark.parametrize(("zone", "begin"), CHANGES)
def test_every_hour_comes_once_on_each_local_day(zone, begin):
    moments: dict[int, list[datetime]] = {hour: [] for hour in range(24)}
    with time_machine.travel(begin, tick=False) as clock:
        for step in range(5 * 48):
            clock.move_to(begin + timedelta(minutes=30 * step))
            for hour, found in moments.items():
                found.append(digests.latest(hour, zone))

    for hour, found in moments.items():
        distinct = sorted(set(found))
        days = [at.astimezone(ZoneInfo(zone)).date() for at in distinct]
        assert found == sorted(found), hour
        assert days == [days[0] + timedelta(days=n) for n in range(len(days))], hour
        assert all(
            timedelta(hours=23) <= later - earlier <= timedelta(hours=25)
            for earlier, later in pairwise(distinct)
        )


@pytest.mark.parametrize(
    ("at", "hour", "zone", "moment"),
    [
        ("2026-03-29T07:30+00:00", 8, "Europe/Lisbon", "2026-03-29T07:00+00:00"),
        ("2026-03-28T07:30+00:00", 8, "Europe/Lisbon", "2026-03-27T08:00+00:00"),
        ("2026-03-29T12:00+00:00", 1, "Europe/Lisbon", "2026-03-29T01:00+00:00"),
        ("2026-10-25T00:30+00:00", 1, "Europe/Lisbon", "2026-10-25T00:00+00:00"),
        ("2026-10-25T01:30+00:00", 1, "Europe/Lisbon", "2026-10-25T00:00+00:00"),
        ("2026-03-08T07:00+00:00", 2, "America/New_York", "2026-03-08T07:00+00:00"),
        ("2011-12-30T12:00+00:00", 8, "Pacific/Apia", "2011-12-29T18:00+00:00"),
        ("2026-06-01T23:00+00:00", 8, "Pacific/Kiritimati", "2026-06-01T18:00+00:00"),
        ("2026-06-01T09:00+00:00", 8, "Nowhere/At_All", "2026-06-01T08:00+00:00"),
    ],
)
def test_the_hour_is_that_of_the_readers_own_clock(at, hour, zone, moment):
    with time_machine.travel(datetime.fromisoformat(at), tick=False):
        assert digests.latest(hour, zone) == datetime.fromisoformat(moment)


@pytest.mark.parametrize("hour", [0, 1, 8, 23])
@pytest.mark.parametrize(("zone", "begin"), CHANGES[:2])
def test_a_daily_letter_comes_on_each_day_once_over_a_change_of_clocks(app, zone, begin, hour):
    ana = a_person(letters=Letters.DAILY, letters_at=hour, time_zone=zone)
    ben = a_person(letters=Letters.NONE)
    with time_machine.travel(begin, tick=False) as clock:
        case = a_case(author=ana)
        for step in range(5 * 24 * 2):
            clock.move_to(begin + timedelta(minutes=30 * step, seconds=10))
            if step % 5 == 0:
                an_idea(case, by=ben)
            digests.write_news()

        there = [letter.written_at.astimezone(ZoneInfo(zone)) for letter in written()]

    days = Counter(at.date() for at in there)
    assert len(days) in (4, 5)
    assert set(days.values()) == {1}
    assert max(days) - min(days) == timedelta(days=len(days) - 1)
    gap = datetime.combine(there[0].date(), time(hour), ZoneInfo(zone))
    assert {at.hour for at in there if at.date() != gap.date()} <= {hour, hour + 1}


@on_sqlite
def test_a_worker_that_was_away_writes_when_it_is_back(app):
    ana = a_person(letters=Letters.DAILY, letters_at=8)
    ben = a_person()
    with time_machine.travel(datetime(2026, 6, 1, 7, tzinfo=UTC), tick=False) as clock:
        an_idea(a_case(author=ana), by=ben)
        clock.move_to(datetime(2026, 6, 1, 21, tzinfo=UTC))
        late = digests.write_news()
        an_idea(a_case(author=ana), by=ben)
        same_day = digests.write_news()
        clock.move_to(datetime(2026, 6, 2, 8, tzinfo=UTC))
        next_day = digests.write_news()

    assert (late, same_day, next_day) == (1, 0, 1)


@on_sqlite
def test_a_day_without_news_has_no_letter(app):
    a_case(author=a_person(letters=Letters.DAILY))

    with time_machine.travel(now() + timedelta(days=2), tick=False):
        assert digests.write_news() == 0


@on_sqlite
def test_daily_letters_say_that_they_are(app):
    ana = a_person(letters=Letters.DAILY)
    an_idea(a_case(author=ana), by=a_person())
    db.session.commit()

    with time_machine.travel(now() + timedelta(days=1, minutes=1), tick=False):
        digests.write_news()

    assert "You get such letters once a day." in written()[0].body

"""Quiet hours by the reader's own clock: letters of news wait, and nobody seems to be there."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from forum.core.db import db
from forum.live import presence
from forum.notifications import digests
from forum.notifications.models import Letter
from forum.people.quiet import is_quiet
from forum.people.vocabulary import Letters
from tests.conftest import on_sqlite
from tests.factories import a_case, a_person, an_idea
from tests.notifications.letterbox import written

EVENING = {"quiet_from": 18, "quiet_until": 8}


@pytest.mark.parametrize(
    ("begins", "ends", "hours"),
    [
        (18, 8, {*range(18, 24), *range(8)}),
        (12, 14, {12, 13}),
        (0, 0, set()),
        (9, 9, set()),
        (23, 0, {23}),
        (0, 23, set(range(23))),
    ],
)
def test_hours_may_go_over_midnight_and_the_same_twice_are_none(begins, ends, hours):
    quiet = set()
    for hour in range(24):
        with time_machine.travel(datetime(2026, 6, 1, hour, 59, tzinfo=UTC), tick=False):
            if is_quiet(begins, ends, "UTC"):
                quiet.add(hour)

    assert quiet == hours


@pytest.mark.parametrize(
    ("begin", "changes_at"),
    [
        (datetime(2026, 3, 28, 12, tzinfo=UTC), "2026-03-29T08:00+01:00"),
        (datetime(2026, 10, 24, 12, tzinfo=UTC), "2026-10-25T08:00+00:00"),
    ],
    ids=["forward", "back"],
)
def test_letters_wait_until_quiet_hours_are_over_through_a_change_of_clocks(app, begin, changes_at):
    ana = a_person(time_zone="Europe/Lisbon", **EVENING)
    ben = a_person(letters=Letters.NONE)
    with time_machine.travel(begin, tick=False) as clock:
        case = a_case(author=ana)
        for step in range(24 * 4):
            clock.move_to(begin + timedelta(minutes=15 * step))
            if step == 7 * 4:
                an_idea(case, by=ben)
            digests.write_news()

    (letter,) = written()
    assert letter.written_at == datetime.fromisoformat(changes_at)


@on_sqlite
@pytest.mark.parametrize("zone", ["Europe/Lisbon", "America/New_York"])
def test_no_letter_of_news_is_ever_written_in_quiet_hours(app, zone):
    ana = a_person(time_zone=zone, letters=Letters.DAILY, letters_at=6, **EVENING)
    ben = a_person(letters=Letters.NONE)
    begin = datetime(2026, 10, 20, tzinfo=UTC)
    with time_machine.travel(begin, tick=False) as clock:
        case = a_case(author=ana)
        for step in range(24 * 16):
            clock.move_to(begin + timedelta(hours=step, minutes=1))
            if step % 5 == 0:
                an_idea(case, by=ben)
            digests.write_news()

    hours = {letter.written_at.astimezone(ZoneInfo(zone)).hour for letter in written()}
    assert hours == {8}
    assert len(written()) >= 15


@on_sqlite
def test_a_letter_of_the_account_waits_for_nothing(app, browser):
    a_person(username="dana", email="dana@weft.example", quiet_from=0, quiet_until=23)

    with time_machine.travel(datetime(2026, 6, 1, 3, tzinfo=UTC), tick=False):
        browser().post("/forgot", {"who": "dana"})
        assert Letter.is_any_due()

    assert [letter.recipient for letter in written()] == ["dana@weft.example"]


@on_sqlite
def test_on_mondays_all_of_a_week_comes_in_one_letter(app):
    ana = a_person(time_zone="Europe/Lisbon", letters=Letters.MONDAYS, letters_at=8)
    ben = a_person(letters=Letters.NONE)
    begin = datetime(2026, 10, 14, 12, tzinfo=UTC)
    with time_machine.travel(begin, tick=False) as clock:
        for step in range(21 * 24):
            clock.move_to(begin + timedelta(hours=step, seconds=5))
            if step % 24 == 0:
                an_idea(a_case(author=ana), by=ben)
            digests.write_news()

    there = [letter.written_at.astimezone(ZoneInfo("Europe/Lisbon")) for letter in written()]
    assert [f"{at:%Y-%m-%d %H}" for at in there] == [
        "2026-10-19 08",
        "2026-10-26 08",
        "2026-11-02 08",
    ]
    assert [letter.body.count("/talks/") for letter in written()] == [5, 7, 7]
    assert "You get such letters on Mondays." in written()[0].body


@on_sqlite
def test_what_is_said_just_after_a_mondays_letter_is_in_the_next(app):
    ana = a_person(letters=Letters.MONDAYS, letters_at=8)
    with time_machine.travel(datetime(2026, 10, 19, 8, 1, tzinfo=UTC), tick=False) as clock:
        an_idea(a_case(author=ana), by=a_person())
        clock.move_to(datetime(2026, 10, 26, 8, 5, tzinfo=UTC))

        assert digests.write_news() == 1


@on_sqlite
def test_in_quiet_hours_nobody_is_seen_reading_or_writing(app, ana, ben):
    ben.quiet_from, ben.quiet_until = EVENING.values()
    db.session.commit()
    topic = a_case(author=ana).talk.topic

    seen = []
    for hour in (17, 18):
        with (
            time_machine.travel(datetime(2026, 6, 1, hour, tzinfo=UTC), tick=False),
            presence.reading([topic], ben),
        ):
            presence.writing(topic, ben)
            there = presence.present(topic, but=ana)
            seen.append((bool(there.reading), bool(there.writing)))
            presence.wrote(topic, ben)

    assert seen == [(False, True), (False, False)]


def test_who_is_quiet_by_now_is_named_to_nobody(app, browser, ana, ben):
    case = a_case(author=ana)
    url = f"/talks/{case.talk.key}/here"
    with presence.reading([case.talk.topic], ben):
        before = browser(ana).get(url, htmx="div#here").text
        ben.quiet_from, ben.quiet_until = 0, 23
        db.session.commit()
        with time_machine.travel(datetime(2026, 6, 1, 3, tzinfo=UTC), tick=False):
            after = browser(ana).get(url, htmx="div#here").text

    assert "1 other is reading" in before
    assert after.strip() == ""

"""Times are said as one would say them, in the reader's own zone."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from forum.core import dates
from forum.core.dates import dated, day, greeting, last_day, moment, read_in, when

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def reader():
    """`reader("Asia/Tokyo")`: from here on the reader is in Tokyo, and it is noon in Greenwich."""
    app = Flask("times alone")
    dates.init_app(app)
    with app.test_request_context("/"), time_machine.travel(NOON, tick=False):
        yield read_in


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(0), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=-5), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=11, minutes=59), "11 hours ago"),
        (timedelta(hours=13), "yesterday"),
        (timedelta(days=1), "yesterday"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(days=13), "13 days ago"),
        (timedelta(days=14), "7 November"),
        (timedelta(days=400), "17 October 2025"),
    ],
)
def test_how_long_ago_is_said_as_one_would_say_it(reader, ago, said):
    assert when(NOON - ago) == said


def test_yesterday_is_the_readers_yesterday(reader):
    at = NOON - timedelta(hours=13)

    reader("Europe/London")
    assert when(at) == "yesterday"
    reader("Pacific/Honolulu")
    assert when(at) == "yesterday"
    reader("Asia/Tokyo")
    assert when(at) == "13 hours ago"


def test_an_hour_before_midnight_is_not_yet_yesterday(reader):
    with time_machine.travel(datetime(2026, 11, 21, 0, 30, tzinfo=UTC), tick=False):
        assert when(datetime(2026, 11, 20, 23, 30, tzinfo=UTC)) == "1 hour ago"


def test_a_day_is_the_readers_day(reader):
    at = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)

    assert day(at) == "18 November"
    reader("Asia/Tokyo")
    assert day(at) == "19 November"
    assert moment(at) == "19 November 2026, 08:30"


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("America/Los_Angeles", "Good evening"),
        ("America/Chicago", "Good morning"),
        ("UTC", "Good afternoon"),
        ("Asia/Tokyo", "Good evening"),
    ],
)
def test_a_greeting_goes_by_the_readers_clock(reader, zone, said):
    reader(zone)

    assert greeting() == said


def test_an_unknown_zone_is_read_as_greenwich(reader):
    reader("Nowhere/Atall")

    assert greeting() == "Good afternoon"


def test_a_date_for_the_records_has_its_year_in_any_year(reader):
    at = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)

    assert (dated(at), dated(at.date())) == ("18 November 2026", "18 November 2026")
    reader("Asia/Tokyo")
    assert (dated(at), dated(at.date())) == ("19 November 2026", "18 November 2026")


def test_what_ends_with_a_day_holds_to_that_day_for_everyone(reader):
    reader("Asia/Tokyo")

    assert dated(last_day(datetime(2027, 4, 1, tzinfo=UTC))) == "31 March 2027"

"""Knocks are counted by address or by person, here or in Redis, and without it too."""

import pytest
from redis import Redis

from forum.core.limits import knocker, limiter
from tests.conftest import on_sqlite
from tests.factories import a_case, a_person
from tests.visiting import Browser

pytestmark = on_sqlite


@pytest.fixture(autouse=True)
def _redis_is_asked_again():
    """The limiter is one for all apps of a process, and remembers that its Redis was away."""
    limiter._storage_dead = False


def knocks(app, times, who="dana", address="203.0.113.9"):
    """What so many wrong sign-ins from one address are answered with."""
    visit = Browser(app)
    visit.get("/sign-in")
    said, whence = {"who": who, "password": "not the one"}, {"REMOTE_ADDR": address}
    return [visit.post("/sign-in", said, environ_base=whence).status_code for _ in range(times)]


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("", "unknown"),
        ("made up", "unknown"),
    ],
)
def test_an_address_is_counted_and_of_a_long_one_its_network(app, address, counted):
    with app.test_request_context("/", environ_base={"REMOTE_ADDR": address}):
        assert knocker() == counted


def test_one_address_may_try_ten_times_a_minute(house):
    app = house(RATELIMIT_ENABLED=True)

    tries = knocks(app, 11)
    elsewhere = knocks(app, 1, address="203.0.113.10")

    assert tries == [422] * 10 + [429]
    assert elsewhere == [422]


def test_one_account_may_be_tried_twenty_times_an_hour_from_anywhere(house):
    app = house(RATELIMIT_ENABLED=True)

    tries = [knocks(app, 7, address=f"203.0.113.{number}") for number in range(3)]
    another = knocks(app, 1, who="eve", address="203.0.113.9")

    assert tries == [[422] * 7, [422] * 7, [422] * 6 + [429]]
    assert another == [422]


@pytest.mark.parametrize("who", ["ana", "ana@weft.example", "nobody", "nobody@weft.example"])
def test_a_reset_may_be_asked_for_five_times_whoever_it_is_for(house, who):
    app = house(RATELIMIT_ENABLED=True)
    with app.app_context():
        a_person(username="ana", email="ana@weft.example")
    visit = Browser(app)

    answers = [visit.post("/forgot", {"who": who}).status_code for _ in range(6)]

    assert answers == [303] * 5 + [429]


def test_joining_is_limited_by_address(house):
    visit = Browser(house(RATELIMIT_ENABLED=True))

    answers = [visit.post("/join", {"name": "Dana"}).status_code for _ in range(11)]

    assert answers == [422] * 10 + [429]


def test_a_member_is_counted_wherever_they_sit_and_others_are_not(house):
    app = house(RATELIMIT_ENABLED=True)
    with app.app_context():
        ana, ben = a_person(), a_person()
        key = a_case(author=ana).talk.key
        windows = [Browser(app, ana), Browser(app, ana), Browser(app, ben)]
    said = {"kind": "idea", "body": "Start with the door."}

    answers = [
        [visit.post(f"/talks/{key}/messages", said).status_code for _ in range(times)]
        for visit, times in zip(windows, (15, 6, 1), strict=True)
    ]

    assert answers == [[303] * 15, [303] * 5 + [429], [303]]


def test_two_processes_count_together_in_redis(house, redis_url):
    here = house(RATELIMIT_ENABLED=True, redis_url=redis_url)
    first = knocks(here, 6)
    there = house(RATELIMIT_ENABLED=True, redis_url=redis_url)

    second = knocks(there, 5)

    assert first + second == [422] * 10 + [429]


def test_without_redis_counting_goes_on_here(house, redis_url):
    app = house(RATELIMIT_ENABLED=True, redis_url="redis://127.0.0.1:9")

    assert knocks(app, 11) == [422] * 10 + [429]


def test_what_redis_knows_is_soon_forgotten(house, redis_url):
    app = house(RATELIMIT_ENABLED=True, redis_url=redis_url)
    knocks(app, 2)

    with Redis.from_url(redis_url) as client:
        lasts = [client.ttl(key) for key in client.scan_iter()]

    assert len(lasts) == 3
    assert all(0 < seconds <= 7_200 for seconds in lasts)

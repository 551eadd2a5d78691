"""`forum bench live`: every open page hears every reply once, and the figures are put together."""

import pytest
from click.testing import CliRunner

from forum.bench import bench
from forum.bench.live_report import Arrivals, LiveFigures, Rings, during
from forum.bench.report import Spread
from tests.bench.ran import ran

BEGAN = {7: 100.0, 8: 200.0}


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bench")
    return ran("live", "--readers", "5", "--replies", "2", folder=folder)


def test_five_open_pages_hear_every_reply_once(figures):
    listening, looking = figures["runs"]

    assert [listening["pages"], looking["pages"]] == [5, 5]
    assert [listening["replies"], looking["replies"]] == [2, 1]
    for run in (listening, looking):
        assert [run["lost"], run["doubled"]] == [0, 0]
        assert run["post_ms"]["least"] > 0


def test_pages_that_look_see_their_pill_after_its_ring(figures):
    listening, looking = figures["runs"]

    assert listening["seen_ms"] is None
    assert looking["seen_ms"]["least"] > looking["heard_ms"]["least"] > 0


def test_the_table_names_its_aims_and_the_machine(figures):
    machine = figures["runs"][0]["machine"]

    for said in ("300 for 500, 1000 for 2000", "times the yardstick", machine["versions"], "load"):
        assert said in figures["printed"]


def test_an_arrival_is_counted_from_the_begin_of_its_reply():
    pages = [[(7, 100.25), (8, 200.5)], [(7, 100.75), (8, 200.125)]]

    took, lost, doubled = Arrivals.of(BEGAN, pages)

    assert sorted(took) == [0.125, 0.25, 0.5, 0.75]
    assert (lost, doubled) == (0, 0)


def test_a_ring_that_never_came_is_lost():
    assert Arrivals.of(BEGAN, [[(7, 101.0)], []]) == ([1.0], 3, 0)


def test_a_ring_that_came_again_is_doubled_and_its_first_time_counts():
    assert Arrivals.of(BEGAN, [[(7, 101.0), (8, 202.0), (7, 109.0)]]).doubled == 1
    assert 9.0 not in Arrivals.of(BEGAN, [[(7, 101.0), (7, 109.0)]]).took


def test_other_pages_count_while_something_rings():
    asked = [(0.0, 1.0), (1.5, 2.5), (2.5, 3.0), (5.0, 6.0)]

    assert during(asked, [(2.0, 2.75)]) == [1.0, 0.5]


def test_a_spread_is_in_milliseconds():
    thousand = [number / 1000 for number in range(1, 1001)]

    spread = Spread.of(thousand)

    assert (spread.least, spread.p50, spread.most) == (1.0, 500.5, 1000.0)
    assert spread.p95 == pytest.approx(950, abs=1)
    assert spread.p99 == pytest.approx(990, abs=1)
    assert Spread.of([0.25]) == Spread(250, 250, 250, 250, 250)


def test_a_reply_is_compared_with_the_yardsticks():
    one = Spread.of([0.002])
    run = Rings(500, 20, 0, 0, one, None, 25.0, 26.0, one, Spread.of([0.006]), one, one, one)

    assert run.times_the_yardstick == 3.0
    assert len({len(line) for line in LiveFigures([run, run]).table().splitlines()[:20]}) == 1


@pytest.mark.parametrize("said", ["", "0", "500,many,9000", "-5"])
def test_how_many_readers_is_said_in_numbers(said):
    answer = CliRunner().invoke(bench, ["live", "--readers", said])

    assert answer.exit_code == 2
    assert "numbers from 1 to 5000" in answer.output

"""`forum bench pages` on a real server: what it tells, and what of it is exact."""

import pytest

from tests.bench.ran import ran


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    return ran("pages", "--quick", folder=tmp_path_factory.mktemp("bench"))


def test_every_page_has_its_figures_and_the_yardsticks_stand_beside(figures):
    pages = figures["pages"]

    assert list(pages) == [
        *("list", "case_20", "case_100", "case_20_first"),
        *("yardstick", "yardstick_packed", "yardstick_same"),
    ]
    for page in pages.values():
        for kind in ("cpu_ms", "alone_ms", "crowd_ms"):
            assert 0 < page[kind]["least"] <= page[kind]["p50"] <= page[kind]["p99"]
    assert list(figures["ratios"]) == [name for name in pages if "yardstick" in name]
    assert set(figures["machine"]) == {"cores", "python", "system", "load", "versions"}


def test_a_case_takes_few_statements_and_as_many_for_a_hundred_replies_as_for_twenty(figures):
    counted = {name: page["statements"] for name, page in figures["pages"].items()}

    assert counted["case_20"] == counted["case_100"] <= 6
    assert counted["list"] <= 6


def test_our_pages_travel_packed_and_the_plain_yardstick_does_not(figures):
    pages = figures["pages"]

    assert pages["case_20"]["packing"] == pages["yardstick_packed"]["packing"] == "zstd"
    assert pages["case_20"]["bytes_gzip"] < pages["case_20"]["bytes"] / 3
    assert pages["yardstick"]["bytes_sent"] == pages["yardstick"]["bytes"]


def test_scripts_of_a_first_visit_stay_small(figures):
    assert 0 < figures["visit"]["js_gzip"] <= 25_000


def test_the_table_names_what_was_measured_and_where(figures):
    for said in (*figures["pages"], "times the yardstick", figures["machine"]["python"], "load"):
        assert said in figures["printed"]

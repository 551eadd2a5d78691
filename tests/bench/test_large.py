"""`forum bench pages --large`: what of a large community's pages is exact."""

import pytest

from tests.bench.ran import ran


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    return ran("pages", "--large", "--quick", folder=tmp_path_factory.mktemp("bench"))


def test_no_page_takes_more_statements_the_more_there_is_to_show(figures):
    counted = {name: page["statements"] for name, page in figures["pages"].items()}

    assert counted["case_20"] == counted["case_2000"] == counted["case_2000_last"] <= 6
    assert {counted[name] for name in counted if name.startswith("list")} == {counted["list"]}
    assert max(counted["list"], counted["inbox"]) <= 6
    assert counted["home"] <= 8


def test_the_last_page_of_a_long_case_shows_as_much_as_its_first(figures):
    first, last = figures["pages"]["case_2000"], figures["pages"]["case_2000_last"]

    assert last["bytes"] == pytest.approx(first["bytes"], rel=0.15)


def test_a_reply_stands_beside_the_yardsticks(figures):
    assert set(figures["ratios"]) == {"list", "case_20", "case_2000_last", "reply"}
    for said in ("reply costs", "times yardstick_post (aim 3.0)", figures["machine"]["versions"]):
        assert said in figures["printed"]

"""`forum bench pages --many`: what of a page among very many cases is exact."""

import pytest

from tests.bench.ran import ran


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    return ran("pages", "--many", "--quick", folder=tmp_path_factory.mktemp("bench"))


def test_no_page_takes_more_statements_among_many_cases(figures):
    for name, both in figures["pages"].items():
        assert both["many"]["statements"] == both["small"]["statements"], name


def test_every_list_takes_as_many_statements_whatever_is_asked_for(figures):
    lists = {name: both for name, both in figures["pages"].items() if name.startswith("list")}

    assert {both["many"]["statements"] for both in lists.values()} == {3}
    assert {"list_waiting", "list_kept", "list_rare_three", "list_later"} < set(lists)


def test_the_table_says_what_is_beyond_the_aim_and_on_which_machine(figures):
    assert set(figures["ratios"]) == set(figures["pages"])
    for said in ("300 cases", "Beyond 1.5 times:", figures["machine"]["versions"]):
        assert said in figures["printed"]

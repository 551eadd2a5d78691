"""`forum bench deid`: on sets of our own it says what is found, and without any it says so."""

import json
from dataclasses import replace

import pytest
from click import ClickException

from forum.bench import deid, deid_report

JUDGE = """
def score(rows, found, severities, errors):
    touched = 0
    for row, told in zip(rows, found):
        for span in row["spans"]:
            at, to = span["start"], span["end"]
            hit = any(s < to and at < e and k in severities for s, e, _, k in told)
            touched += hit
            if not hit:
                errors.append(("MISS", span["label"], row["text"][span["start"]:span["end"]], ""))
    gold = sum(len(row["spans"]) for row in rows)
    return {
        "texts": len(rows), "words": 9, "gold": gold, "recall": round(100 * touched / gold, 1),
        "leak": 0.0, "FA/1k": 0.0, "flagged": None, "by group": {"NAME": "50.0 of 2"},
    }
"""
TEXT = "Jayden's mum rang. Qwz went."
ROW = {
    "text": TEXT,
    "spans": [
        {"start": 0, "end": 6, "label": "NAME"},
        {"start": 19, "end": 22, "label": "NAME"},
    ],
}


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shared")
    (folder / "data").mkdir()
    (folder / "data" / "ours.jsonl").write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    (folder / "measure.py").write_text(JUDGE, encoding="utf-8")
    return deid.measure(folder)


def test_without_the_labelled_sets_it_says_so(tmp_path):
    with pytest.raises(ClickException, match=r"labelled sets are not at .* no part of Weft"):
        deid.measure(tmp_path)


def test_each_set_has_its_figures_and_the_cost_stands_below(figures):
    [ours] = figures.sets

    assert (ours.name, ours.texts, ours.identifiers) == ("ours", 1, 2)
    assert 0 < figures.rules.p50 <= figures.rules.p95
    assert 0 < figures.every.p50 <= figures.every.p95
    assert 20 < figures.megabytes < 500


def test_the_table_says_that_the_reader_has_seen_the_sets(figures):
    said = deid_report.as_table(figures)

    assert "have learned from these very sets" in said
    assert "Philter" in said


def test_what_was_missed_is_listed_and_kept_out_of_the_file(figures):
    missed = replace(figures, errors=[("ours", "MISS", "NAME", "Qwz\nVonk")])

    assert list(deid_report.misses(missed)) == ["ours  MISS NAME  Qwz Vonk"]
    assert "Qwz" not in deid_report.as_json(missed)
    assert json.loads(deid_report.as_json(missed))["bench"] == "deid"


def test_figures_of_left_out_authors_stand_beside_where_they_were_written_down(figures):
    row = {"set": "ours", "recall": 87.5, "leak": 3.25, "fa": 1.5, "flagged": None}
    without = replace(figures, left_out=None)
    beside = replace(figures, left_out=[row | {"amber_recall": 98.5}])

    assert "not written down yet" in deid_report.as_table(without)
    assert "never saw" in deid_report.as_table(beside)
    ours = deid_report.as_table(beside).splitlines()[1]
    assert ours.split()[-5:] == ["87.5", "3.25", "1.5", "-", "98.5"]

"""The texts that were written for the training are marked as its reader expects."""

import pytest

from forum.deid.training.hands import HERE, hand, read

HANDS = sorted(path.stem for path in HERE.glob("*.txt"))


def test_marks_are_taken_out_and_told_as_spans():
    found = read("[[NAME:Wren]] fell off the bus in [[GEO:Little Ouse]].")

    told = [(found["text"][s["start"] : s["end"]], s["label"]) for s in found["spans"]]
    assert found["text"] == "Wren fell off the bus in Little Ouse."
    assert told == [("Wren", "NAME"), ("Little Ouse", "GEO")]


def test_what_nobody_is_sure_of_teaches_nothing():
    assert read("[[UNSURE:grace]] wore it.")["spans"][0]["optional"]


def test_a_mark_left_open_is_refused():
    with pytest.raises(ValueError, match="left open"):
        read("[[NAME:Wren fell off the bus.")


@pytest.mark.parametrize("name", HANDS)
def test_every_hand_can_be_read(name):
    rows = hand(name)

    marked = [row for row in rows if row["spans"]]
    assert all(row["text"].strip() for row in rows)
    assert not marked if name.endswith("_clean") else len(marked) > len(rows) / 3
    for row in rows:
        assert all(row["text"][s["start"] : s["end"]].strip() for s in row["spans"])

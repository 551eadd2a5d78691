"""`forum deid FILE`: what it prints, for people and programs, and how it ends."""

import json

import pytest
from click.testing import CliRunner

from forum.cli import main

RED, CLEAR, UNREADABLE = 1, 0, 2


@pytest.fixture
def deid(tmp_path):
    """`deid("Seen 3/14")` is what the command says of such a file; `typed` goes to its input."""

    def run(text=None, *options, typed=None, code=CLEAR):
        named = []
        if text is not None:
            file = tmp_path / "note.txt"
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
            named = [str(file)]
        done = CliRunner().invoke(main, ["deid", *named, *options], input=typed)
        assert done.exit_code == code, done.output
        return done

    return run


def test_each_finding_has_its_place_kind_words_reason_and_safer_words(deid):
    said = deid("He sleeps badly.\nAfter tea, call 617-555-0142.", code=RED).stdout

    assert said == (
        "2:17  must change  Phone number: “617-555-0142” reaches a real person. "
        "Say “[phone removed]”.\n"
        "1 detail to look at. 1 must change.\n"
    )


def test_advice_alone_is_no_reason_to_fail(deid):
    said = deid("She is 7 years and 4 months.").stdout

    assert said.splitlines() == [
        "1:8  advice  Telling detail: “7 years and 4 months” narrows it down. Say “school age”.",
        "1 detail to look at. 1 is up to you.",
    ]


def test_what_is_best_left_out_says_so(deid):
    assert "“Kofi” names a person. Leave it out." in deid("His brother Kofi.", code=RED).stdout


def test_a_clean_text_ends_well(deid):
    assert deid("He sleeps badly.").stdout == (
        "Nothing stands out. You know the person, so your eye comes last.\n"
    )


def test_standard_input_is_read_where_no_file_is_named(deid):
    assert "1:6  must change" in deid(typed="Call 617-555-0142.", code=RED).stdout
    assert "Nothing stands out" in deid(typed="").stdout


def test_a_byte_order_mark_moves_nothing(deid):
    assert deid("\ufeffCall 617-555-0142.", code=RED).stdout.startswith("1:6  ")


def test_programs_get_offsets_and_edits(deid):
    text = "Fell\n\non 14 March 2019 🤷 twice."

    told = json.loads(deid(text, "--json", code=RED).stdout)

    [finding] = told["findings"]
    assert text[finding["start"] : finding["end"]] == finding["text"] == "14 March 2019"
    assert (finding["line"], finding["column"]) == (3, 4)
    assert (finding["kind"], finding["severity"], finding["safer"]) == ("DATE", "red", "2019")
    assert finding["edit"] == {"start": 6, "end": 22, "words": "in 2019"}
    assert told["note"] == ""


def test_another_language_is_read_by_rules_and_it_says_so(deid):
    text = "Das Kind ist sieben und spricht mit der Mutter, aber nicht in der Schule."

    assert "not English" in deid(text).stderr
    assert "not English" in json.loads(deid(text, "--json").stdout)["note"]


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0", b"one\0two", b"caf\xe9"])
def test_what_is_no_text_is_refused(deid, content):
    assert "is no text file" in deid(content, code=UNREADABLE).stderr


def test_a_file_that_is_not_there_is_named(deid, tmp_path):
    done = deid(None, str(tmp_path / "nowhere.txt"), code=UNREADABLE)

    assert "nowhere.txt can't be read: No such file" in done.stderr
    assert "can't be read" in deid(None, str(tmp_path), code=UNREADABLE).stderr

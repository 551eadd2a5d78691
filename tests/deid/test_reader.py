"""The learned reader: what it joins, what it remembers, and what happens without it."""

import re
from concurrent.futures import ThreadPoolExecutor
from shutil import copytree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.deid import Label, reader
from forum.deid.joined import learned
from forum.deid.normal import Plain
from forum.deid.reader.model import HERE, CannotRead, Model, Word
from forum.deid.reader.spans import FLOOR, spans

POST = "Emma Kowalski bites at circle time. Her teacher, Ms. Alvarez, moved here from Tallahassee."


def thinking(chances, group="NAME"):
    """Reads each word of a window with the chance given for it, or none."""

    def words(window):
        parts = re.finditer(r"\w+|[^\w\s]", window)
        return [Word(*part.span(), chances.get(part[0], 0.0), group) for part in parts]

    return words


def told(text, chances):
    return [text[s.start : s.end] for s in spans(text, thinking(chances))]


def test_neighbours_that_both_seem_likely_are_one_stretch():
    assert told("Diaz, Carol sat", {"Diaz": 0.9, ",": 0.6, "Carol": 0.5}) == ["Diaz, Carol"]


def test_a_doubtful_neighbour_stands_by_itself():
    assert told("Grace will sit", {"Grace": 0.9, "will": 0.1}) == ["Grace", "will"]


def test_words_of_two_sentences_are_not_joined():
    assert told("Ask Emma. Carol knows.", {"Emma": 0.9, "Carol": 0.9}) == ["Emma", "Carol"]


def test_what_is_hardly_possible_is_not_told():
    assert told("He sat", {"He": FLOOR / 2}) == []


def test_a_stretch_is_as_likely_as_its_likeliest_word():
    (span,) = spans("Ana Diaz", thinking({"Ana": 0.4, "Diaz": 0.8}))

    assert span.probability == 0.8


def test_it_finds_people_and_places_in_a_plain_sentence():
    found = {(POST[s.start : s.end], s.label) for s in reader.read(POST) if s.probability > 0.5}

    assert ("Emma Kowalski", Label.NAME) in found
    assert ("Tallahassee", Label.GEO) in found


def test_ordinary_words_are_left_alone():
    text = "He sits for two minutes and then asks for the swing. Any ideas for the bus?"

    assert not [span for span in reader.read(text) if span.probability > 0.5]


@given(st.text())
def test_it_reads_any_text_and_its_offsets_hold(text):
    reach = 0
    for span in reader.read(text):
        assert reach <= span.start < span.end <= len(text)
        assert FLOOR <= span.probability <= 1
        reach = span.end


def test_many_threads_read_the_same():
    texts = [POST.replace("bites", f"bites {n} times") for n in range(6)] * 4

    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(reader.read, texts))

    assert together == [reader.read(text) for text in texts]


def test_it_is_there():
    assert reader.available()
    assert reader.why_not() == ""


def test_a_file_that_was_not_measured_is_not_read(tmp_path):
    folder = tmp_path / "reader"
    copytree(HERE, folder)
    (folder / "vocab.txt").write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\nemma\n")

    with pytest.raises(CannotRead, match=r"vocab\.txt is not the file"):
        Model(folder).words("Emma")


def test_without_its_files_the_rules_still_stand(tmp_path):
    model = Model(tmp_path)

    found = learned(Plain.of(POST), [], lambda text: spans(text, model.words))

    assert found == []

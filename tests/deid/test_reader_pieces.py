"""How the reader cuts text: into windows of sentences, and those into word pieces."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.deid.reader.model import HERE, VOCABULARY
from forum.deid.reader.windows import LONGEST, windows
from forum.deid.reader.wordpiece import SHAPES, WordPiece

CUT = WordPiece(HERE / VOCABULARY)
WORDS = (HERE / VOCABULARY).read_text(encoding="utf-8").split("\n")

TYPED = st.text(st.characters(categories=["L", "N", "P", "Z", "Cs", "Cf", "Mn", "Cc", "So"])) | (
    st.lists(st.sampled_from("Emma bit. Will's 3/14 St. Dr. Ray! \n \n\n - é 😀 ".split(" "))).map(
        " ".join
    )
)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Emma's café", "emma ' s cafe"),
        ("dysphagia", "d ##ys ##pha ##gia"),
        ("Seen 3/14.", "seen 3 / 14 ."),
        ("J.M. pre-k", "j . m . pre - k"),
        ("naïve 中文", "naive 中 文"),
        ("a\u200bb \x00", "ab"),
        ("x" * 101, "[UNK]"),
        ("", ""),
    ],
)
def test_pieces_are_those_of_the_reference(text, pieces):
    assert " ".join(WORDS[piece.id] for piece in CUT.pieces(text)) == pieces


def test_a_piece_knows_where_it_stood():
    text = "Ask Renée about dysphagia"

    stood = [text[piece.start : piece.end] for piece in CUT.pieces(text)]

    assert stood == ["Ask", "Renée", "about", "d", "ys", "pha", "gia"]


def test_capitals_and_line_starts_are_told_apart():
    shapes = [piece.shape for piece in CUT.pieces("grace Grace OT K iPad\nGrace")]

    assert shapes == [5, 1, 2, 3, 4, 6]


@given(TYPED)
def test_pieces_stand_in_order_in_any_text(text):
    pieces = CUT.pieces(text)

    assert all(0 <= p.start < p.end <= len(text) and 0 <= p.shape < SHAPES for p in pieces)
    assert all(one.start <= other.start for one, other in pairwise(pieces))


@given(TYPED | st.text("a. \n", min_size=200, max_size=900))
def test_windows_hold_every_word_once(text):
    found = windows(text)

    assert "".join(text.split()) == "".join("".join(text[a:b].split()) for a, b in found)
    assert all(end - start <= LONGEST for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


def test_a_window_ends_with_a_sentence():
    text = "He sat. " * 60

    assert {text[end - 1] for _, end in windows(text)} == {"."}


def test_a_change_in_one_paragraph_leaves_the_others_as_they_were():
    paragraph = "She stood for three minutes with the frame. It was a long way for her to come. "
    before, after = paragraph + "Yes.\n\n", "\n\n" + paragraph * 2

    old = before + "He coughed. " * 9 + after
    new = before + "He coughed again. " * 9 + after

    kept = {old[a:b] for a, b in windows(old)} & {new[a:b] for a, b in windows(new)}
    assert {text[:3] for text in kept} == {"She"}
    assert len(kept) == 2

"""What the guard missed is kept as a shape, and its words nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import select

from forum.core.db import db
from forum.core.errors import NotAllowed
from forum.deid import Label
from forum.guard.misses import LONGEST, Miss, shape_of


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        ("Seen on 4/2", "Xxxx xx 9/9"),
        ("McTavish's", "XxXxxxxx'x"),
        ("Élodie\tñandú", "Xxxxxx xxxxx"),
        ("Ref: AB-12²", "Xxx: XX-999"),
        ("李明 🙂", "xx ·"),
    ],
)
def test_letters_and_digits_are_masked_and_signs_stay(words, shape):
    assert shape_of(words) == shape


@given(some.text())
def test_no_letter_or_digit_of_any_text_is_left(text):
    shape = shape_of(text)

    assert len(shape) == min(len(text), LONGEST)
    assert all(sign in "Xx9· " or (sign.isascii() and not sign.isalnum()) for sign in shape)


def test_a_moderator_marks_a_miss_and_its_words_are_in_no_column(mo):
    miss = Miss.mark("Brightwater Rovers", Label.FACILITY, by=mo)
    db.session.commit()

    row = db.session.execute(select(Miss.__table__)).one()
    assert (miss.kind, miss.shape) == (Label.FACILITY, "Xxxxxxxxxxx Xxxxxx")
    assert "Brightwater" not in str(row)


def test_a_member_marks_no_miss(ana):
    with pytest.raises(NotAllowed):
        Miss.mark("Brightwater Rovers", Label.FACILITY, by=ana)

"""Disguises: what can't be told apart on the page is found, at the offsets of what was typed."""

import pytest

from forum.deid import check
from forum.deid.normal import Plain


@pytest.mark.parametrize(
    "typed",
    [
        "６１７-５５５-０１４２",
        "617\u2011555\u20110142",
        "617–555–0142",
        "617\u00a0555\u00a00142",
        "6\u200b17-555-\u200d0142",
        "617-555-O142",
        "٦١٧-٥٥٥-٠١٤٢",
        "617\u202e-555-0142",
        "j\u043ene@school.org",
        "jane＠school．org",
        "jane&#64;school.org",
        "jane\\@school.org",
        "ｊａｎｅ@school.org",
        "14 \u041carch",
        "14\u20003/2022".replace("\u2000", "/"),
    ],
)
def test_a_disguise_is_seen_through(typed):
    text = f"She said «{typed}» to me"

    [finding] = check(text)

    assert (finding.start, finding.end) == (10, 10 + len(typed))
    assert finding.text == typed


@pytest.mark.parametrize("typed", ["**MRN:** 4471902", "- _DOB_: 3/14/2019", "`617-555-0142`"])
def test_markdown_hides_nothing(typed):
    assert len(check(typed)) == 1


@pytest.mark.parametrize("typed", ["1.5 × 10²", "9½ hours", "2*10 and 3*15", "* 3/4\n* 4/5", "2l"])
def test_powers_halves_products_and_bullets_stay_what_they_are(typed):
    assert check(typed) == []


def test_accents_typed_apart_are_put_together():
    assert Plain.of("de\u0301cembre").text == "décembre"


def test_each_letter_knows_where_it_was_typed():
    plain = Plain.of("ﬁve\u200b 5")

    assert plain.text == "five 5"
    assert plain.typed(0, 2) == (0, 1)
    assert plain.typed(5, 6) == (5, 6)


def test_small_letters_keep_their_places():
    plain = Plain.of("İSTANBUL 14 MARCH")

    assert len(plain.small) == len(plain.text)
    assert plain.small.endswith("14 march")

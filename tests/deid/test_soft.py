"""Advice on what could single someone out: rare in ordinary text, and never in the way."""

import pytest

from forum.deid import Label, Severity, check, generalise


def advice(text, *earlier, age_band=""):
    found = check(text, earlier, age_band=age_band)
    return [f for f in found if f.severity is Severity.SOFT]


def test_an_exact_age_narrows_it_down_and_has_the_chosen_band_for_safer_words():
    text = "She is 7 years and 4 months and reads."

    [finding] = advice(text, age_band="school age")

    assert (finding.label, finding.text) == (Label.SOFT, "7 years and 4 months")
    assert finding.why == "narrows it down"
    assert generalise(text, [finding]) == "She is school age and reads."


@pytest.mark.parametrize(
    ("text", "safer"),
    [
        ("She is 7 years, 4 months old.", "She is school age."),
        ("A 5 week old girl.", "A baby girl."),
        ("A 3 year 2 month old boy.", "An early years boy."),
        ("He turned 14 last month.", "He is a teenager."),
        ("She is 5 weeks 6 days old.", "She is a baby."),
    ],
)
def test_an_exact_age_becomes_a_band_that_fits(text, safer):
    assert generalise(text, advice(text)) == safer


@pytest.mark.parametrize(
    "text",
    [
        "His father is the mayor.",
        "She's the mayor's daughter.",
        "She is a former judge.",
        "He is the only deaf child in the county.",
        "She is one of three people in the world with it.",
        "The crash was on the news.",
        "It made the local paper.",
    ],
)
def test_what_makes_someone_known_is_worth_a_word(text):
    assert len(advice(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "He has Rett syndrome.",
        "She has Batten disease.",
        "They are identical twins.",
        "We work in a small village.",
        "He was in therapy for 2 years and 3 months.",
        "That was 3 years and 2 months ago.",
        "He is 18 months and walks.",
        "She is 7.",
        "The judge asked for a report.",
        "She watches the news on the news channel.",
        "This is the only quiet room in the building.",
        "I am the only OT in the district.",
        "Insurance only pays for 12 visits a year.",
        "Hunter sat in the village.",
    ],
)
def test_ordinary_talk_is_not_advised_upon(text):
    assert advice(text) == []


def test_two_kinds_together_each_have_a_note_that_names_the_other():
    job, rare = advice("His father is the mayor and he has Batten disease.")

    assert job.why == "and a rare condition together could point to one person"
    assert rare.why == "and an unusual role together could point to one person"
    assert rare.suggestion == "a rare condition"


def test_the_other_detail_may_stand_in_an_earlier_text_of_the_case():
    [finding] = advice("He has Batten disease.", "We live in a tiny village.", "It rains.")

    assert finding.why == "and a small place together could point to one person"


def test_a_detail_of_the_same_kind_in_an_earlier_text_is_no_combination():
    assert advice("He has Batten disease.", "It is Batten disease.") == []


def test_what_is_loosened_ends_the_combination():
    text = "His twin brother and he live in a tiny village."

    [twin, _place] = advice(text)

    assert advice(generalise(text, [twin])) == []


def test_advice_never_hides_what_must_change():
    text = "He is the only deaf boy at 12 Oak Street in the county."

    found = {f.text: f.severity for f in check(text)}

    assert found["12 Oak Street"] is Severity.RED
    assert Severity.SOFT not in found.values()


@pytest.mark.parametrize(
    ("text", "safer"),
    [
        ("His father is the mayor.", "His father is well known locally."),
        ("She's the mayor's daughter.", "She's a well-known person's daughter."),
        ("He is the only deaf child in the county.", "He is one of very few."),
        ("The crash was on the news.", "The crash became widely known."),
        ("It made the local news.", "It became widely known."),
    ],
)
def test_the_looser_words_read_well(text, safer):
    assert generalise(text, advice(text)) == safer

"""Safer words: what a place, a school, a date or a person becomes in the text that it stands in."""

import pytest

from forum.deid import Label, Severity
from forum.deid.roles import with_roles
from forum.deid.safer import safer
from tests.deid.found import found_in


@pytest.mark.parametrize(
    ("words", "say"),
    [
        ("Oakfield Elementary", "a primary school"),
        ("Little Acorns Preschool", "a preschool"),
        ("Oakfield High", "a secondary school"),
        ("Oakfield General Hospital", "a hospital"),
        ("Oakfield Physio", "a clinic"),
        ("Camp Oakfield", "a summer camp"),
        ("St Elphin's Church", "a place of worship"),
        ("Bob's Diner", "a restaurant"),
        ("Oakfield & Sons", "a local organisation"),
    ],
)
def test_a_place_to_go_becomes_its_kind(words, say):
    assert safer(Label.FACILITY, words, "at ", "") == say


def test_the_word_after_it_may_tell_its_kind():
    assert safer(Label.FACILITY, "Oakfield", "at ", " clinic twice") == "a clinic"


@pytest.mark.parametrize(
    ("words", "say"),
    [
        ("Lander, WY", "Wyoming"),
        ("Halifax, Nova Scotia", "Nova Scotia"),
        ("Perth, WA", "a nearby town"),
        ("Oakham", "a nearby town"),
        ("Oak Street", "a nearby street"),
        ("Route 9", "a nearby road"),
        ("Lake Oakham", "a nearby lake"),
        ("Oak County", "the county"),
    ],
)
def test_a_place_becomes_its_state_or_its_kind(words, say):
    assert safer(Label.GEO, words, "in ", "") == say


def test_a_date_becomes_its_year_or_a_vague_one():
    assert safer(Label.DATE, "March 2024", "in ", "") == "2024"
    assert safer(Label.DATE, "the 3rd", "due on ", "") == "a later date"
    assert safer(Label.DATE, "next Wednesday", "", "") == "a later date"
    assert safer(Label.DATE, "the 3rd", "seen ", "") == "recently"


def test_a_great_age_and_a_number_say_no_more_than_safe_harbor_allows():
    assert safer(Label.AGE90, "ninety-three", "is ", "") == "90 or older"
    assert safer(Label.OTHER_ID, "4471902", "", "") == "[number removed]"


def roles(text, *names):
    """The suggestion for each mention of these names, in order."""
    found, reached = [], 0
    for name in names:
        start = text.index(name, reached)
        whole = found_in(text[start:], name, Label.NAME)
        reached = start + len(name)
        found.append(type(whole)(start, reached, *list(vars(whole).values())[2:]))
    return [f.suggestion for f in with_roles(text, found)]


def test_a_person_is_called_by_the_role_that_the_text_gives():
    assert roles("Her brother Kofi bit him. Kofi is 6.", "Kofi", "Kofi") == ["", "her brother"]
    assert roles("Kofi, her brother, bit him.", "Kofi") == ["her brother"]
    assert roles("Jo the para came.", "Jo") == ["the para"]
    assert roles("Dr. Patel agrees.", "Dr. Patel") == ["the doctor"]
    assert roles("Ms. Alvarez teaches his class.", "Ms. Alvarez") == ["the teacher"]
    assert roles("Kofi's mom says he bites.", "Kofi") == ["the boy"]
    assert roles("Ada is 7 and she hates it.", "Ada") == ["the girl"]
    assert roles("Ada, 7, hates it.", "Ada") == ["the child"]
    assert roles("Ada, 71, hates it.", "Ada") == ["the client"]


def test_a_person_has_one_role_wherever_they_are_named():
    text = "Carol Henderson came. carol cried; Mrs Henderson left. Lou came too."

    said = roles(text, "Carol Henderson", "carol", "Mrs Henderson", "Lou")

    assert said == ["the client", "the client", "the client", "another person"]


def test_two_of_a_role_are_told_apart():
    text = "Kofi's mom hit Max's dad. He is 7, he is 8."

    assert roles(text, "Kofi", "Max") == ["the boy", "the other boy"]


def test_two_brothers_are_told_apart():
    text = "Her brother Kofi bit her brother Max. Kofi cried, Max ran."

    assert roles(text, "Kofi", "Max", "Kofi", "Max") == ["", "", "her brother", "her other brother"]


def test_who_is_surely_named_is_the_client_before_who_may_be_none():
    text = "Bo left. Bo came. Ada stayed."
    doubtful = [found_in(text, "Bo", Label.NAME, severity=Severity.AMBER)] * 2
    sure = found_in(text, "Ada", Label.NAME)

    said = with_roles(text, [*doubtful, sure])

    assert [f.suggestion for f in said] == ["another person", "another person", "the client"]


def test_where_a_name_is_all_there_is_it_is_removed():
    assert roles("Her name is Ada.", "Ada") == ["[name removed]"]
    assert roles("The nurse was Ada.", "Ada") == ["[name removed]"]
    assert roles("The Oakley twins bite.", "Oakley") == [""]

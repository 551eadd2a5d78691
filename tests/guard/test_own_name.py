"""One’s own name where it is not to be said: asked about as a word, and left alone elsewhere."""

import pytest
from werkzeug.datastructures import MultiDict

from forum.core.forms import Lines
from forum.deid import Finding, Label, Severity
from forum.guard import Guarded, GuardedForm
from forum.guard.details import details_of
from forum.guard.own_name import with_own_name
from tests.conftest import on_sqlite


class Unnamed(GuardedForm):
    body = Lines("Body", [Guarded()])
    hides = "Ana Lima"


def words(text, name, kept=()):
    return [one.text for one in with_own_name([], text, name, kept)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She said: Ana, you are late.", ["Ana"]),
        ("Best, Ana Lima", ["Ana", "Lima"]),
        ("ANA was called.", ["ANA"]),
        ("Ana’s room", ["Ana"]),
        ("An analysis of bananas, ana-log.", []),
        ("Anatomy and Limassol", []),
        ("", []),
    ],
)
def test_each_part_of_it_is_found_as_a_word_spelt_as_a_name(text, found):
    assert words(text, "Ana Lima") == found


@pytest.mark.parametrize("name", ["", "Al", "X Æ", "…"])
def test_parts_too_short_to_mean_anything_are_not_looked_for(name):
    assert words("Al said X to Æ …", name) == []


@pytest.mark.parametrize("name", ["A.*", "Zoë Müller-Ōno", "O’Brien (she)"])
def test_a_name_is_never_a_pattern(name):
    assert words("Anything goes", name) == []


def test_what_its_author_keeps_is_left_out():
    assert words("May comes in May.", "May West", kept={"may"}) == []


def test_it_takes_the_place_of_a_guess_and_not_of_what_must_change():
    text = "Ana rang Ana@weft.example"
    guess = Finding(0, 3, Label.NAME, Severity.AMBER, "Ana", "may be a name", "someone")
    address = Finding(9, 25, Label.EMAIL, Severity.RED, text[9:], "is an address", "")

    found = with_own_name([guess, address], text, "Ana Lima")

    assert [(one.severity, one.start) for one in found] == [(Severity.AMBER, 0), (Severity.RED, 9)]
    assert "your own name" in found[0].why


def test_a_name_that_must_change_must_change_for_this_reason_too():
    certain = Finding(5, 9, Label.NAME, Severity.RED, "Lima", "names a person", "the client")

    (found,) = with_own_name([certain], "Miss Lima", "Ana Lima")

    assert (found.severity, found.suggestion) == (Severity.RED, "")
    assert "your own name" in found.why


@on_sqlite
def test_only_of_anothers_name_may_one_say_that_it_is_none(app):
    typed = MultiDict({"body": "Jonah rang Ana. Miss Lima, he said, come to the door."})

    with app.test_request_context(method="POST"):
        form = Unnamed(formdata=typed, meta={"csrf": False})
        form.validate()
        offered = {detail.words: detail.may_be_no_name for detail in details_of(form)}

    assert offered.pop("Jonah")
    assert len(offered) == 2
    assert not any(offered.values())

"""A guarded form: what stops it, what only asks, what only advises, and what its author keeps."""

from contextlib import contextmanager

import pytest
from werkzeug.datastructures import MultiDict

from forum.core.forms import Form, Line, Lines
from forum.deid import Label, Severity, reader
from forum.deid.reader.model import Model
from forum.guard import Guarded, GuardedForm, findings_of, look_over
from forum.guard.forms import LONGEST_KEPT, MOST_KEPT

PAGE = "https://leaflets.example.org/spoons"


class Resource(GuardedForm):
    body = Lines("Body", [Guarded()])

    @property
    def may_link(self):
        return True


class Strict(GuardedForm):
    title = Line("Title", [Guarded()])
    body = Lines("Body", [Guarded()])


class OfMyself(Form):
    about = Lines("About you", [Guarded(numbers_only=True)])


@pytest.fixture
def filled(app):
    """`filled(Strict, body="…")` is the form as it comes in."""

    @contextmanager
    def fill(form, **typed):
        with app.test_request_context(method="POST"):
            yield form(formdata=MultiDict(typed), meta={"csrf": False})

    return fill


@pytest.fixture
def no_reader(monkeypatch, tmp_path):
    """The reader's files are missing."""
    monkeypatch.setattr(reader, "_MODEL", Model(tmp_path))


def test_red_stops_a_form_and_is_quoted(filled):
    with filled(Strict, body="Call 617-555-0142.") as form:
        valid = form.validate()

        assert not valid
        assert form.body.errors == [
            "“617-555-0142” could point to a person. Use safer words before posting."
        ]
        assert [(field.name, f.text) for field, f in findings_of(form)] == [
            ("body", "617-555-0142")
        ]


def test_red_stops_a_form_even_where_its_author_would_keep_it(filled):
    with filled(Strict, body="Call 617-555-0142.", kept="617-555-0142") as form:
        assert not form.validate()


def test_amber_asks_until_its_author_keeps_it(filled):
    with filled(Resource, body=f"See {PAGE} first.") as form:
        assert not form.validate()
        assert form.body.errors == [
            f"These may name a person or place: “{PAGE}”. Change them, or tick that they don’t."
        ]
    with filled(Resource, body=f"See {PAGE} first.", kept=PAGE.upper()) as form:
        assert form.validate()
        assert findings_of(form) == []


def test_a_page_of_people_is_red_in_a_resource_too(filled):
    with filled(Resource, body="See https://www.facebook.com/jo.smith first.") as form:
        form.validate()

        assert "could point to a person" in form.body.errors[0]


def test_soft_advises_and_never_stops(filled):
    with filled(Strict, body="He is 7 years and 4 months old.") as form:
        assert form.validate()
        assert {f.severity for _, f in findings_of(form)} == {Severity.SOFT}


def test_details_add_up_over_the_boxes_of_a_form_and_over_what_was_told_before(filled):
    rarity, twin = "She has Sotos syndrome.", "Her twin sister does well."
    with filled(Strict, title=rarity) as form:
        alone = look_over(form)
    with filled(Strict, title=rarity, body=twin) as form:
        in_two_boxes = [field.name for field, _ in look_over(form)]
    with filled(Strict, title=rarity) as form:
        form.earlier = (twin,)
        later = [field.name for field, _ in look_over(form)]

    assert alone == []
    assert in_two_boxes == ["title", "body"]
    assert later == ["title"]


def test_about_oneself_only_numbers_and_addresses_stop(filled):
    said = "Ana Lima, in Minho since 4 March 2011. See https://ana.example/blog."
    with filled(OfMyself, about=said) as form:
        assert form.validate()
        assert {f.severity for _, f in findings_of(form)} == {Severity.SOFT}
    for number in ("617-555-0142", "kim@school.example", "MRN 00482913"):
        with filled(OfMyself, about=f"{said} {number}") as form:
            assert not form.validate(), number


def test_what_is_kept_is_held_as_typed_once_and_up_to_a_cap(filled):
    many = [f"word {n}" for n in range(MOST_KEPT + 5)]
    typed = MultiDict([("kept", words) for words in ["x" * (LONGEST_KEPT + 1), "", *many, *many]])
    with filled(Strict) as empty:
        assert empty.kept.data == ()
    with filled(Strict) as form:
        form.process(typed)

        assert form.kept.data == tuple(many[:MOST_KEPT])


def test_without_its_reader_the_guard_asks_for_a_second_look(filled, no_reader):
    with filled(Strict, body="It goes well.") as form:
        assert not form.validate()
        assert form.second_look.errors == [
            "Read it once more for names and places, then tick this."
        ]
        assert form.needs_second_look
    with filled(Strict, body="It goes well.", second_look="y") as form:
        assert form.validate()


def test_without_its_reader_the_rules_go_on(filled, no_reader):
    with filled(Strict, body="Call 617-555-0142.", second_look="y") as form:
        assert not form.validate()
        assert [f.label for _, f in findings_of(form)] == [Label.PHONE]


def test_with_its_reader_the_guard_asks_for_no_second_look(filled):
    with filled(Strict, body="It goes well.") as form:
        assert form.validate()
        assert not form.needs_second_look


def test_what_has_no_place_in_a_form_of_ones_own_is_to_be_left_out(filled):
    with filled(OfMyself, about="Call 617-555-0142.") as form:
        form.validate()

        assert form.about.errors == ["“617-555-0142” could point to a person. Leave it out here."]

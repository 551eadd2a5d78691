"""Looking at a text leaves nothing behind, and takes what it is given for what it is."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from forum.core.clock import now
from forum.deid import Label, Severity
from forum.guard import look_at, why_not
from tests.conftest import on_sqlite
from tests.databases import everything
from tests.factories import a_case


def test_what_is_stopped_stands_in_no_table_and_in_no_log(browser, ana, caplog, capsys):
    case = a_case(author=ana)
    visit = browser(ana)

    stopped = visit.post(
        f"/talks/{case.talk.key}/messages",
        {"kind": "idea", "body": "Call Brightwater on 617-555-0142.", "kept": "Brightwater"},
    )

    said = caplog.text + "".join(capsys.readouterr()) + everything()
    assert stopped.status_code == 422
    assert "Brightwater" not in said
    assert "555-0142" not in said


@on_sqlite
def test_a_date_is_told_from_today(app):
    a_day = now() - timedelta(days=42)

    found = look_at(f"Seen on {a_day.day} {a_day:%B}.")

    assert [f.label for f in found] == [Label.DATE]
    assert "ago" in found[0].suggestion


@on_sqlite
def test_the_chosen_age_band_is_said_for_an_exact_age(app):
    found = look_at("He is 17 years and 11 months old.", age_band="teen")

    assert [f.severity for f in found] == [Severity.SOFT]
    assert "teen" in found[0].suggestion


@on_sqlite
def test_what_is_kept_is_compared_in_any_case_and_whatever_the_spaces(app):
    story = "He is 7 years and 4 months old."
    words = look_at(story)[0].text

    assert look_at(story, kept={words.upper().replace(" ", "  ")}) == []


@on_sqlite
def test_where_the_reader_is_there_nothing_is_said_against_it(app):
    assert why_not() == ""


@on_sqlite
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(said=some.text(max_size=300), kept=some.sets(some.text(max_size=20), max_size=3))
def test_any_text_and_anything_kept_is_looked_at(app, said, kept):
    for finding in look_at(said, context=(said,), kept=kept, age_band="adult", links=True):
        assert said[finding.start : finding.end] == finding.text

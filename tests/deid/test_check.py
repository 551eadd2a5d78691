"""The guard as the rest of the house calls it."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from forum.deid import Finding, Label, Severity, check

TODAY = date(2025, 11, 21)


def test_a_finding_tells_where_what_why_and_what_to_say_instead():
    [finding] = check("Call 617-555-0142 first.")

    assert finding == Finding(
        start=5,
        end=17,
        label=Label.PHONE,
        severity=Severity.RED,
        text="617-555-0142",
        why="reaches a real person",
        suggestion="[phone removed]",
    )


def test_a_finding_cannot_be_changed():
    [finding] = check("Call 617-555-0142 first.")

    with pytest.raises(FrozenInstanceError):
        finding.start = 0  # type: ignore[misc]


def test_findings_come_in_the_order_of_the_text():
    found = check("MRN 4471902, room 12, seen 3/14, call 617-555-0142")

    assert [f.label for f in found] == [Label.MRN, Label.OTHER_ID, Label.DATE, Label.PHONE]


def test_every_label_has_plain_words():
    assert Label.PHONE.words == "Phone number"
    assert all(label.words[0].isupper() and "_" not in label.words for label in Label)


def test_severities_are_ordered_from_the_firmest():
    assert list(Severity) == ["red", "amber", "soft"]


def test_every_reason_stands_after_the_quoted_words():
    found = check("Seen 3/14, MRN 4471902, 94 y/o, room 12, x@y.org, 12 Oak Street, plate 7ABC123")

    for finding in found:
        assert finding.why[0].islower()
        assert not finding.why.endswith(".")


def test_what_this_site_has_taught_is_left_alone():
    text = "We tried it with Jayden at home."

    found = check(text, safe=frozenset({"jayden"}))

    assert [f.text for f in check(text)] == ["Jayden"]
    assert found == []


def test_a_number_cannot_be_taught():
    text = "Call 617-555-0142 first."

    assert check(text, safe=frozenset({"617-555-0142"})) == check(text) != []


def test_earlier_texts_of_the_case_may_be_handed_over():
    assert check("She is doing well.", ["MRN 4471902"]) == []


def test_an_empty_text_has_no_findings():
    assert check("") == []


def test_of_two_that_overlap_the_longer_speaks_for_both():
    [finding] = check("See https://example.org/u/@little_jane for more")

    assert finding.label is Label.URL


def test_a_named_number_is_known_by_its_name():
    [finding] = check("Her MRN is 617-555-0142")

    assert finding.label is Label.MRN


def test_a_picture_is_up_to_the_author():
    [finding] = check("I put a photo of her in the folder.")

    assert (finding.label, finding.severity) == (Label.PHOTO, Severity.AMBER)


def test_a_print_of_a_body_is_up_to_the_author():
    [finding] = check("We took his thumbprint for the door.")

    assert (finding.label, finding.severity) == (Label.BIOMETRIC, Severity.AMBER)


def test_a_red_finding_inside_a_picture_comes_first():
    found = check("Attached video of her, mail me at jo@school.example")

    assert {f.severity for f in found} == {Severity.AMBER, Severity.RED}


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Seen on 20 November.", "a few days ago"),
        ("Seen on 10 October.", "about six weeks ago"),
        ("Seen on 14 March.", "about eight months ago"),
        ("Seen on 14 March 2025.", "about eight months ago"),
        ("Seen on 14 March 2022.", "2022"),
        ("Seen on 3/14/22.", "2022"),
        ("Seen on 3/4/2025.", "2025"),
        ("She moved in August.", "about three months ago"),
        ("Her stroke was in Oct 2023.", "2023"),
        ("Surgery is due on 14 March.", "a later date"),
        ("He died on Tuesday.", "recently"),
        ("He fell on Boxing Day.", "a holiday"),
        ("He fell on Boxing Day 2022.", "a holiday in 2022"),
        ("DOB 3/14/2019", "2019"),
        ("DOB 3/14/1931", "90 or older"),
        ("Her birthday is May 9.", "[date removed]"),
    ],
)
def test_a_date_becomes_how_long_ago_or_its_year(text, suggestion):
    [finding] = check(text, today=TODAY)

    assert finding.suggestion == suggestion


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Seen on 14 March.", "some time ago"),
        ("Seen on 14 March 2025.", "2025"),
        ("DOB 3/14/1931", "[date removed]"),
        ("Due on 14 March.", "a later date"),
    ],
)
def test_without_today_no_one_says_how_long_ago(text, suggestion):
    [finding] = check(text)

    assert finding.suggestion == suggestion


def test_no_suggestion_offers_a_season():
    text = "Seen 4/2/24, in April 2024, on 2 April and at Easter 2024; fell in spring."

    for finding in check(text, today=TODAY):
        assert not any(s in finding.suggestion for s in ("spring", "summer", "autumn", "winter"))

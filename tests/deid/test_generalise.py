"""Safer words in place: the sentence still reads, and what was red is gone."""

from datetime import date

import pytest

from forum.deid import Severity, check, generalise

TODAY = date(2025, 11, 21)


@pytest.mark.parametrize(
    ("typed", "safer"),
    [
        ("She fell on 14 March and stopped.", "She fell about eight months ago and stopped."),
        ("On 14 March she fell.", "About eight months ago she fell."),
        ("She fell on 3/14/22.", "She fell in 2022."),
        ("On 3/14/22 she fell.", "In 2022 she fell."),
        ("Sober since 14 March.", "Sober since about eight months ago."),
        ("He died on Tuesday.", "He died recently."),
        ("Crash Boxing Day, no LOC.", "Crash on a holiday, no LOC."),
        ("Medical due 30 December.", "Medical due on a later date."),
        ("She is a 93-year-old baker.", "She is a 90-plus-year-old baker."),
        ("She's 93 and lives alone.", "She's 90 or older and lives alone."),
        ("Lives at 12 Oak Street, no lift.", "Lives at an address nearby, no lift."),
        ("He walks on Maple Avenue daily.", "He walks on a street nearby daily."),
        ("MRN 4471902, spits.", "MRN [number removed], spits."),
        ("Call 617-555-0142 first.", "Call [phone removed] first."),
        ("We post to EC1A 1BB.", "We post to the area."),
        ("@little_jane_2015 says hi.", "[profile removed] says hi."),
    ],
)
def test_the_sentence_still_reads(typed, safer):
    assert generalise(typed, check(typed, today=TODAY)) == safer


def test_one_finding_can_be_taken_and_another_left():
    typed = "MRN 4471902, call 617-555-0142."
    number, _phone = check(typed)

    assert generalise(typed, [number]) == "MRN [number removed], call 617-555-0142."


def test_the_order_of_findings_does_not_matter():
    typed = "MRN 4471902, call 617-555-0142, room 12."
    found = check(typed)

    assert generalise(typed, found[::-1]) == generalise(typed, found)


def test_a_text_without_findings_stays_as_it_is():
    assert generalise("She is doing well.", []) == "She is doing well."


def test_nothing_red_is_left():
    typed = (
        "Jo, 94 y/o, DOB 5/6/1931, MRN 4471902, fell on 14 March at 12 Oak Street, EC1A 1BB. "
        "Daughter on 617-555-0142 or jo@school.example; see gofundme.com/f/jo, room 12, bed 3."
    )

    safer = generalise(typed, check(typed, today=TODAY))

    assert [f for f in check(safer, today=TODAY) if f.severity is Severity.RED] == []

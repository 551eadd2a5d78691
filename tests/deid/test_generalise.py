"""Safer words in place: the sentence still reads, and what was red is gone."""

from datetime import date
from itertools import pairwise

import pytest

from forum.deid import Label, Severity, alike, check, edit_of, edits_of, generalise
from tests.deid.found import found_in

TODAY = date(2025, 11, 21)


@pytest.mark.parametrize(
    ("typed", "safer"),
    [
        ("She fell on 14 March and stopped.", "She fell about eight months ago and stopped."),
        ("On 14 March she fell.", "About eight months ago she fell."),
        ("She fell on 3/14/22.", "She fell in 2022."),
        ("On 3/14/22 she fell.", "In 2022 she fell."),
        ("Sober since 14 March.", "Sober for about eight months."),
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


@pytest.mark.parametrize(
    ("typed", "words", "label", "say", "safer"),
    [
        ("Seen on 3 May.", "3 May", Label.DATE, "about a year ago", "Seen about a year ago."),
        ("Fell in late March.", "March", Label.DATE, "recently", "Fell recently."),
        ("No words since May.", "May", Label.DATE, "some time ago", "No words for a while."),
        ("Worse since May.", "May", Label.DATE, "recently", "Worse lately."),
        ("Grew since May.", "May", Label.DATE, "about a year ago", "Grew since about a year ago."),
        ("Fine until May.", "May", Label.DATE, "recently", "Fine until recently."),
        ("Home before May.", "May", Label.DATE, "recently", "Home before a recent date."),
        ("The May visit.", "May", Label.DATE, "some time ago", "The earlier visit."),
        ("His May visit.", "May", Label.DATE, "a later date", "His later visit."),
        ("See Friday's note.", "Friday", Label.DATE, "recently", "See a recent note."),
        ("He fell 3/4/22.", "3/4/22", Label.DATE, "2022", "He fell in 2022."),
        ("Fell on a 3/4/22 visit.", "3/4/22", Label.DATE, "2022", "Fell on a 2022 visit."),
        (
            "He goes to Oak Infants.",
            "Oak Infants",
            Label.FACILITY,
            "a school",
            "He goes to a school.",
        ),
        ("At the Oak Clinic.", "Oak Clinic", Label.FACILITY, "a clinic", "At the clinic."),
        ("Her new Oak Clinic.", "Oak Clinic", Label.FACILITY, "a clinic", "Her new clinic."),
        ("An Oak clinic.", "Oak", Label.FACILITY, "a clinic", "A clinic."),
        ("Oak clinic rang.", "Oak", Label.FACILITY, "a clinic", "A clinic rang."),
        ("He is at St Elphin's.", "St Elphin", Label.FACILITY, "a clinic", "He is at a clinic."),
        ("A 97yr old man.", "97", Label.AGE90, "90-plus", "A 90-plus-yr old man."),
        ("We met near Oakham.", "Oakham", Label.GEO, "a nearby town", "We met near a town."),
        ("Jonah bit me.", "Jonah", Label.NAME, "the boy", "The boy bit me."),
        ("jonah bit me.", "jonah", Label.NAME, "the boy", "the boy bit me."),
        ("- Jonah, 7", "Jonah", Label.NAME, "the boy", "- The boy, 7"),
        ("No. Jonah bit me.", "Jonah", Label.NAME, "the boy", "No. The boy bit me."),
        ("He said, “Jonah!”", "Jonah", Label.NAME, "the boy", "He said, “The boy!”"),
        ("Jonah's mum rang.", "Jonah", Label.NAME, "the boy", "The boy's mum rang."),
        ("James' mum rang.", "James", Label.NAME, "the boy", "The boy's mum rang."),
        ("jonahs mum rang", "jonahs", Label.NAME, "the boy", "the boy's mum rang"),
        ("Jonah's mum rang.", "Jonah's", Label.NAME, "the boy", "The boy's mum rang."),
        ("R.K. walks.", "R.K", Label.NAME, "the client", "The client walks."),
        ("I saw R.K.", "R.K", Label.NAME, "the client", "I saw the client."),
        ("Her sister Ada helps.", "Ada", Label.NAME, "", "Her sister helps."),
        ("Her sister, Ada, helps.", "Ada", Label.NAME, "", "Her sister helps."),
        ("Her sister (Ada) helps.", "Ada", Label.NAME, "", "Her sister helps."),
        ("Her sister Ada's room.", "Ada", Label.NAME, "", "Her sister's room."),
        ("A boy named Jonah came.", "Jonah", Label.NAME, "", "A boy came."),
        ("Ada, her sister, came.", "Ada", Label.NAME, "her sister", "Her sister came."),
        ("Fax (617) 555-0142.", "(617) 555-0142", Label.FAX, "[fax removed]", "Fax [fax removed]."),
        (
            "Fax (617 555 0142).",
            "(617 555 0142",
            Label.FAX,
            "[fax removed]",
            "Fax ([fax removed]).",
        ),
    ],
)
def test_the_small_words_around_it_are_mended(typed, words, label, say, safer):
    finding = found_in(typed, words, label, say)

    edit = edit_of(typed, finding)

    assert typed[: edit.start] + edit.words + typed[edit.end :] == safer
    assert edit.start <= finding.start < finding.end <= edit.end


def test_an_edit_is_no_longer_than_the_grammar_asks_for():
    typed = "Call 617-555-0142 first."
    [finding] = check(typed)

    edit = edit_of(typed, finding)

    assert (edit.start, edit.end, edit.words) == (5, 17, "[phone removed]")


def test_edits_of_neighbours_do_not_touch_each_other():
    typed = "Her sister, Ada, Boxing Day, on 3/14, in May, and Ada."
    found = [
        found_in(typed, "Ada", Label.NAME, ""),
        found_in(typed, "Boxing Day", Label.DATE, "a holiday"),
        found_in(typed, "3/14", Label.DATE, "recently"),
        found_in(typed, "May", Label.DATE, "recently"),
    ]

    edits = edits_of(typed, found[::-1])

    assert [e.start for e in edits] == sorted(e.start for e in edits)
    assert all(one.end <= other.start for one, other in pairwise(edits))
    assert generalise(typed, found) == "Her sister on a holiday, recently, recently, and Ada."


def test_a_name_is_alike_in_any_case_and_in_part():
    typed = "Carol Henderson, CAROL, Mrs Henderson, carol's, Henders, Carol Smith"
    names = [found_in(typed, w.strip(), Label.NAME, "") for w in typed.split(",")]
    names[1] = found_in(typed, "CAROL", Label.NAME, "")

    assert [f.text for f in alike(names[0], names)] == ["CAROL", "Mrs Henderson", "carol's"]
    assert [f.text for f in alike(names[2], names)] == ["Carol Henderson"]


def test_a_name_and_a_place_are_never_alike():
    name = found_in("Florence", "Florence", Label.NAME, "")
    place = found_in("Florence", "Florence", Label.GEO, "")

    assert alike(name, [place, found_in("FLORENCE", "FLORENCE", Label.NAME, "")]) == [
        found_in("FLORENCE", "FLORENCE", Label.NAME, "")
    ]

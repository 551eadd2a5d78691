"""Whatever is typed: never an exception, offsets that hold, findings that don't overlap."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum.deid import Severity, alike, check, edit_of, edits_of, generalise, is_english
from forum.deid.check import certain
from forum.deid.normal import Plain
from forum.deid.soft import soft

PIECES = st.sampled_from(
    """on in May at the 14th 3/14 3/14/22 2022-03-14 14 March 90 ninety-one year-old she is her
    617-555-0142 (617) +44 7700 900321 a@b.org dot [at] MRN no. # 4471902 room 12B bed plate
    AB12 CDE zip 02139 www.x.org @jane_2 Tuesday Boxing Day since fell 4/5 trials 12 Oak Street
    EC1A 1BB Emma Emma's EMMA Dr Patel her brother Kofi the mayor's only twin 7 years and 4 months
    on the news Rett \u202e \u0301 🤷 孩 עם a the . , ; : ( ) - / \n \u200b \u00a0 ** _ &#64; \\ ½ ²
    é ﬁ İ 9 1 O l""".split(" ")
)
TYPED = st.lists(PIECES, max_size=30).flatmap(
    lambda pieces: st.sampled_from(["", " ", "-"]).map(lambda glue: glue.join(pieces))
)


@given(st.text() | TYPED)
def test_the_guard_never_raises_and_its_offsets_hold(text):
    for finding in check(text):
        assert 0 <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.text


@given(TYPED)
def test_findings_never_overlap_and_stand_in_order(text):
    for earlier, later in pairwise(check(text)):
        assert earlier.end <= later.start


@given(st.text(alphabet=st.characters(categories=["Cs", "Cf", "Mn", "Cc", "Nd", "Zs"])))
def test_letters_that_no_one_sees_carry_no_offset_away(text):
    for finding in check(text):
        assert text[finding.start : finding.end] == finding.text


@given(TYPED)
def test_generalising_never_leaves_a_finding_in_its_place(text):
    red = [finding for finding in check(text) if finding.severity is Severity.RED]

    safer = generalise(text, red)

    assert (safer == text) == (not red)


SENTENCES = [
    "Seen on 14 March.",
    "MRN 4471902, spits out purees.",
    "Call her mum on 617-555-0142 first.",
    "She's 93 and lives alone.",
    "A 97-year-old man.",
    "Mail jane@school.org about it.",
    "He is in room 12.",
    "Lives at 12 Oak Street, no lift.",
    "He fell on Boxing Day.",
    "He died on Tuesday.",
    "DOB 3/14/2019.",
    "Her plate is 7ABC123.",
    "See gofundme.com/f/jane for it.",
    "Postcode EC1A 1BB.",
    "SSN 078-05-1120.",
    "They moved in August.",
    "She slept well and ate.",
    "Jayden's mum wants a sticker chart.",
    "Her brother Kofi bit him.",
    "He goes to Oakfield Elementary.",
    "They live in Duluth.",
    "Dr. Patel wants a sleep study.",
]


@settings(derandomize=True)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8))
def test_nothing_red_is_left_in_a_generalised_text(sentences):
    text = " ".join(sentences)

    safer = generalise(text, check(text))

    assert [f for f in check(safer) if f.severity is Severity.RED] == []


@given(st.text() | TYPED)
def test_every_edit_covers_its_finding_and_stays_in_the_text(text):
    found = check(text, [text], age_band="school age")

    edits = edits_of(text, found)

    for finding, edit in zip(found, edits, strict=True):
        assert 0 <= edit.start <= finding.start < finding.end <= edit.end <= len(text)
        alone = edit_of(text, finding)
        assert alone.start <= finding.start < finding.end <= alone.end
        assert finding not in alike(finding, found)
    for earlier, later in pairwise(edits):
        assert earlier.end <= later.start


@given(st.text())
def test_any_text_is_in_some_language(text):
    assert is_english(text) in (True, False)


REPEATED = """a| |1 |- |.|(|1/2 |on 3/14 |the only |she is the |'s |Emma's |7 years and |in the
    |twin |on the news |mayor's |J.M. |a.b|1-|*a*|&#65;|\u200b|\u202e|😀|the end of the |a@"""
UNITS = REPEATED.split("|")


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_as_the_text_does(unit):
    """Sixteen times the text may take forty times as long, where a square would take 256."""
    short, long = (unit * 1200)[:1200], (unit * 19_200)[:19_200]

    def worked(text):
        began = time.process_time()
        generalise(text, [*certain(text), *soft(Plain.of(text))])
        return time.process_time() - began

    assert min(worked(long) for _ in range(2)) < 40 * (max(worked(short) for _ in range(5)) + 0.005)

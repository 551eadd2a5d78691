"""Web addresses in a resource: those of reference may be kept, those of people may not."""

import pytest

from forum.deid import Label, Severity, check
from forum.guard.links import as_reference, is_personal

OF_REFERENCE = [
    "https://sleepcharity.example.org/older-children/bedtime",
    "http://journal.example.com/articles/12345?volume=3",
    "www.feedingclinic.example.co.uk/leaflets/spoons.pdf",
    "guidelines.example.net",
    "https://www.youtube.com/watch?v=abcdefgh123",
]
OF_PEOPLE = [
    "https://www.facebook.com/groups/pinecrest",
    "https://m.instagram.com/p/abc",
    "https://family.blogspot.com/2024/our-boy",
    "https://drive.google.com/file/d/1a2b3c/view",
    "https://photos.app.goo.gl/abcdef",
    "https://clinic-my.sharepoint.com/notes.docx",
    "https://bit.ly/3abcdef",
    "https://www.youtube.com/@smithfamily",
    "https://university.example.edu/~jsmith/",
    "https://clinic.example.com/staff/jane-smith",
    "https://news.example.com/obituaries/smith",
    "https://www.gofundme.com/f/help-our-boy",
    "https://newsletter.example.com/read?to=jane@example.com",
    "https://jane:secret@example.com/notes",
    "https://192.0.2.7/notes",
    "https://example.com:8443/notes",
    "ftp://files.example.com/notes",
    "https://[broken",
]


@pytest.mark.parametrize("address", OF_REFERENCE)
def test_a_page_of_reference_is_not_personal(address):
    assert not is_personal(address)


@pytest.mark.parametrize("address", OF_PEOPLE)
def test_a_page_of_people_or_of_files_is_personal(address):
    assert is_personal(address)


def test_only_an_address_of_reference_becomes_amber():
    text = "See https://leaflets.example.org/spoons and https://x.com/jo. Call 617-555-0142."

    found = {f.label: as_reference(f).severity for f in check(text) if f.label is not Label.URL}
    urls = [as_reference(f).severity for f in check(text) if f.label is Label.URL]

    assert urls == [Severity.AMBER, Severity.RED]
    assert found == {Label.PHONE: Severity.RED}

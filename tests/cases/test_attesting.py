"""The word that an author gives: what it says, when it was given, and by nobody else."""

from sqlalchemy import select

from forum.cases.models import Case
from forum.core.clock import now
from forum.core.db import db
from tests.conftest import on_sqlite
from tests.factories import a_case, told
from tests.page import Page


def cases():
    db.session.rollback()
    return db.session.scalars(select(Case)).all()


def test_when_an_author_gave_their_word_is_kept(browser, ana):
    before = now()

    browser(ana).post("/cases/", told())

    case = cases()[0]
    assert case.attested_at is not None
    assert before <= case.attested_at <= now()


@on_sqlite
def test_without_their_word_there_is_no_case(browser, ana):
    answer = browser(ana).post("/cases/", told(nobody_would_know=""))

    assert answer.status_code == 422
    assert cases() == []


@on_sqlite
def test_a_draft_never_brings_the_word_along(browser, ana):
    visit = browser(ana)

    visit.post("/talks/drafts/case", told())

    assert visit.page("/cases/new").values("nobody_would_know") == []


@on_sqlite
def test_the_word_is_that_one_knows_of_nothing_that_could_identify(browser, ana):
    said = " ".join(browser(ana).page("/cases/new").text_in("label").split())

    assert "No one who knows this person would recognise them from this" in said
    assert "alone or with other information" in said


@on_sqlite
def test_a_case_says_how_many_details_were_generalised(browser, ana):
    visit = browser(ana)
    said = {n: visit.get(f"/cases/{a_case(generalised=n).key}").text for n in (0, 1, 3)}

    assert "1 detail was generalised before posting" in said[1]
    assert "3 details were generalised before posting" in said[3]
    assert "generalised before posting" not in said[0]


@on_sqlite
def test_the_explanation_names_what_is_missed_and_what_it_is_not(browser, ana):
    said = Page(browser(ana).get("/cases/check").text).text_in("main")

    for words in ("What it misses", "isn’t an expert determination", "no actual knowledge"):
        assert words in said

"""Somebody may be in danger: a case or a reply stops first, is kept, and moderators hear of it."""

import pytest
from sqlalchemy import select

from forum.cases.models import Case
from forum.core.db import db
from forum.moderation.models import Matter
from forum.moderation.vocabulary import Reason
from forum.talk.drafts import LONGEST, Draft
from forum.talk.models import Message
from tests.cases.test_outcome import telling
from tests.conftest import on_sqlite
from tests.factories import a_case, told
from tests.page import Page

STORY = "After supper she said that she wants to die."
STOPPED = "If someone may be in danger, stop here"


def of(model):
    db.session.rollback()
    return db.session.scalars(select(model)).all()


@pytest.mark.parametrize("htmx", ["", "form#ask"])
def test_words_of_crisis_stop_a_case_and_keep_it(browser, ana, htmx):
    answer = browser(ana).post("/cases/", told(story=STORY, once="first"), htmx=htmx)

    page = Page(answer.text)
    assert answer.status_code == 422
    assert STOPPED in page.text_in("h2")
    assert "988" in page.text_in("ul")
    assert "does not discharge a duty to report" in page.text_in("p")
    assert "“wants to die”" in page.text_in("p")
    assert STORY in page.text_in("textarea")
    assert of(Case) == []
    assert of(Draft)[0].fields["story"] == [STORY]


def test_it_is_posted_once_one_has_looked_and_moderators_are_told(browser, ana, mo):
    visit = browser(ana)
    once = Page(visit.post("/cases/", told(story=STORY)).text).values("once")

    answer = visit.post("/cases/", told(story=STORY, faced="y", once=once[0]))

    assert answer.status_code == 303
    case, matter = of(Case)[0], of(Matter)[0]
    assert (matter.about, matter.number, matter.reason) == (case.talk.topic, 0, Reason.CRISIS)
    assert of(Draft) == []
    assert "wants to die" not in browser(mo).page("/notices/").text_in("main")


@on_sqlite
def test_a_calm_case_alerts_nobody(browser, ana, mo):
    browser(ana).post("/cases/", told(faced="y"))

    assert len(of(Case)) == 1
    assert of(Matter) == []


@on_sqlite
@pytest.mark.parametrize("box", ["title", "question", "tried", "need", "matters"])
def test_every_box_is_read(browser, ana, box):
    answer = browser(ana).post("/cases/", told(**{box: "Is he suicidal?"}))

    assert STOPPED in answer.text
    assert of(Case) == []


@on_sqlite
def test_what_else_is_wrong_is_said_as_well_and_the_tick_stays(browser, ana):
    visit = browser(ana)

    first = visit.post("/cases/", told(story=STORY, title=""))
    then = visit.post("/cases/", told(story=STORY, title="", faced="y"))

    for answer in (first, then):
        assert STOPPED in answer.text
        assert "Say in one line what’s stuck." in answer.text
    assert Page(then.text).values("faced") == ["y"]
    assert of(Case) == []


@on_sqlite
def test_a_draft_never_brings_the_tick_along(browser, ana):
    visit = browser(ana)

    visit.post("/talks/drafts/case", told(story=STORY, faced="y"))

    assert visit.page("/cases/new").values("faced") == []


@pytest.mark.parametrize("htmx", ["", "section#composer"])
def test_words_of_crisis_stop_a_reply_and_keep_it(browser, ana, ben, htmx):
    case = a_case(author=ana)
    said = {"kind": "question", "body": "Who hits her?"}

    answer = browser(ben).post(f"/talks/{case.talk.key}/messages", said, htmx=htmx)

    page = Page(answer.text)
    assert answer.status_code == 422
    assert STOPPED in page.text_in("h2")
    assert "Who hits her?" in page.text_in("textarea")
    assert of(Message) == []
    assert of(Draft)[0].fields["body"] == ["Who hits her?"]


def test_a_reply_that_is_posted_all_the_same_is_looked_at(browser, ana, ben, mo):
    case = a_case(author=ana)
    said = {"kind": "question", "body": "Who hits her?", "faced": "y"}

    answer = browser(ben).post(f"/talks/{case.talk.key}/messages", said)

    matter = of(Matter)[0]
    assert answer.status_code == 303
    assert (matter.about, matter.number) == (case.talk.topic, of(Message)[0].number)


@on_sqlite
def test_an_answer_stops_as_well(browser, ana, ben):
    case = a_case(author=ana)
    visit = browser(ben)
    visit.post(f"/talks/{case.talk.key}/messages", {"kind": "idea", "body": "Begin outside."})
    said = {"kind": "idea", "body": "There was abuse.", "to": "1"}

    whole = visit.post(f"/talks/{case.talk.key}/messages", said)
    part = visit.post(f"/talks/{case.talk.key}/messages", said, htmx="form#answering1")

    for answer in (whole, part):
        assert STOPPED in answer.text
        assert 'id="faced-1"' in answer.text
    assert len(of(Message)) == 1


@on_sqlite
def test_a_draft_saved_elsewhere_stays_as_it_is(browser, ana):
    browser(ana).post("/talks/drafts/case", told(story="Another text.", once="other"))

    answer = browser(ana).post("/cases/", told(story=STORY, once="mine"))

    page = Page(answer.text)
    assert STORY in page.text_in("textarea")
    assert "still here, below" in page.text_in("p")
    assert of(Draft)[0].fields["story"] == ["Another text."]


@pytest.mark.parametrize("box", ["case", "reply", "outcome"])
@pytest.mark.parametrize("is_htmx", [False, True])
def test_words_too_long_for_a_draft_stop_all_the_same(browser, ana, box, is_htmx):
    case, words = a_case(author=ana), f"{STORY} {'So it went on. ' * (LONGEST // 15)}the end"
    url, sent, part = {
        "case": ("/cases/", told(story=words), "form#ask"),
        "reply": (f"/talks/{case.talk.key}/messages", {"body": words}, "section#composer"),
        "outcome": (f"/cases/{case.key}/outcome", telling(body=words), "form#telling"),
    }[box]

    answer = browser(ana).post(url, sent, htmx=part if is_htmx else "")

    page = Page(answer.text)
    assert answer.status_code == 422
    assert STOPPED in page.text_in("h2")
    assert "988" in page.text_in("ul")
    assert words in page.text_in("textarea")
    assert "still here, below" in page.text_in("p")
    assert "kept as your draft" not in page.text_in("p")
    assert of(Draft) == []


@on_sqlite
def test_each_site_names_its_own_numbers(house, tmp_path):
    own = tmp_path / "danger.md"
    own.write_text("Ring the ward on **4444**.\n\n<script>x</script>")

    numbers = house(emergency_number="777", crisis_line="the night line", reporting_line="2121")
    words = house(danger_file=str(own))

    shown = str(numbers.jinja_env.globals["in_danger"])
    assert all(said in shown for said in ("777", "the night line", "2121"))
    assert "<strong>4444</strong>" in str(words.jinja_env.globals["in_danger"])
    assert "<script>" not in str(words.jinja_env.globals["in_danger"])


@on_sqlite
def test_a_site_whose_words_are_missing_does_not_start(house, tmp_path):
    with pytest.raises(OSError, match="nowhere"):
        house(danger_file=str(tmp_path / "nowhere.md"))


@on_sqlite
def test_a_case_says_what_it_is_not(browser, ana, ben):
    said = browser(ben).page(f"/cases/{a_case(author=ana).key}").text_in("p")

    assert "Peer consultation, not supervision" in said
    assert "Not for emergencies" in said

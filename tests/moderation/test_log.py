"""The log of decisions: it grows, and nothing in it can be changed or taken away."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from forum.core.db import db
from forum.moderation.models import Decision, note
from forum.moderation.vocabulary import Act
from forum.people.models import Person
from tests.conftest import on_sqlite
from tests.factories import a_person


def noted(by, reason="A place in it could lead to a person."):
    decision = note(Act.HID, by=by, about="talk-abc", number=2, reason=reason)
    db.session.commit()
    return decision.id


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE decisions SET reason = ''",
        "UPDATE decisions SET by_id = 1 WHERE number = 2",
        "DELETE FROM decisions",
        "DELETE FROM decisions WHERE about = 'talk-abc'",
    ],
)
def test_no_statement_changes_or_deletes_a_decision(app, mo, change):
    known = noted(mo)

    with pytest.raises(DBAPIError, match="decisions are only added to"):
        db.session.execute(text(change))
    db.session.rollback()

    kept = db.session.scalars(select(Decision)).one()
    assert (kept.id, kept.by_id, kept.act, kept.reason) == (
        known,
        mo.id,
        Act.HID,
        "A place in it could lead to a person.",
    )


def test_a_decision_outlives_whoever_made_it(browser, app, mo):
    other = a_person(role=mo.role)
    noted(other)

    db.session.delete(db.session.get(Person, other.id))
    db.session.commit()

    page = browser(mo).page("/moderation/decisions").text_in("main")
    assert "A former moderator keeps it hidden" in page
    assert "A place in it could lead to a person." in page


@on_sqlite
def test_the_log_is_read_page_by_page_the_latest_first(browser, mo):
    for number in range(60):
        note(Act.DISMISSED, by=mo, about="talk-abc", reason=f"Reason {number}.")
    db.session.commit()
    visit = browser(mo)

    first = visit.page("/moderation/decisions")
    older = next(link for link in first.links if "before=" in link)
    second = visit.page(older)

    assert "Reason 59." in first.text_in("main")
    assert "Reason 9." not in first.text_in("main")
    assert "Reason 9." in second.text_in("main")
    assert "Reason 0." in second.text_in("main")
    assert not [link for link in second.links if "before=" in link]


@on_sqlite
def test_members_find_no_log(browser, ana):
    assert browser(ana).get("/moderation/decisions").status_code == 404

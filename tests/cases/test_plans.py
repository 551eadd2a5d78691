"""What a list asks of the database is answered from an index, in its order, on both databases."""

import pytest
from sqlalchemy import event

from forum.cases.asking_around import ask_around
from forum.cases.counting import LOOKED_AT, Count, counts
from forum.cases.expiry import seal_what_rests, tell_of_sealing
from forum.cases.follow_up import ask_how_it_went
from forum.cases.lists import longest_first, page_of
from forum.cases.rescue import look_after_the_waiting
from forum.cases.wanted import View, Wanted
from forum.core.db import db, is_sqlite
from forum.notifications.inbox import inbox_of, inboxes_heard
from forum.trust.nudging import remind_of_promises
from tests.factories import a_case

FILTERS = [
    {},
    {"asked": "ot"},
    {"age_band": "teen"},
    {"setting": "school"},
    {"asked": "ot", "age_band": "teen", "setting": "school"},
]
FEW = (View.FOLLOWING, View.KEPT)
"""Views whose few cases are found by an index of their own, and then put in order."""


@pytest.fixture
def plans(app):
    """`plans(ask)` is how the database means to find each thing that `ask` selects."""
    asked = []

    def note(connection, cursor, statement, parameters, *_):
        if statement.startswith("SELECT"):
            asked.append((statement, parameters))

    def planned(ask, *given, **more):
        asked.clear()
        event.listen(db.engine, "before_cursor_execute", note)
        ask(*given, **more)
        event.remove(db.engine, "before_cursor_execute", note)
        assert asked
        return [line for one in asked for line in explained(*one)]

    return planned


def explained(statement, parameters):
    connection = db.session.connection()
    if is_sqlite():
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return [row.detail for row in plan]
    for way in ("seqscan", "sort", "incremental_sort"):
        connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
    return [row[0] for row in connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)]


def without_an_index(plan, *, sorts=True):
    """The steps that look at every row of a table, or put what they found in order afterwards.

    With `sorts=False` the order may be made afterwards.
    """
    if is_sqlite():
        read = [line for line in plan if line.startswith("SCAN") and "USING" not in line]
        tables = [line for line in read if line.split()[1] in db.metadata.tables]
        return tables + [line for line in plan if sorts and "FOR ORDER BY" in line]
    return [line for line in plan if "Seq Scan" in line or (sorts and "Sort" in line)]


@pytest.mark.parametrize("filters", FILTERS, ids=lambda filters: "+".join(filters) or "all")
@pytest.mark.parametrize("view", list(View))
def test_each_view_and_filter_of_the_list_is_read_in_order_from_an_index(plans, ana, view, filters):
    wanted = Wanted.read({"view": view.value, **filters})
    before = a_case(author=ana).key

    first = plans(page_of, wanted, ana)
    later = plans(page_of, wanted, ana, before=before)

    sorts = view not in FEW
    assert without_an_index(first, sorts=sorts) == []
    assert without_an_index(later, sorts=sorts) == []


def test_the_longest_waiting_are_found_by_an_index(plans, ana):
    for asked in ({}, {"asked": "ot"}):
        wanted = Wanted.read({"view": "waiting", **asked})
        assert without_an_index(plans(longest_first, wanted, ana, 3), sorts=False) == []


def test_who_waits_is_found_by_index(app, plans, ana):
    assert without_an_index(plans(ask_around), sorts=False) == []
    assert without_an_index(plans(look_after_the_waiting), sorts=False) == []
    assert without_an_index(plans(remind_of_promises), sorts=False) == []


@pytest.mark.parametrize("sweep", [tell_of_sealing, seal_what_rests, ask_how_it_went])
def test_what_is_due_is_found_by_an_index(app, plans, sweep):
    read = without_an_index(plans(sweep), sorts=False)

    assert [line for line in read if "drafts" not in line] == []  # of which there are few


def test_what_waits_for_a_moderator_is_found_by_an_index(browser, plans, mo):
    case = a_case()
    case.hold()

    read = without_an_index(plans(browser(mo).get, "/moderation/"), sorts=False)

    assert [line for line in read if "decisions" not in line] == []  # the last five, by their id


def test_a_view_without_replies_loses_a_case_that_closes_and_has_it_back(app, ana):
    case, waiting = a_case(author=ana), Wanted(View.WAITING)
    keys = []

    for verb in (case.settle, case.reopen):
        verb(by=ana)
        db.session.commit()
        keys.append([listed.key for listed in page_of(waiting, ana).cases])

    assert keys == [[], [case.key]]
    assert counts(waiting, ana)[View.WAITING] == 1


def test_a_count_says_where_it_looked_no_further(app, ana):
    few, many = Count.of(3, LOOKED_AT - 1), Count.of(3, LOOKED_AT)

    assert [str(few), str(many), str(Count.of(0, LOOKED_AT))] == ["3", "3+", ""]
    assert few == many == 3


@pytest.mark.parametrize("filters", FILTERS, ids=lambda filters: "+".join(filters) or "all")
def test_the_counts_beside_the_views_come_from_indexes(plans, ana, filters):
    assert without_an_index(plans(counts, Wanted.read(filters), ana)) == []


def test_an_inbox_is_read_in_order_from_an_index(plans, ana):
    assert without_an_index(plans(inbox_of, ana)) == []
    assert without_an_index(plans(inboxes_heard, ana, ["inbox-ana"])) == []

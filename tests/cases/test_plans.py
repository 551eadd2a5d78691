"""What a list asks of the database is answered from an index, in its order, on both databases."""

import pytest
from sqlalchemy import event

from forum.cases.lists import counts, page_of
from forum.cases.wanted import View, Wanted
from forum.core.db import db, is_sqlite
from forum.notifications.inbox import inbox_of, inboxes_heard
from tests.factories import a_case

FILTERS = [
    {},
    {"asked": "ot"},
    {"age_band": "teen"},
    {"setting": "school"},
    {"asked": "ot", "age_band": "teen", "setting": "school"},
]


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
    for way in ("seqscan", "sort"):
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

    sorts = view is not View.FOLLOWING  # the few that one follows are found, and put in order
    assert without_an_index(first, sorts=sorts) == []
    assert without_an_index(later, sorts=sorts) == []


@pytest.mark.parametrize("filters", FILTERS, ids=lambda filters: "+".join(filters) or "all")
def test_the_counts_beside_the_views_come_from_indexes(plans, ana, filters):
    assert without_an_index(plans(counts, Wanted.read(filters), ana)) == []


def test_an_inbox_is_read_in_order_from_an_index(plans, ana):
    assert without_an_index(plans(inbox_of, ana)) == []
    assert without_an_index(plans(inboxes_heard, ana, ["inbox-ana"])) == []

"""An object out of a bare row is as good as one that was queried."""

from sqlalchemy import inspect, select, update

from forum.core.db import db
from forum.core.rows import columns, loaded
from forum.people.models import Person
from forum.people.session import SignIn
from tests.cases.test_case_page import Counted


def row_of(person):
    asked = select(*columns(Person)).where(Person.id == person.id)
    return db.session.connection().execute(asked).one()


def test_it_holds_what_a_query_would_have_given(ana):
    row = row_of(ana)
    usual = {one.key: getattr(ana, one.key) for one in inspect(Person).column_attrs}
    db.session.expunge(ana)

    found = loaded(Person, row)

    assert found is not ana
    assert {name: getattr(found, name) for name in usual} == usual


def test_what_is_changed_in_it_is_kept(ana):
    row = row_of(ana)
    db.session.expunge(ana)

    loaded(Person, row).scope = "Hands and wrists"
    db.session.commit()

    assert db.session.scalar(select(Person.scope)) == "Hands and wrists"


def test_what_the_session_has_already_is_given_as_it_stands(ana):
    ana.scope = "Not saved yet"

    with db.session.no_autoflush:
        assert loaded(Person, row_of(ana)) is ana

    assert ana.scope == "Not saved yet"


def test_it_is_read_afresh_once_a_transaction_has_ended(ana):
    row = row_of(ana)
    db.session.expunge(ana)
    found = loaded(Person, row)
    db.session.rollback()
    db.session.connection().execute(update(Person).values(scope="Told elsewhere"))

    assert found.scope == "Told elsewhere"


def test_one_statement_brings_a_sign_in_its_person_and_the_count_of_what_is_unread(ana):
    token = SignIn.begin(ana).token
    db.session.commit()
    db.session.expunge_all()

    with Counted() as meanwhile:
        found = SignIn.with_token(token)
        assert found is not None
        told = (found.person.username, found.unread_count, found.is_remembered)

    assert told == ("ana", 0, False)
    assert len(meanwhile.said) == 1

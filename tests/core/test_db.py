"""One way to write: whole or not at all, one at a time on SQLite, and only when it is said."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from forum.core import db as database_module
from forum.core.db import db, is_sqlite, new_key, writing
from forum.core.errors import Busy
from forum.people.models import Person
from forum.talk.models import Message, Talk
from tests.conftest import on_sqlite
from tests.factories import a_case, a_person, an_idea
from tests.together import a_process, at_once, in_a_transaction, its_words
from tests.visiting import Browser


def test_what_is_written_is_there_for_everybody(app, ana):
    with writing():
        ana.scope = "Hands"

    with app.app_context():
        assert db.session.get_one(Person, ana.id).scope == "Hands"


def test_what_fails_leaves_nothing_behind(ana):
    def fail():
        ana.scope = "Hands"
        db.session.flush()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), writing():
        fail()

    assert ana.scope == "Paediatric OT · schools"


def test_whoever_writes_reads_afresh_what_they_read_before(app, ana):
    assert ana.scope == "Paediatric OT · schools"
    with app.app_context(), writing():
        db.session.get_one(Person, ana.id).scope = "Hands"

    with writing():
        assert ana.scope == "Hands"


def test_there_is_one_transaction_at_a_time(app):
    with pytest.raises(RuntimeError, match="Already writing"), writing(), writing():
        pass

    with writing():
        assert db.session.scalar(select(func.count(Person.id))) == 0


def test_a_request_writes_only_where_it_says_so(app, ana):
    @app.post("/scribble")
    def _scribble():
        db.session.get_one(Person, ana.id).scope = "Hands"
        db.session.commit()
        return ""

    answer = Browser(app, ana).post("/scribble")

    assert answer.status_code == 500
    assert ana.scope == "Paediatric OT · schools"


@on_sqlite
def test_whoever_reads_and_then_writes_never_writes_over_another(app, ana):
    talk_id = a_case(author=ana).talk.id

    def count():
        talk = db.session.get_one(Talk, talk_id)
        talk.message_count = talk.message_count + 1

    at_once(*[in_a_transaction(app, count)] * 12)

    with app.app_context():
        assert db.session.get_one(Talk, talk_id).message_count == 12


def test_two_processes_write_at_once_and_nothing_is_lost(app, ana, ben):
    case = a_case(author=ana)
    case_id = case.id
    script = f"""
from concurrent.futures import ThreadPoolExecutor
from forum.cases.models import Case
from forum.core.words import Words
from forum.people.models import Person
from forum.talk.vocabulary import Kind

def say(number):
    words = Words.of(f"Idea {{number}}")
    with app.app_context(), writing():
        by = Person.called(sys.argv[1])
        db.session.get_one(Case, {case_id}).reply(by=by, kind=Kind.IDEA, words=words)

sys.stdin.readline()
with ThreadPoolExecutor(3) as threads:
    list(threads.map(say, range(12)))
"""
    processes = [a_process(app, script, name) for name in ("ana", "ben")]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("now\\n")
        process.stdin.flush()
    for process in processes:
        its_words(process)

    db.session.rollback()
    numbers = list(db.session.scalars(select(Message.number).order_by(Message.number)))
    assert numbers == list(range(1, 25))
    assert (case.talk.version, case.talk.message_count) == (24, 24)


@on_sqlite
def test_whoever_waits_too_long_is_told_that_it_is_busy(app, ana, monkeypatch):
    monkeypatch.setattr(database_module, "PATIENCE", 0.1)
    held = db.engine.connect().execution_options(begin="BEGIN IMMEDIATE")
    with held, held.begin(), pytest.raises(Busy), writing():
        pass

    with writing():
        ana.scope = "Hands"
    assert ana.scope == "Hands"


@on_sqlite
def test_readers_go_on_while_somebody_writes(browser, ana):
    visit = browser(ana)
    with db.engine.connect().execution_options(begin="BEGIN IMMEDIATE") as held, held.begin():
        held.execute(text("UPDATE people SET name = 'Somebody else'"))

        answer = visit.get("/")

    assert answer.status_code == 200
    assert "Ana" in answer.text


@on_sqlite
def test_sqlite_is_set_up_to_lose_nothing(app):
    said = {
        name: db.session.execute(text(f"PRAGMA {name}")).scalar_one()
        for name in (
            "journal_mode",
            "synchronous",
            "foreign_keys",
            "busy_timeout",
            "cell_size_check",
            "mmap_size",
        )
    }

    assert said["journal_mode"] == "wal"
    assert said["synchronous"] == 2
    assert (said["cell_size_check"], said["mmap_size"]) == (1, 0)
    assert said["foreign_keys"] == 1
    assert said["busy_timeout"] <= 50


def test_nobody_can_be_removed_from_under_their_words(ana, ben):
    an_idea(a_case(author=ana), by=ben)

    with pytest.raises(IntegrityError):
        db.session.execute(text("DELETE FROM people WHERE username = 'ben'"))
    db.session.rollback()


def test_what_belongs_to_a_talk_goes_with_it(ana, ben):
    talk = a_case(author=ana).talk
    db.session.execute(text("DELETE FROM case_asks"))
    db.session.execute(text("DELETE FROM cases"))
    db.session.execute(text("DELETE FROM talks"))

    assert db.session.scalar(text("SELECT count(*) FROM talk_followers")) == 0
    db.session.rollback()
    assert talk.is_followed_by(ana)


def test_a_time_comes_back_as_the_same_moment_in_utc(app, ana):
    lisbon_in_summer = timezone(timedelta(hours=1))
    ana.verified_at = datetime(2026, 7, 1, 9, 30, tzinfo=lisbon_in_summer)
    db.session.commit()

    assert ana.verified_at == datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
    assert ana.verified_at.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_refused(ana):
    ana.verified_at = datetime(2026, 7, 1, 9, 30)  # noqa: DTZ001 - the mistake in question

    with pytest.raises(StatementError, match="needs its zone"):
        db.session.flush()
    db.session.rollback()


def test_public_keys_cannot_be_counted():
    keys = {new_key() for _ in range(1_000)}

    assert len(keys) == 1_000
    assert {len(key) for key in keys} == {12}
    assert all(key.replace("-", "").replace("_", "").isalnum() for key in keys)


def test_the_tests_really_run_on_what_they_name(app, database):
    assert is_sqlite() is database.startswith("sqlite")
    assert a_person().id

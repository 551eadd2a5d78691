"""Migrations: from nothing to now and back with rows in every table, and whole or not at all."""

import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory

from forum.app import create_app
from forum.core.config import Settings
from forum.core.db import db
from forum.migrating import FOLDER, upgrade
from tests.together import a_process

PATIENCE = 60

BREAKING = '''
"""A migration that changes much and never comes to its end."""

import sys

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = {after!r}


def upgrade():
    op.create_table("half_done", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("half_done", sa.Integer()))
    op.execute("UPDATE people SET name = 'half done'")
    op.execute("DELETE FROM submissions")
    {end}
'''
WAITING = 'print("half done", flush=True); sys.stdin.read()'
FAILING = 'raise RuntimeError("the disk is full, say")'

UPGRADE = """
import flask_migrate
with app.app_context():
    flask_migrate.upgrade(directory=sys.argv[1])
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def nothing(request, tmp_path, postgres):
    """The address of a database without a single table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'forum.sqlite3'}"
    else:
        name = f"empty_{tmp_path.name}"
        yield postgres.a_database(name)
        postgres.drop(name)


@pytest.fixture
def app(nothing, tmp_path):
    settings = Settings(
        database_url=nothing,
        data_dir=tmp_path,
        secret_key="only for tests, and long enough",
        base_url="http://localhost",
    )
    app = create_app(settings)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def revisions():
    """Every migration in its order."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()][
        ::-1
    ]


def tables():
    """The tables as they are now, in the order in which they need each other."""
    metadata = sa.MetaData()
    metadata.reflect(db.engine, only=lambda name, _: not name.startswith("search_words"))
    return [table for table in metadata.sorted_tables if table.name != "alembic_version"]


def shape():
    return {table.name: sorted(column.name for column in table.columns) for table in tables()}


def rows():
    with db.engine.connect() as connection:
        return {
            table.name: connection.scalar(sa.select(sa.func.count()).select_from(table))
            for table in tables()
        }


def put_a_row_into_every_empty_table():
    with db.engine.begin() as connection:
        for table in tables():
            if connection.execute(sa.select(table).limit(1)).first() is None:
                connection.execute(table.insert().values(a_row(table, connection)))


def a_row(table, connection):
    row = {}
    for column in (column for column in table.columns if not column.computed):
        target = next(iter(column.foreign_keys), None)
        if target is not None and target.column.table is not table:
            row[column.name] = connection.scalar(sa.select(target.column).limit(1))
        elif target is None and not (column.primary_key and column.type.python_type is int):
            row[column.name] = a_value(column)
    return row


def a_value(column):
    kind = column.type
    if isinstance(kind, sa.JSON):
        return []
    if isinstance(kind, sa.DateTime):
        return datetime(2026, 3, 1, tzinfo=UTC)
    if isinstance(kind, sa.Date):
        return date(2026, 3, 1)
    if isinstance(kind, sa.LargeBinary):
        return b"x"
    return {int: 1, bool: True, float: 1.0, str: column.name[:32]}[kind.python_type]


def test_every_migration_keeps_the_rows_of_the_one_before(app):
    kept: dict[str, int] = {}
    for revision in revisions():
        upgrade(revision)
        after = rows()
        assert {name: after[name] for name in kept} == kept, revision
        put_a_row_into_every_empty_table()
        kept = rows()

    assert all(count == 1 for count in kept.values())
    assert len(kept) >= 12


def test_answers_are_counted_for_talks_that_were_there_before(app):
    upgrade("0016")
    put_a_row_into_every_empty_table()
    said = sa.table("messages", *map(sa.column, ("author_id", "withdrawn_at", "hidden_at")))
    stands = said.update().values(withdrawn_at=None, hidden_at=None)
    people = next(table for table in tables() if table.name == "people")
    with db.engine.begin() as connection:
        another = a_row(people, connection) | {"username": "other", "email": "other@example.org"}
        other = connection.scalar(people.insert().values(another).returning(people.c.id))

    def answers(author):
        with db.engine.begin() as connection:
            connection.execute(stands.values(author_id=author))
        upgrade("0017")
        with db.engine.connect() as connection:
            count = connection.scalar(sa.text("SELECT answer_count FROM talks"))
            asker = connection.scalar(sa.text("SELECT owner_id FROM talks"))
        flask_migrate.downgrade(directory=str(FOLDER), revision="0016")
        return count, asker

    first = other - 1
    assert (answers(first), answers(other)) == ((0, first), (1, first))


def on(day):
    return datetime(2026, 3, day, tzinfo=UTC)


def said(day, tried=None, **more):
    """What another said on that day of March, or whoever asked, and when it was tried."""
    stands = {"author_id": "other", "withdrawn_at": None, "hidden_at": None}
    return stands | {"posted_at": on(day), "tried_at": tried and on(tried)} | more


OWN = {"author_id": "asker"}
HIDDEN, WITHDRAWN, SETTLED = ({f"{what}_at": on(20)} for what in ("hidden", "withdrawn", "settled"))
STOOD = [
    # what was said in a case, and the days on which it was answered and an idea tried
    ({}, [], (None, None)),
    ({}, [said(2, **OWN)], (None, None)),
    ({}, [said(2, tried=3, **OWN)], (None, 3)),
    ({}, [said(2)], (2, None)),
    ({}, [said(6), said(4), said(2, **OWN)], (4, None)),
    ({}, [said(2, **HIDDEN)], (None, None)),
    ({}, [said(2, **HIDDEN), said(5)], (5, None)),
    ({}, [said(2, **WITHDRAWN)], (None, None)),
    ({}, [said(2, **WITHDRAWN), said(5)], (5, None)),
    ({}, [said(2, tried=7)], (2, 7)),
    ({}, [said(2, tried=7), said(3, tried=6)], (2, 6)),
    ({}, [said(2, tried=7, **HIDDEN)], (None, None)),
    ({}, [said(2, tried=6, **HIDDEN), said(4, tried=8)], (4, 8)),
    ({}, [said(2, tried=7, **WITHDRAWN)], (None, None)),
    ({}, [said(2, tried=7, **WITHDRAWN), said(3)], (3, None)),
    (SETTLED, [], (None, None)),
    (SETTLED, [said(2, tried=7)], (2, 7)),
]


def test_cases_that_were_there_before_know_whether_they_were_answered_and_tried(app):
    upgrade("0017")
    put_a_row_into_every_empty_table()
    of = {table.name: table for table in tables()}
    with db.engine.begin() as connection:

        def new(name, **given):
            row = a_row(of[name], connection) | given
            return connection.scalar(of[name].insert().values(row).returning(of[name].c.id))

        connection.execute(of["messages"].delete())
        connection.execute(of["cases"].delete())
        people = {who: new("people", username=who, email=who) for who in ("asker", "other")}
        begun = {"author_id": people["asker"], "settled_at": None, "sealed_at": None}
        for number, (course, messages, _) in enumerate(STOOD):
            talk = new("talks", key=f"talk {number}")
            new("cases", **begun | course | {"key": f"{number:02}", "talk_id": talk})
            for place, one in enumerate(messages):
                by = {"author_id": people[one["author_id"]], "parent_id": None}
                new("messages", talk_id=talk, number=place, **one | by)

    upgrade("0018")

    cases = next(table for table in tables() if table.name == "cases")
    known = sa.select(cases.c.answered_at, cases.c.tried_at).order_by(cases.c.key)
    with db.engine.connect() as connection:
        rows = connection.execute(known).all()
    assert [tuple(at and at.day for at in row) for row in rows] == [days for *_, days in STOOD]


def test_the_tables_are_what_the_models_say(app):
    upgrade()

    flask_migrate.check(directory=str(FOLDER))


def test_coming_up_to_date_twice_changes_nothing(app):
    upgrade()
    before = shape()

    upgrade()

    assert shape() == before


def test_tables_with_rows_can_go_all_the_way_back_and_come_again(app):
    upgrade()
    put_a_row_into_every_empty_table()
    before = shape()

    flask_migrate.downgrade(directory=str(FOLDER), revision="base")
    nothing_left = shape()
    upgrade()

    assert nothing_left == {}
    assert shape() == before
    assert set(rows().values()) == {0}


def with_a_breaking_one(tmp_path: Path, end: str) -> Path:
    """Our migrations, and after them one that ends like this."""
    folder = tmp_path / "migrations of tomorrow"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    text = BREAKING.format(after=revisions()[-1], end=end)
    (folder / "versions" / "9999_breaking.py").write_text(text)
    return folder


def test_a_migration_killed_midway_leaves_everything_as_it_was(app, tmp_path):
    upgrade()
    put_a_row_into_every_empty_table()
    before = (shape(), rows())
    db.engine.dispose()
    process = a_process(app, UPGRADE, str(with_a_breaking_one(tmp_path, WAITING)))
    assert process.stdout is not None
    assert process.stdout.readline() == "half done\n"

    process.kill()
    process.communicate(timeout=PATIENCE)

    with db.engine.connect() as connection:
        names = connection.scalars(sa.text("SELECT name FROM people")).all()
        version = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    assert names == ["name"]
    assert version == revisions()[-1]
    assert (shape(), rows()) == before
    upgrade()


def test_a_migration_that_fails_midway_leaves_everything_as_it_was(app, tmp_path, caplog):
    upgrade()
    put_a_row_into_every_empty_table()
    before = (shape(), rows())

    with pytest.raises(SystemExit):
        flask_migrate.upgrade(directory=str(with_a_breaking_one(tmp_path, FAILING)))

    assert "the disk is full" in caplog.text
    assert (shape(), rows()) == before


def test_a_migration_that_leaves_a_row_without_what_it_refers_to_is_taken_back(app, tmp_path):
    upgrade()
    put_a_row_into_every_empty_table()
    before = (shape(), rows())
    folder = with_a_breaking_one(tmp_path, 'op.execute("DELETE FROM people")')

    with pytest.raises((SystemExit, sa.exc.IntegrityError)):
        flask_migrate.upgrade(directory=str(folder))

    assert (shape(), rows()) == before


def test_migrations_are_one_after_the_other(app):
    ids = revisions()

    assert len(ids) == len(set(ids))
    assert ids[0] == "0001"
    assert [f"{number:04}" for number in range(1, len(ids) + 1)] == ids


def test_nothing_of_ours_that_may_change_is_used_by_a_migration():
    for path in (FOLDER / "versions").glob("*.py"):
        assert "from forum" not in path.read_text(), path.name
        assert "import forum" not in path.read_text(), path.name


def test_a_migration_needs_no_more_than_the_command(tmp_path):
    environment = {"FORUM_DEMO": "1", "FORUM_DATA_DIR": str(tmp_path / "a folder"), "PATH": ""}

    done = subprocess.run(
        [sys.executable, "-m", "forum", "migrate"],
        cwd=FOLDER.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "up to date" in done.stdout
    assert (tmp_path / "a folder" / "forum.sqlite3").exists()

"""Ana, Ben, Cy and Mo, and a house for them to meet in, on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from redis import Redis
from werkzeug.routing import Rule

from forum.app import create_app
from forum.core.config import Settings
from forum.core.db import db
from forum.people.models import Person
from forum.people.vocabulary import Discipline, Role
from tests import databases
from tests.factories import a_person
from tests.visiting import Browser

House = Callable[..., Flask]
Visit = Callable[..., Browser]

on_sqlite = pytest.mark.on_sqlite
on_postgres = pytest.mark.on_postgres
"""For what has nothing to do with the database once is enough; a few things only one can do."""

SETTINGS = {field.name for field in fields(Settings)}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "on_sqlite: run on SQLite alone")
    config.addinivalue_line("markers", "on_postgres: run on PostgreSQL alone")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Whatever needs the database runs on both, unless it is marked otherwise."""
    if "database" in metafunc.fixturenames:
        marks = {mark.name for mark in metafunc.definition.iter_markers()}
        wanted = {"on_sqlite": "sqlite", "on_postgres": "postgresql"}
        named = [wanted[mark] for mark in marks & wanted.keys()]
        metafunc.parametrize("database", named or list(wanted.values()), indirect=True)


@pytest.fixture(scope="session", autouse=True)
def _compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Each test has an app of its own; what Jinja makes of the templates is the same for all."""
    usual = Flask.jinja_options
    folder = tmp_path_factory.mktemp("templates")
    Flask.jinja_options = usual | {"bytecode_cache": FileSystemBytecodeCache(str(folder))}
    yield
    Flask.jinja_options = usual


@pytest.fixture(scope="session", autouse=True)
def _compiled_addresses() -> Iterator[None]:
    """As with the templates: what Werkzeug makes of an address is the same for every app."""
    compiled = Rule._compile_builder
    known: dict[object, Any] = {}

    def once(rule: Rule, append_unknown: bool = True) -> Any:
        what = (rule.rule, str(rule.defaults), str(rule._trace), append_unknown)
        if what not in known:
            known[what] = compiled(rule, append_unknown)
        return known[what]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Rule, "_compile_builder", once)
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[databases.Postgres]:
    server = databases.Postgres()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def postgres_url(postgres: databases.Postgres, tmp_path_factory: pytest.TempPathFactory) -> str:
    return databases.with_tables(postgres.a_database("weft"), tmp_path_factory.mktemp("postgres"))


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Redis of our own for this run."""
    with databases.a_redis(tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture
def redis_url(redis_server: str) -> str:
    """The address of a Redis with nothing in it."""
    with Redis.from_url(redis_server) as client:
        client.flushall()
    return redis_server


@pytest.fixture(params=["a file", "redis", "postgresql"])
def kept_in(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """Settings with which the queue of jobs is kept in each of these."""
    if request.param == "redis":
        yield {"redis_url": request.getfixturevalue("redis_url")}
    elif request.param == "postgresql":
        server: databases.Postgres = request.getfixturevalue("postgres")
        yield {"jobs_url": server.a_database("jobs")}
        server.drop("jobs")
    else:
        yield {}


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return databases.a_file(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with all tables and no rows."""
    if request.param == "sqlite":
        path = tmp_path / "forum.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_file"), path)
        yield f"sqlite:///{path}"
    else:
        url = request.getfixturevalue("postgres_url")
        yield url
        databases.emptied(url)


@pytest.fixture
def house(database: str, tmp_path: Path) -> Iterator[House]:
    """`house(demo=True, RATELIMIT_ENABLED=True)` is an application on this test's database."""
    with ExitStack() as at_the_end:

        def build(**given: Any) -> Flask:
            usual: dict[str, Any] = {
                "database_url": database,
                "data_dir": tmp_path,
                "secret_key": "only for tests, and long enough",
                "base_url": "http://localhost",
                "first_held": 0,  # a case goes out at once, but where that is what a test is about
            }
            settings = {name: given.pop(name) for name in SETTINGS & given.keys()}
            app = create_app(Settings(**usual | settings), **{"RATELIMIT_ENABLED": False} | given)
            with app.app_context():
                at_the_end.callback(db.engine.dispose)
            return app

        yield build


@pytest.fixture
def app(house: House) -> Iterator[Flask]:
    """The house as it usually is. The test has a context of its own to talk to models in."""
    app = house()
    with app.app_context():
        yield app


@pytest.fixture
def browser(app: Flask) -> Visit:
    """`browser(ana).get("/")` is Ana, signed in, opening a page; `browser()` is a stranger."""
    return lambda person=None: Browser(app, person)


@pytest.fixture
def ana(app: Flask) -> Person:
    """An occupational therapist, who asks."""
    return a_person(
        username="ana",
        email="ana@weft.example",
        name="Ana Lima",
        scope="Paediatric OT · schools",
        time_zone="Europe/Lisbon",
    )


@pytest.fixture
def ben(app: Flask) -> Person:
    """A speech and language therapist, who thinks along."""
    return a_person(
        username="ben", email="ben@weft.example", name="Ben Adeyemi", discipline=Discipline.SLP
    )


@pytest.fixture
def cy(app: Flask) -> Person:
    """A new graduate."""
    return a_person(
        username="cy", email="cy@weft.example", name="Cy Park", scope="First year in practice"
    )


@pytest.fixture
def mo(app: Flask) -> Person:
    """A moderator."""
    return a_person(
        username="mo",
        email="mo@weft.example",
        name="Mo Haddad",
        discipline=Discipline.COUNSELLOR,
        role=Role.MODERATOR,
    )

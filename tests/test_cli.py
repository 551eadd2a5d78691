"""`forum …`: each command does what it says, and says what stands in its way."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from forum.cli import main
from forum.core.db import db
from forum.people.models import Person
from forum.people.vocabulary import Role
from tests.conftest import on_sqlite
from tests.factories import a_person, joining
from tests.visiting import Browser

PROJECT = Path(__file__).parents[1]
PATIENCE = 60


@pytest.fixture
def forum(database, tmp_path):
    """`forum("person", "ana")` is what the command prints; `code=1` where it must fail."""
    environment = {
        "FORUM_DEMO": "1",
        "FORUM_DATA_DIR": str(tmp_path),
        "FORUM_DATABASE_URL": database,
    }

    def run(*words, code=0, **more):
        done = CliRunner(env=environment | more).invoke(main, words)
        assert done.exit_code == code, done.output
        return done.output

    return run


def test_a_person_is_shown(app, forum, ana):
    for who in ("ana", "ana@weft.example", "ANA"):
        assert forum("person", who) == "ana: Ana Lima, Occupational therapist (OT), Member\n"


@pytest.mark.parametrize("role", ["verified", "moderator", "admin", "member"])
def test_a_person_is_given_a_role(app, forum, ana, role):
    said = forum("person", "ana", "--role", role)

    db.session.refresh(ana)
    assert ana.role is Role(role)
    assert said.endswith(f"{Role(role).label}\n")


@on_sqlite
def test_nobody_is_called_that(app, forum):
    assert "Nobody here is called dana." in forum("person", "dana", code=1)


@on_sqlite
def test_a_role_that_there_is_not_is_refused(app, forum, ana):
    assert "wizard" in forum("person", "ana", "--role", "wizard", code=2)


@on_sqlite
def test_nobody_rises_before_their_address_is_confirmed(app, forum):
    a_person(username="dana", confirmed_at=None, role=Role.APPLICANT)

    assert "has not confirmed" in forum("person", "dana", "--role", "admin", code=1)


@on_sqlite
def test_the_demo_moves_in_once(app, forum):
    assert "has moved in" in forum("demo")
    assert "Somebody lives here already." in forum("demo")
    assert Person.count() >= 10


@on_sqlite
def test_a_database_is_brought_up_to_date(forum):
    assert "up to date" in forum("migrate")


@on_sqlite
@pytest.mark.parametrize("command", ["serve", "work", "migrate", "demo"])
def test_no_command_starts_with_unsafe_settings(forum, command):
    said = forum(command, code=1, FORUM_DEMO="0")

    assert "not safe" in said
    for name in ("FORUM_SECRET_KEY", "FORUM_BASE_URL", "FORUM_MAIL_URL"):
        assert name in said


@on_sqlite
def test_a_taken_port_is_said_and_another_named(forum):
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        port = door.getsockname()[1]

        said = forum("run", "--port", str(port), code=1)

    assert f"Port {port} is taken." in said
    another = int(said.strip().rpartition("PORT=")[2])
    assert another != port
    with socket.socket() as door:
        door.bind(("127.0.0.1", another))


@on_sqlite
@pytest.mark.parametrize("port", ["0", "65536", "x"])
def test_a_port_is_a_port(forum, port):
    assert "--port" in forum("run", "--port", port, code=2)


@on_sqlite
def test_the_worker_delivers_and_stops_when_it_is_told(app, database, tmp_path):
    environment = os.environ | {
        "FORUM_DEMO": "1",
        "FORUM_DATA_DIR": str(tmp_path),
        "FORUM_DATABASE_URL": database,
    }
    worker = subprocess.Popen([sys.executable, "-m", "forum", "work"], cwd=PROJECT, env=environment)
    Browser(app).post("/join", joining())
    try:
        while worker.poll() is None and not list((tmp_path / "mail").glob("*.eml")):
            time.sleep(0.05)
    finally:
        worker.send_signal(signal.SIGTERM)

    assert worker.wait(PATIENCE) == 0
    assert len(list((tmp_path / "mail").glob("*.eml"))) == 1


@on_sqlite
@pytest.mark.parametrize(
    ("demo", "host", "bound"),
    [("1", "0.0.0.0", "127.0.0.1"), ("1", "", "127.0.0.1"), ("0", "0.0.0.0", "0.0.0.0")],  # noqa: S104
)
def test_the_demo_is_bound_to_this_computer(demo, host, bound):
    environment = {"FORUM_DEMO": demo, "HOST": host, "PORT": "8123", "PATH": ""}
    show = "from forum.gunicorn_conf import bind; print(bind)"

    said = subprocess.run(
        [sys.executable, "-c", show],
        cwd=PROJECT,
        env={name: value for name, value in environment.items() if value},
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.strip() == f"{bound}:8123"

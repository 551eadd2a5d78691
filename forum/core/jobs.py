"""Jobs: what `forum work` does every so often, and at once when woken; what they do stands in rows.

The queue holds names of jobs and nothing else, so nothing is lost with it: a job looks for itself
what there is to do, and each comes round by the clock as well.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, cast

import psycopg
from flask import Flask, current_app
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.serializer import SignedSerializer
from redis import ConnectionPool
from sqlalchemy import event
from sqlalchemy.orm import Session

from forum.core.config import Settings
from forum.core.db import db
from forum.core.errors import Busy
from forum.core.logs import fault

NAME = "weft"
WAITING_AT_MOST = 20
"""Names in the queue; while nobody works it need not grow."""
LOCKED_FOR = 0.05
"""Seconds that SQLite may hold up a web server for a wake-up; then the clock will do."""

Do = TypeVar("Do", bound=Callable[[], object])
When = Callable[[datetime], bool]

EVERY_MINUTE: When = crontab()
EVERY_HOUR: When = crontab(minute="0")

stopping = threading.Event()
"""Set once the worker is to end: a long job stops where it can be taken up again."""


@dataclass(frozen=True)
class Job:
    do: Callable[[], object]
    when: When


_jobs: dict[str, Job] = {}


def job(when: When) -> Callable[[Do], Do]:
    """`@job(EVERY_MINUTE)`: a worker does this so often. It must bear being done twice at once."""

    def register(do: Do) -> Do:
        _jobs[do.__name__] = Job(do, when)
        return do

    return register


def wake(name: str) -> None:
    """Have the job of this name done as soon as the transaction at hand is committed."""
    db.session().info.setdefault("woken", set()).add(name)


@dataclass(frozen=True)
class Queue:
    """huey, and what puts each job's name into it."""

    huey: Huey
    put: dict[str, Callable[[], object]]


def queue_of(app: Flask) -> Queue:
    """The app's queue, which knows every job that is registered by now.

    It is kept where FORUM_JOBS_URL says, else in Redis where there is one, else in a file.
    """
    kept: Queue | None = app.extensions.get("jobs")
    if kept is None:
        huey = _open(app.extensions["settings"])
        put = {
            name: huey.periodic_task(known.when, name=name)(_doing(app, name))
            for name, known in _jobs.items()
        }
        kept = app.extensions["jobs"] = Queue(huey, put)
    return kept


def _doing(app: Flask, name: str) -> Callable[[], None]:
    def do() -> None:
        with app.app_context():
            try:
                _jobs[name].do()
            except Busy:
                return
            except Exception:  # noqa: BLE001 - the worker goes on, and the job comes round again
                fault("job", job=name)

    return do


def _open(settings: Settings) -> Huey:
    usual: dict[str, object] = {
        "results": False,
        "serializer": SignedSerializer(settings.secret_key, NAME),
    }
    url = settings.jobs_url or settings.redis_url
    if url.startswith("postgres"):
        said = {"dsn": url.replace("+psycopg", "", 1), "table_prefix": "jobs"} | usual
        try:
            return PostgresHuey(NAME, **said)
        except psycopg.errors.UniqueViolation:  # another process made the tables just now
            return PostgresHuey(NAME, **said)
    if url:
        pool = ConnectionPool.from_url(url, socket_timeout=5, socket_connect_timeout=1)
        return RedisHuey(NAME, connection_pool=pool, **usual)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    path = settings.data_dir / "jobs.sqlite3"
    return SqliteHuey(NAME, filename=str(path), timeout=LOCKED_FOR, fsync=False, **usual)


def _enqueue(name: str) -> None:
    """Where that fails the clock heals it within the minute, so whoever asked goes on."""
    try:
        queue = queue_of(cast(Any, current_app)._get_current_object())
        if queue.huey.pending_count() < WAITING_AT_MOST:
            queue.put[name]()
        queue.huey.storage.close()
    except Exception:  # noqa: BLE001
        fault("wake", job=name)


@event.listens_for(Session, "after_commit")
def _committed(session: Session) -> None:
    if session.in_nested_transaction():
        return
    for name in session.info.pop("woken", ()):
        _enqueue(name)


@event.listens_for(Session, "after_rollback")
def _rolled_back(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop("woken", None)

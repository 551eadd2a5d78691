"""The database: typed models, times in UTC, random public keys, and one way to write."""

import enum
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flask import Flask, has_request_context
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Enum, MetaData, String, TypeDecorator, event, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Session, registry

from forum.core.errors import Busy

PATIENCE = 8.0
"""Seconds that a writer waits for its turn on SQLite before it says Busy."""

_constraint_names = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, kept in UTC; SQLite, which knows no zones, gets and gives it without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time needs its zone.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    registry = registry(
        metadata=MetaData(naming_convention=_constraint_names),
        type_annotation_map={
            datetime: UtcDateTime(),
            str: String(),
            enum.Enum: Enum(
                enum.Enum,
                native_enum=False,
                length=32,
                values_callable=lambda words: [word.value for word in words],
            ),
        },
    )


db = SQLAlchemy(model_class=Base, disable_autonaming=True)

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


def new_key() -> str:
    """A public key for an address: 72 random bits, 12 letters, so that nothing can be counted."""
    return secrets.token_urlsafe(9)


def only(condition: str) -> dict[str, Any]:
    """For an index: of rows for which this holds, in the words of SQL."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


def init_app(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)


def prepare(engine: Engine) -> None:
    """Have an engine on SQLite keep, begin and wait as we want it; others are left as they are."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_on_sqlite)


def is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


@contextmanager
def writing() -> Iterator[None]:
    """One write transaction: what was read before is read afresh, and the end commits.

    On SQLite one writer at a time, from the first statement on, so that nobody's read grows stale
    under their write (notes in docs/decisions/0002-writing.md). Raises Busy after PATIENCE seconds.
    """
    session = db.session()
    if session.info.get("writing"):
        raise RuntimeError("Already writing: one transaction per request.")
    session.rollback()
    session.info["writing"] = True
    try:
        with _turn(db.engine):
            if is_sqlite():
                session.connection(execution_options={"begin": "BEGIN IMMEDIATE"})
            yield
            session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop("writing", None)


_turns = threading.Lock()


@contextmanager
def _turn(engine: Engine) -> Iterator[None]:
    if engine.dialect.name != "sqlite":
        yield
    elif _turns.acquire(timeout=PATIENCE):
        try:
            yield
        finally:
            _turns.release()
    else:
        raise Busy


def _prepare_sqlite(connection: Any, _: object) -> None:
    """As notes in docs/decisions/0002-writing.md have it; pages are kept, and not memory-mapped.

    Mapped, a page is looked over by `cell_size_check` each time it is touched, and not only when it
    is read in: a count over some hundred rows took 1.3 ms so, and takes 0.2.
    """
    connection.isolation_level = None
    for setting in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "busy_timeout=50",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "secure_delete=ON",
        "journal_size_limit=67108864",
        "cache_size=-65536",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {setting}")


def _begin_on_sqlite(connection: Connection) -> None:
    """SQLite's own wait would stop every greenlet of the process, so the waiting is done here."""
    begin = connection.get_execution_options().get("begin", "BEGIN")
    until = time.monotonic() + PATIENCE
    pause = 0.002
    while True:
        try:
            connection.exec_driver_sql(begin)
            return
        except OperationalError as error:
            if "locked" not in str(error) and "busy" not in str(error):
                raise
            if time.monotonic() > until:
                raise Busy from error
            time.sleep(pause)
            pause = min(pause * 2, 0.1)


@event.listens_for(Session, "before_flush")
def _writes_only_while_writing(session: Session, *_: object) -> None:
    if has_request_context() and not session.info.get("writing"):
        raise RuntimeError("A request writes only inside `with writing():`.")

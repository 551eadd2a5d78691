"""How Alembic reaches the database: one transaction for all, foreign keys checked at its end."""

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import Connection, Enum, text

from forum.core.db import UtcDateTime

DANGLING = "After this migration a row would refer to nothing; nothing was changed."

db = current_app.extensions["migrate"].db


def run() -> None:
    with db.engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            _foreign_keys(connection, "OFF")
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=is_sqlite,
            transaction_per_migration=False,
            transactional_ddl=True,
            compare_type=True,
            render_item=_plain_types,
            include_name=_is_ours,
        )
        connection.execution_options(begin="BEGIN IMMEDIATE")
        try:
            with context.begin_transaction():  # its end commits, so what is checked is checked here
                context.run_migrations()
                if is_sqlite and connection.execute(text("PRAGMA foreign_key_check")).first():
                    raise RuntimeError(DANGLING)
        finally:
            if is_sqlite:
                _foreign_keys(connection, "ON")


def _plain_types(kind: str, item: object, _: object) -> str | Literal[False]:
    """Migrations name the database's own types, so that they outlive changes of our code."""
    if isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, Enum):
        return "sa.String(length=32)"
    return False


def _is_ours(name: str | None, kind: str, beside: Any) -> bool:
    """The full-text index belongs to the database: its tables, or a column that makes itself."""
    if kind == "table":
        return not (name or "").startswith("search_words")
    its_own = ("vector", "ix_search_entries_vector")
    return beside.get("table_name") != "search_entries" or name not in its_own


def _foreign_keys(connection: Connection, state: str) -> None:
    """SQLite takes this only outside a transaction."""
    sqlite: Any = connection.connection.driver_connection
    sqlite.execute(f"PRAGMA foreign_keys={state}")


run()

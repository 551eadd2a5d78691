"""Many rows at once: gathered by table, numbered as the database would, and written in parts."""

from collections.abc import Iterable, Iterator
from typing import Any

import click
from sqlalchemy import func, insert, select, text

from forum.core.db import db, is_sqlite

AT_ONCE = 5_000


class Rows:
    """Rows that will be written, by model or table."""

    def __init__(self) -> None:
        self._rows: dict[Any, list[dict[str, Any]]] = {}
        self._last: dict[Any, int] = {}

    def add(self, table: Any, **row: Any) -> dict[str, Any]:
        self._rows.setdefault(table, []).append(row)
        return row

    def number(self, model: Any) -> int:
        """The next id of `model`, after those that are taken."""
        if model not in self._last:
            self._last[model] = db.session.scalar(select(func.max(model.id))) or 0
        self._last[model] += 1
        return self._last[model]

    def write(self, tables: Iterable[Any]) -> None:
        """Write everything, in the order of `tables`, with a bar to look at; the caller commits."""
        every = sum(len(rows) for rows in self._rows.values())
        with click.progressbar(length=every, label="Writing them down  ") as bar:
            for some in self.in_parts(tables):
                bar.update(some)

    def in_parts(self, tables: Iterable[Any]) -> Iterator[int]:
        """Write what there is by now and let go of it, part by part; how many rows each had."""
        for table in tables:
            rows = self._rows.pop(table, [])
            for at in range(0, len(rows), AT_ONCE):
                some = rows[at : at + AT_ONCE]
                db.session.execute(insert(table), some)
                yield len(some)
        if not is_sqlite():
            self._count_on()

    def _count_on(self) -> None:
        """PostgreSQL's own counters know nothing of ids that were given."""
        for model in self._last:
            name = model.__tablename__
            last = f"(SELECT max(id) FROM {name})"  # noqa: S608 - a name of our own
            counter = f"setval(pg_get_serial_sequence('{name}', 'id'), {last})"
            db.session.execute(text(f"SELECT {counter}"))

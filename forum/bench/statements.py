"""How many statements a page takes, counted in this process on the same database."""

from collections.abc import Iterator
from contextlib import contextmanager

from click import ClickException
from flask import Flask
from sqlalchemy import event

from forum.core.db import db


def statements(
    app: Flask, cookies: dict[str, str], path: str, form: dict[str, str] | None = None
) -> int:
    """Of a page or, with `form`, of sending that. Raises ClickException where it is refused."""
    client = app.test_client()
    for name, value in cookies.items():
        client.set_cookie(name, value)
    with _noted(app) as said:
        answer = client.get(path) if form is None else client.post(path, data=form)
    if answer.status_code != (200 if form is None else 303):
        raise ClickException(f"{path} was answered with {answer.status_code}.")
    return len(said)


@contextmanager
def _noted(app: Flask) -> Iterator[list[str]]:
    """Every statement that is sent in the block, without the BEGIN that each transaction has."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            said.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)

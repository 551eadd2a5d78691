"""The yardstick: a bare Flask page of the same messages, read through SQLAlchemy Core, and nothing else."""

from pathlib import Path

from flask import Flask, render_template
from sqlalchemy import MetaData, Table, create_engine, select

from forum.core import packing
from forum.core.config import settings_from

ROOT = Path(__file__).resolve().parents[2]


def bare() -> Flask:
    """`/<key>` shows the talk of the case with this key: no session, sign-in, forms or packing."""
    engine = create_engine(settings_from().database)
    tables = MetaData()
    messages, people, cases = (
        Table(name, tables, autoload_with=engine) for name in ("messages", "people", "cases")
    )
    said = (
        select(
            messages.c.number,
            messages.c.kind,
            messages.c.body_html,
            messages.c.posted_at,
            messages.c.helpful_count,
            people.c.name,
            people.c.discipline,
            people.c.scope,
        )
        .join(people, people.c.id == messages.c.author_id)
        .join(cases, cases.c.talk_id == messages.c.talk_id)
        .order_by(messages.c.number)
    )
    app = Flask("yardstick", root_path=str(ROOT), template_folder="templates", static_folder=None)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    @app.get("/<key>")
    def talk(key: str) -> str:
        with engine.connect() as connection:
            found = connection.execute(said.where(cases.c.key == key)).all()
        return render_template("bench/yardstick.html", messages=found)

    return app


def packed() -> Flask:
    """The same, packed as Weft packs its pages."""
    app = bare()
    packing.init_app(app)
    return app

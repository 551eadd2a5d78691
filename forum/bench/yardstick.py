"""The yardstick: a bare Flask page of the same messages through SQLAlchemy Core, no more."""

from pathlib import Path

from flask import Flask, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import MetaData, Table, create_engine, func, select

from forum.core import packing
from forum.core.clock import now
from forum.core.config import settings_from
from forum.core.db import prepare
from forum.core.icons import icon

ROOT = Path(__file__).resolve().parents[2]


def bare() -> Flask:
    """The talk of a case as one page: no session, no sign-in, no forms, no layout, not packed.

    `/<key>` has the messages alone, `/same/<key>` each in the markup of ours, buttons and all. To
    post there adds a message as one row, in a transaction that is kept as safely as ours.
    """
    engine = create_engine(settings_from().database)
    writer = create_engine(settings_from().database, execution_options={"begin": "BEGIN IMMEDIATE"})
    prepare(writer)
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
            people.c.username,
            people.c.discipline,
            people.c.scope,
        )
        .join(people, people.c.id == messages.c.author_id)
        .join(cases, cases.c.talk_id == messages.c.talk_id)
        .order_by(messages.c.number)
    )
    app = Flask("yardstick", root_path=str(ROOT), template_folder="templates", static_folder=None)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["icon"] = icon

    def page(template: str, key: str) -> str:
        with engine.connect() as connection:
            found = connection.execute(said.where(cases.c.key == key)).all()
        return render_template(template, messages=found, key=key)

    @app.get("/<key>")
    def messages_alone(key: str) -> str:
        return page("bench/yardstick.html", key)

    @app.get("/same/<key>")
    def same_markup(key: str) -> str:
        return page("bench/yardstick_same.html", key)

    @app.post("/<key>")
    def say(key: str) -> ResponseReturnValue:
        body = request.form["body"]
        talk = select(cases.c.talk_id).where(cases.c.key == key).scalar_subquery()
        last = select(func.max(messages.c.number)).where(messages.c.talk_id == talk)
        row = messages.insert().values(
            talk_id=talk,
            number=func.coalesce(last.scalar_subquery(), 0) + 1,
            author_id=select(cases.c.author_id).where(cases.c.key == key).scalar_subquery(),
            kind=request.form["kind"],
            body_md=body,
            body_html=body,
            text_version=1,
            helpful_count=0,
            posted_at=now(),
        )
        with writer.begin() as connection:
            connection.execute(row)
        return redirect(f"/{key}", 303)

    return app


def packed() -> Flask:
    """The same, packed as Weft packs its pages."""
    app = bare()
    packing.init_app(app)
    return app

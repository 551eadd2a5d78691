"""`forum …`: run the demo, serve, work, migrate, look after people, measure."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click
from flask import Flask

from forum.at_home import a_free_port, is_free, look_after
from forum.bench import bench
from forum.core.config import UnsafeSettings


def with_app(command: Callable[..., Any]) -> Callable[..., Any]:
    """Run a command inside the application that the environment describes."""

    @wraps(command)
    def inside(*args: Any, **kwargs: Any) -> Any:
        from forum.core.db import db

        with application().app_context():
            try:
                return command(*args, **kwargs)
            finally:
                db.session.remove()
                db.engine.dispose()

    return inside


def application() -> Flask:
    from forum.app import create_app

    try:
        return create_app()
    except UnsafeSettings as unsafe:
        raise click.ClickException(
            f"These settings are not safe to serve with:\n{unsafe}"
        ) from None


@click.group()
def main() -> None:
    """Weft: the place where therapists think together."""


main.add_command(bench)


@main.command()
@click.option(
    "--port", default=8000, envvar="PORT", show_default=True, type=click.IntRange(1, 65535)
)
def run(port: int) -> None:
    """Everything at once on this computer: database, demo community, server and worker."""
    if not is_free(port):
        raise click.ClickException(
            f"Port {port} is taken. Try another one: make run PORT={a_free_port(port)}"
        )
    os.environ |= {
        "FORUM_DEMO": os.environ.get("FORUM_DEMO", "1"),
        "PORT": str(port),
        "FORUM_BASE_URL": f"http://127.0.0.1:{port}",
    }
    from forum.demo import PASSWORD, WELCOME, seed
    from forum.migrating import upgrade

    app = application()
    with app.app_context():
        upgrade()
        if seed():
            click.echo("A demo community has moved in.")
    sys.exit(look_after(port, WELCOME.format(port=port, password=PASSWORD)))


@main.command()
def serve() -> None:
    """The web server alone, with the settings of the environment."""
    application()
    command = ["-m", "gunicorn", "-c", "python:forum.gunicorn_conf", "forum.wsgi:app"]
    os.execv(sys.executable, [sys.executable, *command])


@main.command()
def work() -> None:
    """Write and deliver letters and tidy up, until stopped."""
    from forum.working import work_until_stopped

    work_until_stopped(application())


@main.command()
@with_app
def migrate() -> None:
    """Bring the database's tables up to date."""
    from forum.migrating import upgrade

    upgrade()
    click.echo("The database is up to date.")


@main.command()
@click.option("--large", is_flag=True, help="And 1,000 people with 2,000 cases beside it.")
@click.option("--seed", "number", default=1, show_default=True, help="Another crowd, if another.")
@with_app
def demo(*, large: bool, number: int) -> None:
    """Let the demo community move in, where nobody lives yet."""
    from forum.crowd import gather
    from forum.demo import seed

    if not seed():
        click.echo("Somebody lives here already.")
        return
    click.echo("A demo community has moved in.")
    if large:
        gather(number)


@main.command()
@click.argument("who")
@click.option(
    "--role", type=click.Choice(["applicant", "member", "verified", "moderator", "admin"])
)
@with_app
def person(who: str, role: str | None) -> None:
    """Show the person with this user name or email, and give them a role."""
    from forum.core.db import writing
    from forum.core.errors import Refused
    from forum.people.models import Person
    from forum.people.vocabulary import Role

    with writing():
        found = Person.called(who)
        if found is None:
            raise click.ClickException(f"Nobody here is called {who}.")
        if role:
            try:
                found.take_role(Role(role))
            except Refused as refused:
                raise click.ClickException(str(refused)) from None
        click.echo(f"{found.username}: {found.name}, {found.discipline.label}, {found.role.label}")


@main.command("deid")
@click.argument("file", type=click.Path(path_type=Path), default="-")
@click.option("--json", "as_json", is_flag=True, help="For programs, with offsets and edits.")
def check_file(file: Path, *, as_json: bool) -> None:
    """Say what in FILE could lead to a person; reads standard input where none is named.

    Ends with 0 if nothing must change, with 1 if something must, with 2 if FILE can't be read.
    """
    from forum.core.clock import now
    from forum.deid import Severity, check, is_english, telling
    from forum.deid.reader import why_not

    text = _text_of(file)
    found = check(text, today=now().date())
    note = why_not() and f"Only the rules were used. {why_not()}"
    if not note and not is_english(text):
        note = "This is mostly not English, so only what the rules know can be relied on."
    if as_json:
        click.echo(telling.as_json(text, found, note))
    else:
        click.echo(telling.as_lines(text, found))
        if note:
            click.echo(note, err=True)
    sys.exit(any(finding.severity is Severity.RED for finding in found))


def _text_of(file: Path) -> str:
    """The words in a file; ends with 2 and a sentence where there are none to be read."""
    try:
        with click.open_file(str(file), "rb") as opened:
            text = bytes(opened.read()).decode("utf-8-sig")
    except OSError as problem:
        click.echo(f"{file} can't be read: {problem.strerror}.", err=True)
        sys.exit(2)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        click.echo(f"{file} is no text file. Save it as plain text in UTF-8 first.", err=True)
        sys.exit(2)
    return text

"""`forum bench …`: the figures that matter, measured on the real server beside a yardstick."""

from pathlib import Path

import click


@click.group()
def bench() -> None:
    """Measure what matters, beside a yardstick."""


@bench.command("pages")
@click.option("--rounds", default=7, show_default=True, type=click.IntRange(1, 50))
@click.option("--requests", default=100, show_default=True, type=click.IntRange(10, 1000))
@click.option("--quick", is_flag=True, help="One short round: whether it runs, not how fast.")
@click.option("--json", "file", type=click.Path(dir_okay=False, path_type=Path))
def show_pages(rounds: int, requests: int, quick: bool, file: Path | None) -> None:
    """What the list and a case cost, on the real server, beside a bare Flask page.

    Each round asks for every page in turn, REQUESTS times by one reader and as often by eight at
    once. It makes its own community in a temporary folder, and ends within minutes.
    """
    from forum.bench.pages import measure

    figures = measure(*((1, 10) if quick else (rounds, requests)))
    click.echo(figures.table())
    if file:
        file.write_text(figures.json(), encoding="utf-8")

"""`forum bench …`: the figures that matter, measured on the real server beside a yardstick."""

from pathlib import Path
from typing import Protocol

import click

MOST_READERS = 5_000


@click.group()
def bench() -> None:
    """Measure what matters, beside a yardstick."""


@bench.command("pages")
@click.option("--rounds", default=7, show_default=True, type=click.IntRange(1, 50))
@click.option("--requests", default=100, show_default=True, type=click.IntRange(10, 1000))
@click.option("--large", is_flag=True, help="On the large demo, and what a reply costs there.")
@click.option("--many", is_flag=True, help="Among 100,000 cases, beside the small demo.")
@click.option("--cases", type=click.IntRange(300, 1_000_000), help="With --many: others than that.")
@click.option("--quick", is_flag=True, help="One short round: whether it runs, not how fast.")
@click.option("--json", "file", type=click.Path(dir_okay=False, path_type=Path))
def show_pages(  # noqa: PLR0913 - one for each option
    *,
    rounds: int,
    requests: int,
    large: bool,
    many: bool,
    cases: int | None,
    quick: bool,
    file: Path | None,
) -> None:
    """What the list and a case cost, on the real server, beside a bare Flask page.

    Each round asks for every page in turn, REQUESTS times by one reader and as often by eight at
    once. It makes its own community in a temporary folder, and ends within minutes.
    """
    from forum.bench import large as on_the_large_demo
    from forum.bench import many as among_many
    from forum.bench import pages

    times = (1, 10) if quick else (rounds, requests)
    if many:
        _show(among_many.measure(*times, cases or (300 if quick else among_many.CASES)), file)
        return
    bench = on_the_large_demo if large else pages
    _show(bench.measure(*times), file)


@bench.command("live")
@click.option("--readers", default="500,2000", show_default=True, help="How many open pages.")
@click.option("--replies", default=20, show_default=True, type=click.IntRange(1, 200))
@click.option("--look/--no-look", default=True, help="Also with pages that ask for their pill.")
@click.option("--json", "file", type=click.Path(dir_okay=False, path_type=Path))
def show_live(*, readers: str, replies: int, look: bool, file: Path | None) -> None:
    """How fast a reply reaches so many open pages of one process, and what they cost it.

    On the large demo, in a temporary folder; for each number the pages listen, then also look.
    """
    from forum.bench.live import measure

    _show(measure(_numbers(readers), replies, look=look), file)


class Shown(Protocol):
    def table(self) -> str: ...
    def json(self) -> str: ...


def _show(figures: Shown, file: Path | None) -> None:
    click.echo(figures.table())
    if file:
        file.write_text(figures.json(), encoding="utf-8")


def _numbers(said: str) -> list[int]:
    numbers = [int(word) for word in said.split(",") if word.isdecimal()]
    if not numbers or min(numbers) < 1 or max(numbers) > MOST_READERS:
        raise click.BadParameter(f"--readers: numbers from 1 to {MOST_READERS}, as in 500,2000.")
    return numbers


@bench.command("deid")
@click.option("--misses", "wrong", is_flag=True, help="And every miss and false alarm.")
@click.option("--quick", is_flag=True, help="Ten texts a set: whether it runs, not how well.")
@click.option("--json", "file", type=click.Path(dir_okay=False, path_type=Path))
def show_deid(*, wrong: bool, quick: bool, file: Path | None) -> None:
    """How well and how fast the guard finds identifiers, on the labelled sets in ../shared."""
    from forum.bench import deid, deid_report

    figures = deid.measure(quick=10 if quick else None)
    click.echo(deid_report.as_table(figures))
    if wrong:
        click.echo("\n" + "\n".join(deid_report.misses(figures)))
    if file:
        file.write_text(deid_report.as_json(figures), encoding="utf-8")

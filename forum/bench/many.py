"""What lists, a case and looking back cost among 100,000 cases, beside the small demo."""

import logging
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import select

from forum.bench.community import READER, a_case_with, settled_in
from forum.bench.many_report import Beside, ManyFigures
from forum.bench.members import crowded
from forum.bench.pages import AT_ONCE, SERVED, Page, ask_in_rounds
from forum.bench.reader import Reader
from forum.bench.server import Place, serving
from forum.bench.statements import statements
from forum.bench.years import everyone, fill
from forum.cases.models import Case
from forum.cases.wanted import View
from forum.core.db import db
from forum.core.logs import log
from forum.crowd import bodies
from forum.demo import PASSWORD
from forum.people.models import Person

CASES = 100_000
FILTERS = {
    "often": {"asked": "ot"},
    "rarely": {"asked": "educator"},
    "age": {"age_band": "teen"},
    "setting": {"setting": "school"},
    "rare_setting": {"setting": "private_practice"},
    "two": {"asked": "ot", "age_band": "teen"},
    "three": {"asked": "ot", "age_band": "teen", "setting": "school"},
    "rare_three": {"asked": "educator", "age_band": "older_adult", "setting": "private_practice"},
}
"""Disciplines, ages and settings that many cases have, or next to none."""
BOTH = ("rarely", "rare_setting", "three")
"""Filters that also narrow views which few cases are in."""
LATER = ("list", "list_often", "list_rarely", "list_rare_three")
"""Lists that are also read from their middle."""


def measure(rounds: int, requests: int, cases: int) -> ManyFigures:
    """Fill one of two scratch folders, and ask for each page in both, one after the other."""
    with tempfile.TemporaryDirectory(prefix="weft-bench-") as folder, ExitStack() as running:
        pages: dict[str, Page] = {}
        counted: dict[str, int] = {}
        filled = 0.0
        for name in ("small", "many"):
            place = Place(Path(folder) / name)
            app = settled_in(place)
            log.setLevel(logging.WARNING)
            if name == "many":
                filled = _filled(app, cases)
            paths = _paths(app, a_case_with(app, 20))
            server = running.enter_context(serving(place, {"weft": SERVED["weft"]}))["weft"]
            with Reader(server.port) as member:
                member.sign_in(READER, PASSWORD)
            for page, path in paths.items():
                some = [Reader(server.port, member.cookies) for _ in range(AT_ONCE)]
                readers = [running.enter_context(one) for one in some]
                pages[f"{page} {name}"] = Page(path, server, readers)
                counted[f"{page} {name}"] = statements(app, member.cookies, path)
        pages = dict(sorted(pages.items()))  # both of a page, one after the other
        ask_in_rounds(list(pages.values()), rounds, requests)

        costs = {name: page.cost(counted[name]) for name, page in pages.items()}
        return ManyFigures(
            cases=cases,
            filled=filled,
            rounds=len(pages["list many"].cpu),
            requests=requests,
            pages={one: Beside(costs[f"{one} small"], costs[f"{one} many"]) for one in paths},
        )


def _filled(app: Flask, cases: int) -> float:
    """Let the large demo and so many cases move in; how many seconds that took."""
    began = time.monotonic()
    crowded(app)
    with app.app_context():
        reader = db.session.scalars(select(Person.id).where(Person.username == READER)).one()
        fill(everyone(), reader, bodies(Random(3)), cases)  # noqa: S311 - the same each time
    return round(time.monotonic() - began, 1)


def _paths(app: Flask, case: str) -> dict[str, str]:
    lists = {f"list_{view}": {"view": view.value} for view in View if view is not View.OPEN}
    lists |= {f"list_{name}": filters for name, filters in FILTERS.items()}
    lists |= {f"list_waiting_{name}": {"view": "waiting"} | FILTERS[name] for name in BOTH}
    lists |= {f"list_trying_{name}": {"view": "trying"} | FILTERS[name] for name in BOTH}
    lists = {"list": {}, **lists}
    before = {"before": _middle(app)}
    lists |= {f"{name}_later": lists[name] | before for name in LATER}
    return {
        **{name: f"/cases/?{urlencode(asked)}" for name, asked in lists.items()},
        "home": "/",
        "case_20": case,
        "case_20_alike": f"{case}/alike",
        "insights": "/cases/insights",
        "insights_found": "/cases/insights?q=school",
    }


def _middle(app: Flask) -> str:
    """The key of an open case in the middle of the list."""
    with app.app_context():
        open_ones = select(Case.key).where(Case.settled_at.is_(None), Case.sealed_at.is_(None))
        keys = db.session.scalars(open_ones.order_by(Case.opened_at)).all()
        return keys[len(keys) // 2]

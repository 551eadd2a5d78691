"""Several people at the same moment, each in a thread or a process of their own."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from flask import Flask

from forum.core.config import Settings
from forum.core.db import db, writing

PROJECT = Path(__file__).parents[1]
PATIENCE = 60


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do all of these at the same moment: what each gave, in order. Raises what one raised."""
    start = threading.Barrier(len(deeds))

    def do(deed: Callable[[], Any]) -> Any:
        start.wait(PATIENCE)
        return deed()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return [begun.result(PATIENCE) for begun in [threads.submit(do, deed) for deed in deeds]]


def in_a_transaction(app: Flask, deed: Callable[[], Any]) -> Callable[[], Any]:
    """`deed` as a request would do it: with a session of its own, in one transaction."""

    def do() -> Any:
        with app.app_context():
            try:
                with writing():
                    return deed()
            finally:
                db.session.remove()

    return do


def a_process(app: Flask, script: str, *said: str) -> "subprocess.Popen[str]":
    """Another process with the same settings; `script` finds `app`, `db` and `writing` there."""
    settings: Settings = app.extensions["settings"]
    whole = f"""
import sys
from pathlib import Path
from forum.app import create_app
from forum.core.config import Settings
from forum.core.db import db, writing

app = create_app(Settings(
    database_url={settings.database_url!r},
    redis_url={settings.redis_url!r},
    jobs_url={settings.jobs_url!r},
    mail_url={settings.mail_url!r},
    secret_key={settings.secret_key!r},
    data_dir=Path({str(settings.data_dir)!r}),
    base_url={settings.base_url!r},
))
{script}
"""
    return subprocess.Popen(
        [sys.executable, "-c", whole, *said],
        cwd=PROJECT,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def its_words(process: "subprocess.Popen[str]") -> str:
    """What a process said until it ended, which it must have done well."""
    said, complained = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, complained
    return said

"""The worker: letters that are due, and what has grown old, by a sweep every second."""

import signal
import socket
import threading
import time

from forum.core.db import db, writing
from forum.core.errors import Busy
from forum.core.logs import fault
from forum.core.once import forget_old_submissions
from forum.notifications import post

SWEEP = 1.0
TIDY = 3600.0
"""Seconds between looks at the outbox, and between tidying up."""


def work_until_stopped() -> None:
    """Sweep until SIGTERM or SIGINT; what is at hand is finished first."""
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    socket.setdefaulttimeout(post.PATIENCE)
    tidy_at = time.monotonic()
    while not stopped.is_set():
        _sweep(tidy=time.monotonic() >= tidy_at)
        if time.monotonic() >= tidy_at:
            tidy_at = time.monotonic() + TIDY
        stopped.wait(SWEEP)


def _sweep(*, tidy: bool) -> None:
    try:
        post.deliver()
        if tidy:
            with writing():
                forget_old_submissions()
    except Busy:
        return
    except Exception:  # noqa: BLE001 - the worker goes on
        fault("worker")
    finally:
        db.session.remove()

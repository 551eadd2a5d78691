"""The worker: huey does the jobs when they are woken and when their time has come."""

import logging
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from forum.core.db import writing
from forum.core.jobs import EVERY_HOUR, job, queue_of, stopping
from forum.core.logs import log
from forum.core.once import forget_old_submissions
from forum.notifications import digests, post

JOBS = (post.deliver, digests.write_news)
"""What has registered itself by being imported."""
AT_ONCE = 2
"""Jobs at the same time, so that a mail server that hangs holds up one letter and not the rest."""
LOOKS_EVERY = 0.5
"""Seconds that a wake-up waits at most, where the queue is a file."""
HEALTH = 10.0
SIGNALS = (signal.SIGTERM, signal.SIGINT)


@job(EVERY_HOUR)
def tidy() -> None:
    with writing():
        forget_old_submissions()


def work_until_stopped(app: Flask) -> None:
    """Do jobs until SIGTERM or SIGINT; what is at hand is finished first."""
    socket.setdefaulttimeout(post.PATIENCE)
    _log_as_we_do()
    consumer = queue_of(app).huey.create_consumer(workers=AT_ONCE, max_delay=LOOKS_EVERY)
    with _our_signals():
        consumer.start()
    while not stopping.wait(HEALTH):
        consumer.check_worker_health()
    consumer.stop(graceful=True)


@contextmanager
def _our_signals() -> Iterator[None]:
    """huey sets signals of its own as it starts; ours come after, and none is lost meanwhile."""
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    yield
    for number in SIGNALS:
        signal.signal(number, lambda *_: stopping.set())
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def _log_as_we_do() -> None:
    """What goes wrong in huey becomes a line of our log, and nothing else does."""
    theirs = logging.getLogger("huey")
    theirs.handlers, theirs.propagate = log.handlers, False
    theirs.setLevel(logging.WARNING)

"""The worker: huey does the jobs, when they are woken and when their time has come."""

import logging
import signal
import socket
from queue import Empty, SimpleQueue

from flask import Flask

from forum.core.db import writing
from forum.core.jobs import EVERY_HOUR, job, queue_of, stopping
from forum.core.logs import log
from forum.core.once import forget_old_submissions
from forum.guard.terms import forget_refused_terms
from forum.moderation.forgetting import forget_words_about_matters
from forum.notifications import digests, post
from forum.talk.drafts import forget_old_drafts

JOBS = (post.deliver, digests.write_news)
"""What other parts have registered by being imported."""
AT_ONCE = 2
"""Jobs at the same time, so that a mail server that hangs holds up one letter and not the rest."""
LOOKS_EVERY = 0.5
"""Seconds that a wake-up waits at most, where the queue is a file."""
HEALTH = 10.0
"""Seconds between looks at whether all threads are alive."""
SIGNALS = (signal.SIGTERM, signal.SIGINT)


@job(EVERY_HOUR)
def tidy() -> None:
    with writing():
        forget_old_submissions()
        forget_old_drafts()
        forget_refused_terms()
        forget_words_about_matters()


def work_until_stopped(app: Flask) -> None:
    """Do jobs until SIGTERM or SIGINT; what is at hand is finished first."""
    socket.setdefaulttimeout(post.PATIENCE)
    _log_as_we_do()
    consumer = queue_of(app).huey.create_consumer(workers=AT_ONCE, max_delay=LOOKS_EVERY)
    asked: SimpleQueue[int] = SimpleQueue()
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    consumer.start()
    for number in SIGNALS:  # huey has set signals of its own; ours come after, and none is lost
        signal.signal(number, lambda number, _: asked.put(number))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    while True:
        try:
            asked.get(timeout=HEALTH)
        except Empty:
            consumer.check_worker_health()
        else:
            break
    stopping.set()
    consumer.stop(graceful=True)


def _log_as_we_do() -> None:
    """What goes wrong in huey becomes a line of our log, and nothing else does."""
    theirs = logging.getLogger("huey")
    theirs.handlers, theirs.propagate = log.handlers, False
    theirs.setLevel(logging.WARNING)

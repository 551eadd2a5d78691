"""Slow work goes to a few real threads, and gives or raises what it would have here."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from forum.core.off_hub import THREADS, off_hub
from tests.together import at_once


def test_it_gives_what_the_work_gives():
    assert off_hub(divmod, 17, 5) == (3, 2)


def test_it_raises_what_the_work_raises():
    with pytest.raises(ZeroDivisionError):
        off_hub(divmod, 17, 0)


def test_it_is_done_in_another_thread():
    assert off_hub(threading.get_ident) != threading.get_ident()


def test_no_more_than_a_few_are_at_work_together():
    busy, most, lock = 0, 0, threading.Lock()
    full = threading.Barrier(THREADS)

    def work():
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        full.wait(30)
        with lock:
            busy -= 1

    at_once(*[lambda: off_hub(work)] * (THREADS * 3))

    assert most == THREADS


def test_under_gevent_others_go_on_meanwhile():
    script = """
from gevent import monkey; monkey.patch_all()
import time, gevent
from forum.core.off_hub import off_hub

real_sleep = monkey.get_original("time", "sleep")
went_on = []
others = gevent.spawn(lambda: [went_on.append(gevent.sleep(0.01)) for _ in range(5)])
assert off_hub(lambda: real_sleep(0.5) or "done") == "done"
assert len(went_on) == 5, went_on
"""

    subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[2], check=True)

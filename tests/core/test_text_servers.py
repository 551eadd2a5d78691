"""Texts in server processes as they really are: forked, killed, patched by gevent."""

import signal
import subprocess
import sys
from pathlib import Path

from forum.core.text import to_html

PROJECT = Path(__file__).parents[2]
LONG = "A quiet week, then *this*.\n\n" * 200


def serve(script):
    """A server process of its own; waits for it and whatever else still holds its output."""
    program = [sys.executable, "-c", script]
    return subprocess.run(
        program, cwd=PROJECT, capture_output=True, text=True, timeout=120, check=False
    )


def test_a_forked_server_process_starts_a_child_of_its_own():
    forking = f"""
import os
from forum.core.text import COMMAND, to_html
from forum.core.text_process import our_child

expected = to_html({LONG!r})
parents = our_child(COMMAND).pid
if os.fork() == 0:
    same = to_html({LONG!r}) == expected
    os._exit(0 if same and our_child(COMMAND).pid not in (None, parents) else 1)
_, status = os.wait()
assert status == 0
assert to_html({LONG!r}) == expected and our_child(COMMAND).pid == parents
"""

    server = serve(forking)

    assert server.returncode == 0, server.stderr


def test_the_child_ends_when_its_server_is_killed():
    dying = f"""
import os, signal
from forum.core.text import COMMAND, to_html
from forum.core.text_process import our_child

to_html({LONG!r})
print(our_child(COMMAND).pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""

    server = serve(dying)  # which waited for the child too: it holds the standard error

    assert server.returncode == -signal.SIGKILL
    assert int(server.stdout) > 0


def test_under_gevent_others_go_on_while_a_text_is_rendered():
    serving = """
from gevent import monkey; monkey.patch_all()
import sys, gevent
from forum.core.text_process import TextProcess

child = "import time; from forum.core.text_process import serve; "
child += "serve(lambda text: time.sleep(600) if text == 'hostile' else text)"
process = TextProcess([sys.executable, "-c", child], seconds=1)
happened = []

def hostile():
    happened.append(process.render("hostile"))

def others():
    for number in range(3):
        gevent.sleep(0.05)
        happened.append(number)

process.render("started")
gevent.joinall([gevent.spawn(hostile), gevent.spawn(others)], raise_error=True)
assert happened == [0, 1, 2, None], happened

with gevent.Timeout(0.2, False):
    process.render("hostile")
assert process.render("not the answer to an older text") == "not the answer to an older text"
"""

    server = serve(serving)

    assert server.returncode == 0, server.stderr


def test_under_gevent_texts_come_out_as_they_do_elsewhere():
    serving = f"""
from gevent import monkey; monkey.patch_all()
import gevent
from forum.core.text import to_html

texts = [str(number) + {LONG!r} for number in range(20)]
jobs = [gevent.spawn(to_html, text) for text in texts]
gevent.joinall(jobs, raise_error=True)
for number, job in enumerate(jobs):
    print(number, job.value.startswith(f"<p>{{number}}A quiet"), job.value.count("<p>"))
"""

    server = serve(serving)

    expected = to_html(f"0{LONG}").count("<p>")
    assert server.stdout.splitlines() == [f"{number} True {expected}" for number in range(20)]

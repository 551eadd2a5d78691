"""A server of our own on a free port of this machine, started as in earnest, and what it costs."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from click import ClickException

PATIENCE = 60.0
"""Seconds that a server may take to begin, and to stop."""

_SCHED = 2


@dataclass(frozen=True)
class Place:
    """A temporary folder with a database, and the settings under which everything there runs."""

    folder: Path
    secret: str = secrets.token_hex(32)

    @property
    def environment(self) -> dict[str, str]:
        return {"FORUM_DEMO": "1", "FORUM_DATA_DIR": str(self.folder), "FORUM_SECRET_KEY": self.secret}


@dataclass(frozen=True)
class Server:
    """A running server with one worker; `port` is on the loopback address."""

    port: int
    worker: int

    def cpu(self) -> float:
        """Seconds of CPU time that the worker has used in all its threads.

        The clock is the kernel's own for that process, as clock_getcpuclockid(3) names it; it
        counts in nanoseconds, where /proc/<pid>/stat counts in hundredths of a second.
        """
        return time.clock_gettime(~self.worker << 3 | _SCHED)


@contextmanager
def serving(place: Place, command: list[str]) -> Iterator[Server]:
    """Run `python -m <command>` on a free port until the end of the block, with what it says in a file."""
    port = _free_port()
    ours = place.environment | {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "FORUM_WORKERS": "1",
        "FORUM_BASE_URL": f"http://127.0.0.1:{port}",
    }
    others = {name: value for name, value in os.environ.items() if not name.startswith("FORUM_")}
    said = place.folder / f"{port}.log"
    with said.open("wb") as log:
        child = subprocess.Popen(
            [sys.executable, "-m", *command], env=others | ours, stdout=log, stderr=log
        )
        try:
            yield Server(port, _wait_for_worker(child, port, said))
        finally:
            child.terminate()
            try:
                child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                child.kill()


def _wait_for_worker(child: "subprocess.Popen[bytes]", port: int, said: Path) -> int:
    """The process id of the one worker, once the server takes connections."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and child.poll() is None:
        with socket.socket() as door:
            workers = _children(child.pid)
            if workers and door.connect_ex(("127.0.0.1", port)) == 0:
                return workers[0]
        time.sleep(0.05)
    raise ClickException(f"The server did not begin:\n{said.read_text(errors='replace')[-2000:]}")


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        raise ClickException("What a server costs can be read on Linux alone.") from None


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])

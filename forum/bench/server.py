"""Servers of our own on free ports of this machine, started as in earnest, and what they cost."""

import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from click import ClickException

PATIENCE = 60.0
"""Seconds that a server may take to begin, and to stop."""

_CPU_OF_A_PROCESS = 2
_memory = re.compile(r"^(Pss|Rss): +(\d+) kB$", re.MULTILINE)


@dataclass(frozen=True)
class Place:
    """A folder with a database and the servers' logs, and the settings for everything there."""

    folder: Path
    secret: str = secrets.token_hex(32)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "FORUM_DEMO": "1",
            "FORUM_DATA_DIR": str(self.folder),
            "FORUM_SECRET_KEY": self.secret,
        }


@dataclass(frozen=True)
class Server:
    """A running server with one worker; `port` is on the loopback address."""

    port: int
    worker: int

    def cpu(self) -> float:
        """Seconds of CPU time that the worker has used, in all its threads.

        The clock is the kernel's own for that process, named as clock_getcpuclockid(3) does. It
        counts in nanoseconds, where /proc/<pid>/stat counts in hundredths of a second.
        """
        return time.clock_gettime(~self.worker << 3 | _CPU_OF_A_PROCESS)

    def memory(self) -> tuple[int, int]:
        """kB of memory that the worker holds: its share (PSS), and all that it maps (RSS)."""
        rolled_up = Path(f"/proc/{self.worker}/smaps_rollup").read_text()
        said = dict(_memory.findall(rolled_up))
        return int(said["Pss"]), int(said["Rss"])


@contextmanager
def serving(place: Place, commands: dict[str, list[str]]) -> Iterator[dict[str, Server]]:
    """Run `python -m <command>` for each, on ports of their own, until the end of the block."""
    ports = _free_ports(len(commands))
    children = []
    try:
        for command, port in zip(commands.values(), ports, strict=True):
            children.append(_start(place, command, port))
        begun = zip(commands, children, ports, strict=True)
        yield {name: Server(port, _worker(place, child, port)) for name, child, port in begun}
    finally:
        for child in children:
            child.terminate()
        for child in children:
            _wait(child)


def _start(place: Place, command: list[str], port: int) -> "subprocess.Popen[bytes]":
    others = {name: value for name, value in os.environ.items() if not name.startswith("FORUM_")}
    ours = place.environment | {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "FORUM_WORKERS": "1",
        "FORUM_BASE_URL": f"http://127.0.0.1:{port}",
    }
    with _log(place, port).open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", *command], env=others | ours, stdout=log, stderr=log
        )


def _worker(place: Place, child: "subprocess.Popen[bytes]", port: int) -> int:
    """The process id of the one worker, once the server takes connections."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and child.poll() is None:
        with socket.socket() as door:
            workers = _children(child.pid)
            if workers and door.connect_ex(("127.0.0.1", port)) == 0:
                return workers[0]
        time.sleep(0.05)
    said = _log(place, port).read_text(errors="replace")
    raise ClickException(f"A server did not begin:\n{said[-2000:]}")


def _wait(child: "subprocess.Popen[bytes]") -> None:
    try:
        child.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _children(pid: int) -> list[int]:
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        raise ClickException("What a server costs can be read on Linux alone.") from None
    return [int(child) for child in listed.split()]


def _log(place: Place, port: int) -> Path:
    return place.folder / f"{port}.log"


def _free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        doors = [held.enter_context(socket.socket()) for _ in range(count)]
        for door in doors:
            door.bind(("127.0.0.1", 0))
        return [int(door.getsockname()[1]) for door in doors]

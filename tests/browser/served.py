"""Weft as it really runs: a server and a worker in processes of their own, and demo people."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.databases import a_free_port

PROJECT = Path(__file__).parents[2]
STARTS_WITHIN = 60.0
STOPS_WITHIN = 15.0
"""Seconds until something is held to be broken; nothing takes nearly as long."""

Process = subprocess.Popen[bytes]


class Site:
    """One Weft in a folder of its own. It trusts a proxy, so each visitor may have an address.

    `settings` are more of its environment, such as FORUM_MAIL_URL.
    """

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder, self.settings = folder, settings
        self.port = a_free_port()
        self.address = _address(self.port)
        self.addresses = {self.address}
        self._processes: list[Process] = []
        self._keepers: list[Process] = []

    def open(self) -> None:
        for command in ("migrate", "demo"):
            self.run(command)
        self.start_the_server()
        self.start_the_worker()

    def run(self, *command: str) -> None:
        """`forum …` to its end."""
        if self._start(*command).wait(STARTS_WITHIN):
            raise RuntimeError(f"`forum {' '.join(command)}` failed")

    def close(self) -> None:
        """Ask every process to stop, and end by its number each one that does not."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            try:
                process.wait(STOPS_WITHIN)
            except subprocess.TimeoutExpired:
                _kill(process)
        for keeper in self._keepers:
            keeper.communicate(b"All is closed.\n")

    def start_the_server(self) -> None:
        self._server = self._serve(self.port)

    def kill_the_server(self) -> None:
        """As a power cut would: its workers included, and without a word to anybody."""
        _kill(self._server)

    def start_the_worker(self) -> None:
        self._worker = self._start("work")

    def kill_the_worker(self) -> None:
        _kill(self._worker)

    @contextmanager
    def another_server(self) -> Iterator[str]:
        """The address of a second server on the same data."""
        port = a_free_port()
        self.addresses.add(_address(port))
        server = self._serve(port)
        try:
            yield _address(port)
        finally:
            server.terminate()
            server.wait(STOPS_WITHIN)

    def log(self) -> str:
        """What the processes have said so far."""
        return "\n".join(
            f"--- {path.stem}\n{path.read_text(errors='replace')}"
            for path in sorted(self.folder.glob("*.log"))
        )

    def _serve(self, port: int) -> Process:
        server = self._start("serve", PORT=str(port))
        _wait_until_served(_address(port), server)
        return server

    def _start(self, *command: str, **environment: str) -> Process:
        inherited = {
            name: said for name, said in os.environ.items() if not name.startswith("FORUM_")
        }
        ours = {
            "FORUM_DEMO": "1",
            "FORUM_DATA_DIR": str(self.folder / "data"),
            "FORUM_BASE_URL": self.address,
            "FORUM_TRUSTED_PROXIES": "1",
            "FORUM_FIRST_HELD": "0",
        }
        with (self.folder / f"{command[0]}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "forum", *command],
                cwd=PROJECT,
                env=inherited | ours | self.settings | environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._processes.append(process)
        self._keepers.append(_a_keeper_of(process))
        return process


def _address(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def _wait_until_served(address: str, server: Process) -> None:
    give_up_at = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < give_up_at and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=STARTS_WITHIN):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"Nothing is served at {address}")


def _a_keeper_of(process: Process) -> Process:
    """Ends `process` should the tests themselves be killed: until then, it waits for their word."""
    command = f"read -r word || kill -s KILL -- -{process.pid}"
    return subprocess.Popen(["/bin/sh", "-c", command], stdin=subprocess.PIPE)


def _kill(process: Process) -> None:
    """End a process and those it started, which are a group of their own."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()

"""Everything at once on this computer: server and worker, looked after until one of them ends."""

import signal
import socket
import subprocess
import sys
import time

import click

Child = subprocess.Popen[bytes]


def look_after(port: int, welcome: str) -> int:
    """Serve on `port` and work, saying `welcome` once it answers; the exit status to leave with.

    Ctrl-C and SIGTERM stop both children, at whatever moment they come.
    """
    signal.signal(signal.SIGTERM, _leave)
    children: list[Child] = []
    try:
        for part in ("serve", "work"):
            child = subprocess.Popen([sys.executable, "-m", "forum", part])
            children.append(child)
        if _answers(port, children[0]):
            click.echo(welcome)
        return _until_one_ends(children)
    except KeyboardInterrupt:
        click.echo("\nStopping.")
        return 0
    finally:
        _stop(children)


def is_free(port: int) -> bool:
    """Whether nobody listens on this loopback port."""
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def a_free_port(port: int) -> int:
    for candidate in (*range(port + 1, min(port + 50, 65536)), 0):
        with socket.socket() as door:
            try:
                door.bind(("127.0.0.1", candidate))
            except OSError:
                continue
            return int(door.getsockname()[1])
    return port


def _answers(port: int, server: Child) -> bool:
    """Whether the server came up; where it stopped as it began, it has said why."""
    while server.poll() is None:
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.1)
    return False


def _leave(*_: object) -> None:
    raise KeyboardInterrupt


def _until_one_ends(children: list[Child]) -> int:
    """The exit status of the first child to end."""
    while True:
        time.sleep(0.3)
        for child in children:
            if child.poll() is not None:
                return child.returncode


def _stop(children: list[Child]) -> None:
    """Ask each child to stop, and wait for it; a second Ctrl-C changes nothing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        child.wait()

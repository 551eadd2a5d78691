"""One child process renders long texts, so that a hostile one can be killed and no one waits."""

import os
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import IO

SECONDS = 2.0
"""For one text, by the clock: 20,000 characters of prose with lists and links take 0.05 s."""

SECONDS_TO_START = 30.0
MEMORY = 512 * 2**20

_RENDERED, _REFUSED, _FAILED = b"+", b"-", b"!"
_LENGTH = struct.Struct(">I")
_ROOT = Path(__file__).parents[2]


class TextProcess:
    """A child that renders one text at a time: started by the first one, replaced when it dies.

    Threads may share it, and so may greenlets where gevent has patched `subprocess` and `threading`
    (but not gevent's pool of native threads, which may not have children). The child ends when
    this process does, however it does, because its questions end then.
    """

    def __init__(self, command: Sequence[str], seconds: float = SECONDS) -> None:
        """`command` is a program that calls `serve`; a text longer than `seconds` ends it."""
        self.command = command
        self.seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else None

    def render(self, markdown: str) -> str | None:
        """What `serve`'s function makes of `markdown`; None if it refused or took too long.

        Raises RuntimeError with the name of the fault, and none of the text, if the function
        failed or the child cannot be kept alive.
        """
        with self._turn:
            answer = self._ask(markdown.encode())
        kind, content = answer[:1], answer[1:].decode()
        if kind == _FAILED:
            raise RuntimeError(f"A text could not be rendered: {content}")
        return content if kind == _RENDERED else None

    def stop(self) -> None:
        with self._turn:
            self._bury()

    def _ask(self, question: bytes) -> bytes:
        for _ in range(2):  # a child that someone else has killed is replaced, once
            child = self._child or self._start()
            began = monotonic()
            answer = self._exchange(child, question, self.seconds)
            if answer is not None:
                return answer
            if monotonic() - began >= self.seconds:
                return _REFUSED
        return _FAILED + b"its process died"

    def _start(self) -> subprocess.Popen[bytes]:
        settings = "FORUM_"  # secrets among them
        self._child = child = subprocess.Popen(
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=_ROOT,
            env={name: is_ for name, is_ in os.environ.items() if not name.startswith(settings)},
            start_new_session=True,  # Ctrl-C is for the server, whose end then ends the child
        )
        if self._exchange(child, b"", SECONDS_TO_START) is None:
            raise RuntimeError("The process that renders texts did not start.")
        return child

    def _exchange(
        self, child: subprocess.Popen[bytes], question: bytes, seconds: float
    ) -> bytes | None:
        """The child's answer, or None if there was none in time.

        A child that did not answer, or was left midway, is ended: else its next answer would be
        to an older question, and one member's words would stand under another's name.
        """
        answer = None
        began = monotonic()
        killer = threading.Timer(seconds, child.kill)
        killer.daemon = True
        killer.start()
        try:
            if child.stdin and child.stdout:
                _write(child.stdin, question)
                answer = _read(child.stdout)
        except OSError:
            pass
        finally:
            killer.cancel()
            if answer is None or monotonic() - began >= seconds:
                answer = None
                self._bury()
        return answer

    def _bury(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in filter(None, (child.stdin, child.stdout)):
            with suppress(OSError):
                pipe.close()


_children: dict[int, TextProcess] = {}


def our_child(command: Sequence[str]) -> TextProcess:
    """The child of this server process; one that is forked from it does not share it."""
    return _children.setdefault(os.getpid(), TextProcess(command))


def serve(render: Callable[[str], str], refusals: tuple[type[Exception], ...] = ()) -> None:
    """In the child: answer each text on stdin with `render(text)` on stdout, until stdin ends.

    An exception among `refusals` is a refusal, as is running out of memory or stack; of any other
    only the name goes back. An empty question is answered by nothing: it asks whether we are up.
    """
    _limit_memory()
    unable: tuple[type[Exception], ...] = (*refusals, MemoryError, RecursionError)
    while (question := _read(sys.stdin.buffer)) is not None:
        try:
            answer = _RENDERED + render(question.decode()).encode() if question else b""
        except unable:
            answer = _REFUSED
        except Exception as fault:  # noqa: BLE001
            answer = _FAILED + type(fault).__name__.encode()
        _write(sys.stdout.buffer, answer)


def _limit_memory() -> None:
    """512 MB of addresses (the hardest texts known take 100), where the system has such limits."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _write(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(_LENGTH.pack(len(message)) + message)
    pipe.flush()


def _read(pipe: IO[bytes]) -> bytes | None:
    """The next message, or None where the pipe has ended."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    message = pipe.read(length)
    return message if len(message) == length else None

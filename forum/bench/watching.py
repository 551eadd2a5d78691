"""Who is there while a reply goes round: the readers' process, and somebody on other pages."""

import json
import subprocess
import sys
import threading
import time
from itertools import cycle
from types import TracebackType
from typing import Any, Self

from click import ClickException

from forum.bench.live_report import Span
from forum.bench.reader import BROWSER, Reader
from forum.bench.server import Server

AT_MOST = 450.0
"""Seconds after which the readers' process is ended: a stream lasts for 480 or more."""
OTHERS = ("/cases/", "/")
NOW_AND_THEN = 0.02
"""Seconds between two pages that somebody asks for."""


class Readers:
    """Pages at `path` of this server, open in a process of their own as bench.open_pages has it."""

    def __init__(
        self, server: Server, path: str, sessions: list[dict[str, str]], *, looks: bool
    ) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "forum.bench.open_pages"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._deadline = threading.Timer(AT_MOST, self._process.kill)
        self._deadline.daemon = True
        self._deadline.start()
        self._say({"port": server.port, "path": path, "sessions": sessions, "looks": looks})
        self.open = self._answer()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._deadline.cancel()
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe and not pipe.closed:
                pipe.close()

    def expect(self) -> None:
        """The next reply is about to be posted."""
        self._say("a reply")

    def have_heard(self) -> None:
        """Wait until every page has heard of it, and seen it where they look."""
        self._answer()

    def leave(self) -> list[dict[str, Any]]:
        """Close every page; what each of them `heard` and has `shown`."""
        if self._process.stdin:
            self._process.stdin.close()
        return list(self._answer())

    def _say(self, what: object) -> None:
        if self._process.stdin:
            self._process.stdin.write(json.dumps(what) + "\n")
            self._process.stdin.flush()

    def _answer(self) -> Any:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise ClickException("The readers' process has ended.")
        return json.loads(line)


class Somebody(threading.Thread):
    """Looks at other pages again and again in the block; `asked` says when each began and ended."""

    def __init__(self, server: Server, cookies: dict[str, str]) -> None:
        super().__init__(daemon=True)
        self.asked: list[Span] = []
        self._reader, self._over = Reader(server.port, cookies, AT_MOST), threading.Event()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None
    ) -> None:
        self._over.set()
        self.join()

    def run(self) -> None:
        with self._reader as reader:
            for path in cycle(OTHERS):
                if self._over.wait(NOW_AND_THEN):
                    return
                began = time.monotonic()
                reader.get(path, BROWSER)
                self.asked.append((began, time.monotonic()))

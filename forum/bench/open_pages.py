"""Many open pages in a process of their own, so that the readers' work is not the server's.

Standard input begins with a line of JSON that says what to open. After it each line announces a
reply; it is answered with a line once every page has heard of it. At the end comes all they heard.
"""

import json
import sys
import time
from selectors import DefaultSelector
from typing import Any, TextIO

from forum.bench.open_page import OpenPage, Reached
from forum.core.open_files import allow

HEARS_WITHIN = 60.0
"""Seconds after which a ring is held to be lost."""
AFTERMATH = 1.0
"""Seconds in which a ring could still come a second time."""


class OpenPages:
    """Pages at the address `path`, open to as many as `sessions` names by their cookies."""

    def __init__(self, port: int, path: str, sessions: list[dict[str, str]], *, looks: bool):
        allow(2 * len(sessions) + 100)
        self._selector, self._reached = DefaultSelector(), Reached()
        self._pages = [OpenPage(port, path, cookies, looks=looks) for cookies in sessions]
        self._wanted = ("heard", "shown") if looks else ("heard",)
        for page in self._pages:
            page.listen(self._selector, self._reached.tell)

    def __len__(self) -> int:
        return len(self._pages)

    def hear(self, turn: int) -> None:
        """Listen until every page has got as many rings as this, or HEARS_WITHIN has passed."""
        until = time.monotonic() + HEARS_WITHIN
        everyone = len(self._pages)
        while time.monotonic() < until and any(
            self._reached[what, turn] < everyone for what in self._wanted
        ):
            self._listen(0.02)

    def close(self) -> list[dict[str, Any]]:
        """Listen for AFTERMATH, and end; what each page heard and showed."""
        until = time.monotonic() + AFTERMATH
        while time.monotonic() < until:
            self._listen(0.1)
        for page in self._pages:
            page.close()
        return [{"heard": page.heard, "shown": page.shown} for page in self._pages]

    def _listen(self, seconds: float) -> None:
        for ready, _ in self._selector.select(seconds):
            ready.data()
        for page in self._pages:
            page.turn()


def main(told: TextIO, say: TextIO) -> None:
    def answer(what: object) -> None:
        say.write(json.dumps(what) + "\n")
        say.flush()

    pages = OpenPages(**json.loads(told.readline()))
    answer(len(pages))
    for turn, _ in enumerate(told, start=1):
        pages.hear(turn)
        answer(turn)
    answer(pages.close())


if __name__ == "__main__":
    main(sys.stdin, sys.stdout)

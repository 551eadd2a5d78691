"""A page of a case that is open at a reader: its stream, and what it asks for when that rings."""

import random
import re
import socket
import time
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from html import unescape
from selectors import EVENT_READ, BaseSelector

from click import ClickException

from forum.bench.reader import PATIENCE, Reader

Moment = tuple[int, float]
"""A version of the talk, and when it was there, on the clock that a machine's processes share."""

_stream = re.compile(r'hx-sse:connect="([^"]+)"')
_pill = re.compile(r'id="pill" hx-get="([^"]+)"')
_place = re.compile(r'name="last" value="(\d+)"><input type="hidden" name="seen" value="(\d+)"')
_event = re.compile(rb"event: (talk|inbox|here)-[^\n]*\ndata: (\d+)(?: (\d+))?\n\n")
_length = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)
BADGE = "/notices/badge"
PACE, AT_MOST = 0.015, 30.0
"""Seconds for each open page within which it takes its turn, and at most, as live.js has them."""


class OpenPage:
    """`heard` says when each ring came, and `shown` when the pill that it called for was there.

    With `looks` it asks for pill and badge as the page's script does, one after the other.
    """

    def __init__(self, port: int, path: str, cookies: dict[str, str], *, looks: bool) -> None:
        """Open it and its stream. Raises ClickException where there is none."""
        self.heard: list[Moment] = []
        self.shown: list[Moment] = []
        self._to_ask: deque[tuple[str, int]] = deque()
        self._asks_at: float | None = None
        self._looks, self._port, self._wire = looks, port, b""
        self._cookies = "; ".join(f"{name}={value}" for name, value in cookies.items())
        with Reader(port, cookies) as reader:
            page = reader.get(path).body.decode()
        stream, pill, place = (found.search(page) for found in (_stream, _pill, _place))
        if not (stream and pill and place):
            raise ClickException(f"{path} is no page that listens.")
        self._pill = f"{unescape(pill[1])}?last={place[1]}&seen={place[2]}"
        self._stream = self._connected()
        self._send(self._stream, unescape(stream[1]))
        while b": here\n\n" not in self._wire:
            self._wire += self._bytes(self._stream)
        self._asks: socket.socket | None = None
        self._answer = self._wire = b""

    def listen(self, selector: BaseSelector, tell: Callable[[str, int], None]) -> None:
        """Be called when there is something to read; `tell` what is complete, and how many now."""
        self._selector, self._tell = selector, tell
        selector.register(self._stream, EVENT_READ, self._hear)

    def close(self) -> None:
        self._stream.close()
        if self._asks:
            self._asks.close()

    def _hear(self) -> None:
        self._wire += self._bytes(self._stream)
        at, end = time.monotonic(), 0
        for event in _event.finditer(self._wire):
            kind, version, end = event[1].decode(), int(event[2]), event.end()
            if kind == "talk":
                self.heard.append((version, at))
                self._tell("heard", len(self.heard))
                self._look(self._pill, version, event[3])
            elif kind == "inbox":
                self._look(BADGE, 0, event[3])
        self._wire = self._wire[end:]

    def turn(self) -> None:
        """Ask, if it is time to."""
        if self._asks_at and time.monotonic() >= self._asks_at:
            self._asks_at = None
            self._ask()

    def _look(self, path: str, version: int, pages: bytes | None) -> None:
        if self._looks:
            self._to_ask.append((path, version))
            if len(self._to_ask) == 1:
                wait = min(int(pages or 0) * PACE, AT_MOST)
                self._asks_at = time.monotonic() + random.uniform(0, wait)

    def _ask(self) -> None:
        if self._asks is None:
            self._asks = self._connected()
            self._selector.register(self._asks, EVENT_READ, self._see)
        with suppress(ConnectionError):  # heard of again, and mended, when it is read
            self._send(self._asks, self._to_ask[0][0])

    def _see(self) -> None:
        if self._asks is None:
            return
        some = b""
        with suppress(ConnectionError):
            some = self._asks.recv(65_536)
        if some:
            self._answer += some
            self._answered()
            return
        self._selector.unregister(self._asks)  # it was kept open for longer than servers do
        self._asks.close()
        self._asks, self._answer = None, b""
        if self._to_ask and self._asks_at is None:
            self._ask()

    def _answered(self) -> None:
        head, ended, body = self._answer.partition(b"\r\n\r\n")
        said = _length.search(head + b"\r\n")
        if not ended or (said and len(body) < int(said[1])):
            return
        if not head.startswith(b"HTTP/1.1 200"):
            raise ClickException(f"A page was answered with {head[:12]!r}.")
        self._answer = b""
        path, version = self._to_ask.popleft()
        if path is self._pill:
            self.shown.append((version, time.monotonic()))
            self._tell("shown", len(self.shown))
        if self._to_ask:
            self._ask()

    def _connected(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self._port), PATIENCE)

    def _send(self, wire: socket.socket, path: str) -> None:
        asked = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nHX-Request: true\r\n"
        wire.sendall(f"{asked}Cookie: {self._cookies}\r\n\r\n".encode())

    def _bytes(self, wire: socket.socket) -> bytes:
        some = wire.recv(65_536)
        if not some:
            raise ClickException(f"A stream ended: {self._wire[:200]!r}")
        return some


class Reached(Counter[tuple[str, int]]):
    """How many pages have heard or shown so many rings."""

    def tell(self, what: str, how_many: int) -> None:
        self[what, how_many] += 1

"""An app served on this computer by real threads, and an open stream of its events."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import NamedTuple

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from forum.live.bell import hang_up
from tests.visiting import Browser

PATIENCE = 30
"""Seconds until something is held to be lost; what is well takes a moment."""


class Event(NamedTuple):
    name: str
    data: str
    id: str


class Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - its own name
        """The app writes its own log."""


@contextmanager
def served(app: Flask) -> Iterator[int]:
    """The port at which `app` is served meanwhile."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.server_port
    finally:
        hang_up()
        server.shutdown()
        thread.join()
        server.server_close()


class Stream:
    """What a page hears, from its own address of the stream."""

    def __init__(self, port: int, visit: Browser, url: str, heard: str = "") -> None:
        cookie = visit.client.get_cookie("sid")
        headers = {"Cookie": f"sid={cookie.value}" if cookie else "", "HX-Request": "true"}
        if heard:
            headers["Last-Event-ID"] = heard
        self._connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._connection.request("GET", url, headers=headers)
        self.answer = self._connection.getresponse()
        self.status = self.answer.status

    def lines(self) -> Iterator[str]:
        """Every line as it comes, until the stream ends."""
        while line := self.answer.readline():
            yield line.decode().rstrip("\n")

    def next(self, topic: str = "") -> Event | None:
        """The next event, of `topic` where one is named, or None where the stream has ended."""
        said: dict[str, str] = {}
        for line in self.lines():
            name, _, value = line.partition(": ")
            if line:
                said[name] = value
            elif "event" in said:
                event = Event(said["event"], said["data"], said["id"])
                if topic in ("", event.name):
                    return event
                said = {}
        return None

    def hears(self, topic: str) -> int:
        """The version of `topic` that the next event of it tells; 0 where the stream has ended."""
        event = self.next(topic)
        return int(event.data) if event else 0

    def is_over(self) -> bool:
        """Whether the server ends the stream without another event."""
        return self.next() is None

    def close(self) -> None:
        self.answer.close()
        self._connection.close()

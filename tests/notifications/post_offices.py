"""Mail servers for tests, on this computer: one that takes letters, and those that don't."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import Enum, auto
from typing import cast


class Manner(Enum):
    """How the server treats whoever comes with a letter."""

    TAKES = auto()
    REFUSES_EVERYBODY = auto()
    REFUSES_THE_READER = auto()
    REFUSES_THE_LETTER = auto()
    SAYS_NOTHING = auto()
    HANGS_UP = auto()
    TAKES_AND_DIES = auto()
    TAKES_AND_WAITS = auto()


class PostOffice(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as a letter needs, and keeps every letter that it took."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Clerk)
        self.manner = Manner.TAKES
        self.taken: list[EmailMessage] = []
        self.as_they_came: list[bytes] = []
        self.readers: list[list[str]] = []
        self.met = threading.Semaphore(0)
        """Rises with each letter that was taken, and each worker that is left without a word."""
        self.may_go_on = threading.Event()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class _Clerk(socketserver.StreamRequestHandler):
    @property
    def office(self) -> PostOffice:
        return cast(PostOffice, self.server)

    def handle(self) -> None:
        manner = self.office.manner
        if manner is Manner.SAYS_NOTHING:
            self.office.met.release()
            self.rfile.read()
            return
        if manner is Manner.REFUSES_EVERYBODY:
            self._say("554 closed")
            return
        self._say("220 here")
        readers: list[str] = []
        for line in self.rfile:
            words = line.decode("utf-8", "replace").strip()
            match words.upper().partition(" ")[0]:
                case "RCPT" if manner is Manner.REFUSES_THE_READER:
                    self._say("550 nobody of that name")
                case "RCPT":
                    readers.append(words)
                    self._say("250 known")
                case "DATA" if manner is Manner.HANGS_UP:
                    return
                case "DATA":
                    if not self._take(manner, readers):
                        return
                case "QUIT":
                    self._say("221 bye")
                    return
                case _:
                    self._say("250 good")

    def _take(self, manner: Manner, readers: list[str]) -> bool:
        self._say("354 go on")
        letter = b""
        for line in self.rfile:
            if line == b".\r\n":
                break
            letter += line.removeprefix(b".") if line.startswith(b"..") else line
        if manner is Manner.REFUSES_THE_LETTER:
            self._say("451 later")
            return True
        self.office.as_they_came.append(letter)
        self.office.taken.append(message_from_bytes(letter, policy=policy.default))
        self.office.readers.append(readers)
        self.office.met.release()
        if manner is Manner.TAKES_AND_DIES:
            self.connection.shutdown(socket.SHUT_RDWR)
            return False
        if manner is Manner.TAKES_AND_WAITS:
            self.office.may_go_on.wait()
        self._say("250 taken")
        return True

    def _say(self, words: str) -> None:
        with suppress(ConnectionError):
            self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    with PostOffice() as office:
        thread = threading.Thread(target=office.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield office
        finally:
            office.may_go_on.set()
            office.shutdown()
            thread.join()

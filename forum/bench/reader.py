"""A reader at a browser, as far as a bench needs one: keeps its connection, its cookies and the time."""

import re
import time
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import NamedTuple, Self
from urllib.parse import urlencode

from click import ClickException

BROWSER = "gzip, deflate, br, zstd"
"""What browsers of 2026 say they can unpack, on HTTPS and on loopback."""

PATIENCE = 30.0
_hidden = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


class Answer(NamedTuple):
    """`body` is as it came over the wire, and `took` is in seconds until its last byte."""

    status: int
    headers: dict[str, str]
    body: bytes
    took: float

    @property
    def text(self) -> str:
        return self.body.decode()


class Reader:
    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.port = port
        self.cookies = dict(cookies or {})
        self._connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def another(self) -> Self:
        """The same person at another browser window, with a connection of its own."""
        return type(self)(self.port, self.cookies)

    def get(self, path: str, packing: str = "identity") -> Answer:
        return self._ask("GET", path, packing)

    def sign_in(self, who: str, password: str) -> None:
        """Through the form, as anybody does."""
        form = dict(_hidden.findall(self.get("/sign-in").text))
        answer = self._ask("POST", "/sign-in", form=form | {"who": who, "password": password})
        if answer.status != 303:
            raise ClickException(f"Signing in was answered with {answer.status}.")

    def _ask(
        self, method: str, path: str, packing: str = "identity", form: dict[str, str] | None = None
    ) -> Answer:
        headers = {"Accept-Encoding": packing, "Sec-Fetch-Site": "same-origin"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self._connection.request(method, path, urlencode(form) if form else None, headers)
        response = self._connection.getresponse()
        body = response.read()
        took = time.perf_counter() - began
        for cookie in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(cookie).items()}
        named = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status, named, body, took)

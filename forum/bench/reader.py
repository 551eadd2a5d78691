"""A reader at a browser, as far as a bench needs one: keeps cookies, a connection and the time."""

import re
import time
from http.client import HTTPConnection, RemoteDisconnected
from http.cookies import SimpleCookie
from typing import NamedTuple, Self
from urllib.parse import urlencode

from click import ClickException

BROWSER = "gzip, deflate, br, zstd"
"""What Chrome and Firefox say that they unpack, over HTTPS and on loopback."""

PATIENCE = 30.0
_hidden = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
_token = re.compile(r'"X-CSRFToken": "([^"]+)"')
_typed = {"Content-Type": "application/x-www-form-urlencoded"}


class Answer(NamedTuple):
    """`body` is as it came over the wire, and `took` the seconds until its last byte."""

    status: int
    headers: dict[str, str]
    body: bytes
    took: float


class Reader:
    """One connection that is kept, and the cookies of who sits there."""

    def __init__(
        self, port: int, cookies: dict[str, str] | None = None, patience: float = PATIENCE
    ) -> None:
        self.cookies = dict(cookies or {})
        self._connection = HTTPConnection("127.0.0.1", port, timeout=patience)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def get(self, path: str, packing: str = "identity") -> Answer:
        """A page that must be there, packed in one of these ways. Raises ClickException."""
        return self._ask("GET", path, {"Accept-Encoding": packing}, expecting=200)

    def sign_in(self, who: str, password: str) -> None:
        """Through the form, as anybody does. Raises ClickException."""
        page = self.get("/sign-in").body.decode()
        form = dict(_hidden.findall(page)) | {"who": who, "password": password}
        self._ask("POST", "/sign-in", _typed, urlencode(form), expecting=303)

    def token(self, path: str) -> str:
        """What the forms of this page must bring. Raises ClickException."""
        found = _token.search(self.get(path).body.decode())
        if found is None:
            raise ClickException(f"{path} has no token for its forms.")
        return found[1]

    def post(self, path: str, form: dict[str, str]) -> Answer:
        """Send a form that must be taken, as a browser without scripts. Raises ClickException."""
        return self._ask("POST", path, _typed, urlencode(form), expecting=303)

    def _ask(
        self,
        method: str,
        path: str,
        headers: dict[str, str],
        form: str | None = None,
        *,
        expecting: int,
    ) -> Answer:
        if self.cookies:
            said = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            headers = headers | {"Cookie": said}
        try:
            answer = self._exchange(method, path, headers, form)
        except (RemoteDisconnected, ConnectionError):  # kept open for longer than servers do
            self._connection.close()
            answer = self._exchange(method, path, headers, form)
        if answer.status != expecting:
            raise ClickException(f"{method} {path} was answered with {answer.status}.")
        return answer

    def _exchange(
        self, method: str, path: str, headers: dict[str, str], form: str | None
    ) -> Answer:
        began = time.perf_counter()
        self._connection.request(method, path, form, headers)
        response = self._connection.getresponse()
        body = response.read()
        took = time.perf_counter() - began
        for cookie in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(cookie).items()}
        named = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status, named, body, took)

"""People who go on posting while everything breaks: a form without an answer is sent again."""

import re
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from itertools import count, product
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from tests.browser.served import Site
from tests.browser.visitor import PASSWORD

HIDDEN = re.compile(r'<input type="hidden" name="(csrf_token|once)" value="([^"]*)">')
TALK = re.compile(r'action="(/talks/[\w-]+/messages)"')
BREATH = 0.25
"""Seconds between two things that one person does."""
BUSY = (429, 502, 503)
"""Answers to which a form is sent again, as to none at all."""
DEEDS = (
    *("listen", "breathe", "wait", "ask why", "play a little", "look around", "draw together"),
    *("sit down", "slow down", "count the steps", "begin again", "sing it", "name it", "laugh"),
)
HANGS_UP = 3
"""Every third form is sent by a line that breaks before the answer comes."""


Fields = dict[str, str] | None


class Answer(NamedTuple):
    status: int
    leads_to: str
    page: str


class Correspondent(threading.Thread):
    """Somebody at a plain browser, who does the same over and over until it is `enough`.

    `acknowledged` is what the site said was done; `posted` rises with each.
    """

    def __init__(self, site: Site, address: str, enough: threading.Event) -> None:
        super().__init__(daemon=True)
        self.posted = threading.Semaphore(0)
        self.acknowledged: list[str] = []
        self._port, self._address, self._enough = site.port, address, enough
        self._cookies: dict[str, str] = {}
        self._forms = count(1)

    def run(self) -> None:
        for words in self._says():
            self._post(words)
            if self._enough.wait(BREATH):
                return

    def _says(self) -> Iterator[str]:
        """What is posted, one after the other."""
        raise NotImplementedError

    def _post(self, words: str) -> None:
        raise NotImplementedError

    def _done(self, words: str) -> None:
        self.acknowledged.append(words)
        self.posted.release()

    def _look_at(self, path: str) -> dict[str, str]:
        """The hidden fields of the last form on a page, and where the talk's form leads."""
        page = self._until_answered("GET", path).page
        found = TALK.search(page)
        return {**dict(HIDDEN.findall(page)), "talk": found[1] if found else ""}

    def _send(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form until there is an answer to it, as it was at first."""
        if next(self._forms) % HANGS_UP == 0:
            with suppress(OSError, HTTPException):
                self._ask("POST", path, fields, hangs_up=True)
        return self._until_answered("POST", path, fields)

    def _until_answered(self, method: str, path: str, fields: Fields = None) -> Answer:
        while True:
            try:
                answer = self._ask(method, path, fields)
            except (OSError, HTTPException):
                time.sleep(BREATH)
                continue
            if answer.status not in BUSY:
                return answer
            time.sleep(BREATH)

    def _ask(
        self,
        method: str,
        path: str,
        fields: Fields = None,
        *,
        hangs_up: bool = False,
    ) -> Answer:
        line = HTTPConnection("127.0.0.1", self._port, timeout=30)
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {"Cookie": cookies, "X-Forwarded-For": self._address}
        if fields:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            line.request(method, path, urlencode(fields) if fields else None, headers)
            if hangs_up:
                return Answer(0, "", "")
            answer = line.getresponse()
            page = answer.read().decode()
        finally:
            line.close()
        for said in answer.headers.get_all("Set-Cookie", ()):
            name, _, value = said.partition(";")[0].partition("=")
            self._cookies[name] = value
        return Answer(answer.status, answer.headers.get("Location", ""), page)


class Poster(Correspondent):
    """A member who replies to a case, each time in other words, but with the same `deed`."""

    def __init__(
        self, site: Site, name: str, deed: str, case: str, enough: threading.Event
    ) -> None:
        super().__init__(site, f"10.1.0.{sum(name.encode()) % 250 + 1}", enough)
        self._name, self._deed, self._case = name, deed, urlsplit(case).path

    def run(self) -> None:
        hidden = self._look_at("/sign-in")
        said = {"csrf_token": hidden["csrf_token"], "who": self._name, "password": PASSWORD}
        assert self._send("/sign-in", said).status == 303
        super().run()

    def _says(self) -> Iterator[str]:
        for first, then in product(DEEDS, DEEDS):
            yield f"Before you {first}, {then} and {self._deed}."

    def _post(self, words: str) -> None:
        hidden = self._look_at(self._case)
        talk = hidden.pop("talk")
        answer = self._send(talk, {**hidden, "kind": "idea", "body": words})
        assert answer.status == 303, (answer.status, words)
        self._done(words)


class Joiner(Correspondent):
    """One newcomer after the other, each of whom is owed a letter."""

    def __init__(self, site: Site, enough: threading.Event) -> None:
        super().__init__(site, "10.2.0.1", enough)
        self._newcomers = count(1)

    def join_once_more(self) -> None:
        self._post(next(self._says()))

    def _says(self) -> Iterator[str]:
        for number in self._newcomers:
            yield f"newcomer{number}"

    def _post(self, words: str) -> None:
        self._address = f"10.2.{len(self.acknowledged) // 250}.{len(self.acknowledged) % 250 + 1}"
        hidden = self._look_at("/join")
        hidden.pop("talk")
        about = {
            "name": "Nell Ash",
            "username": words,
            "email": f"{words}@example.org",
            "password": PASSWORD,
            "discipline": "ot",
            "time_zone": "Europe/London",
            "agrees": "y",
        }
        answer = self._send("/join", {**hidden, **about})
        assert answer.status == 303, (answer.status, words)
        self._done(words)

"""Everything that somebody can reach from where they stand, by links and by what pages fetch."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tests.page import Page
from tests.visiting import Browser

LEADS = {"href": "", "hx-get": "body"}
"""What holds an address, and the element into which its answer would go."""
AT_MOST = 400
"""Pages, so that a calendar without an end would be noticed."""


class Answer(NamedTuple):
    url: str
    status: int
    whole: str
    """Headers and body, as they came."""


def crawled(visit: Browser, starts: Iterable[str]) -> Iterator[Answer]:
    """Each page that is reached from `starts`, and each part that htmx would fetch into one."""
    waiting = deque((start, htmx) for start in starts for htmx in ("", "body"))
    known = set(waiting)
    while waiting:
        url, htmx = waiting.popleft()
        answer = visit.get(url, htmx=htmx)
        body = answer.text if (answer.mimetype or "").startswith("text/") else ""
        yield Answer(url, answer.status_code, f"{answer.headers}\n{body}")
        found = leads(body) if answer.mimetype == "text/html" else ()
        fresh = [lead for lead in dict.fromkeys(found) if lead not in known]
        waiting += fresh
        known.update(fresh)
        assert len(known) <= AT_MOST, sorted(known)[-20:]


def leads(markup: str) -> Iterator[tuple[str, str]]:
    """Where on this site a page leads, and what it fetches as htmx does; not its files."""
    for element in Page(markup).elements:
        for name, htmx in LEADS.items():
            address = element.attributes.get(name, "").partition("#")[0]
            if address.startswith("/") and not address.startswith("/static/"):
                yield address, htmx

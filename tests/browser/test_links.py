"""Every link, file, form and button leads somewhere real, for members and for strangers."""

import re
from collections import Counter
from urllib.parse import urldefrag, urljoin, urlsplit

from tests.browser.leads import Leads

ENOUGH = 15
"""As many pages of one kind as are opened: cases, people, messages."""
LETTERS = "/mailbox"
"""What its links lead to, their readers have used up."""


class Crawl:
    """Everything that can be reached from a page, one address after another."""

    def __init__(self, visitor):
        self.site = visitor.site.address
        self.request = visitor.context.request
        self.pages = {}
        self.wrong = []
        self._kinds: Counter[str] = Counter()
        self._fragments = set()
        self._files = set()
        self._posts = set()

    def from_page(self, path):
        waiting = [urljoin(self.site, path)]
        while waiting:
            address = waiting.pop()
            if address not in self.pages and self._is_wanted(address):
                waiting += sorted(self._visit(address) - self.pages.keys())
        for address in self._files:
            self._must_be_there(address, self.request.get(address))
        for address in self._posts:
            allowed = self.request.fetch(address, method="OPTIONS").headers.get("allow", "")
            if "POST" not in allowed:
                self.wrong.append(f"nothing can be sent to {address}")
        for address, id_ in self._fragments:
            if address in self.pages and id_ not in self.pages[address].ids:
                self.wrong.append(f"{address} has no #{id_}")

    def _is_wanted(self, address):
        """Whether there were too few of its kind: the same but for keys, numbers and filters."""
        path, _, query = address.partition("?")
        self._kinds[kind := re.sub(r"[\w-]{12}\b|\d+|=[^&]*", "…", f"{path}?{query}")] += 1
        return self._kinds[kind] <= ENOUGH

    def _visit(self, address):
        answer = self.request.get(address, max_redirects=0)
        self.pages[address] = leads = Leads()
        self._must_be_there(address, answer)
        if 300 <= answer.status < 400:
            return self._within(address, {answer.headers["location"]})
        if "text/html" not in answer.headers["content-type"]:
            return set()
        leads.feed(answer.text())
        self.wrong += [f"{address}: {tag}" for tag in leads.nowhere]
        self._files |= self._within(address, leads.files)
        self._posts |= self._within(address, leads.posts)
        return set() if address.endswith(LETTERS) else self._within(address, leads.links)

    def _within(self, address, links):
        """Addresses of this site; what should be found on them is looked for at the end."""
        found = set()
        for link in links:
            page, fragment = urldefrag(urljoin(address, link))
            if page.startswith(self.site + "/"):
                found.add(page)
                if fragment:
                    self._fragments.add((page, fragment))
        return found

    def _must_be_there(self, address, answer):
        if answer.status >= 400:
            self.wrong.append(f"{answer.status} {address}")


def test_everything_a_member_sees_leads_somewhere(person):
    crawl = Crawl(person("maren"))

    crawl.from_page("/")

    paths = {urlsplit(address).path for address in crawl.pages}
    print(f"{len(crawl.pages)} pages of members lead somewhere.")
    assert "\n".join(crawl.wrong) == ""
    assert {
        "/",
        "/cases/",
        "/cases/new",
        "/cases/check",
        "/people/tess",
        "/people/me/edit",
    } <= paths


def test_everything_a_stranger_sees_leads_somewhere(person):
    crawl = Crawl(person())

    crawl.from_page("/")

    paths = {urlsplit(address).path for address in crawl.pages}
    assert "\n".join(crawl.wrong) == ""
    assert {"/", "/welcome", "/join", "/sign-in", "/forgot"} <= paths
    assert not any(path.startswith(("/cases", "/people", "/talks")) for path in paths)

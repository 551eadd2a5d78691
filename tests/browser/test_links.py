"""Every link, file, form and button of every page leads somewhere real, for members and strangers."""

from urllib.parse import urldefrag, urljoin, urlsplit

from tests.browser.leads import Leads


class Crawl:
    """Everything that can be reached from a page, one address after another."""

    def __init__(self, visitor):
        self.site = visitor.site.address
        self.request = visitor.context.request
        self.pages = {}
        self.wrong = []
        self._fragments = set()
        self._files = set()
        self._posts = set()

    def from_page(self, path):
        waiting = [urljoin(self.site, path)]
        while waiting:
            address = waiting.pop()
            if address not in self.pages:
                waiting += self._visit(address) - self.pages.keys()
        for address in self._files:
            self._must_be_there(address, self.request.get(address))
        for address in self._posts:
            allowed = self.request.fetch(address, method="OPTIONS").headers.get("allow", "")
            if "POST" not in allowed:
                self.wrong.append(f"nothing can be sent to {address}")
        for address, id_ in self._fragments:
            if id_ not in self.pages[address].ids:
                self.wrong.append(f"{address} has no #{id_}")

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
        return self._within(address, leads.links)

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
    assert {"/", "/cases/", "/cases/new", "/cases/check", "/people/tess", "/people/me/edit"} <= paths


def test_everything_a_stranger_sees_leads_somewhere(person):
    crawl = Crawl(person())

    crawl.from_page("/")

    paths = {urlsplit(address).path for address in crawl.pages}
    assert "\n".join(crawl.wrong) == ""
    assert {"/", "/welcome", "/join", "/sign-in", "/forgot"} <= paths
    assert not any(path.startswith(("/cases", "/people", "/talks")) for path in paths)

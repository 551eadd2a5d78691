"""Where `next=` may lead: to a path of this site, however it is written."""

from urllib.parse import quote, urljoin, urlsplit

import pytest

from forum.core.addresses import local
from tests.conftest import on_sqlite
from tests.corpora import payloads
from tests.visiting import Browser

HERE = "http://localhost/sign-in"


def where_a_browser_goes(location: str) -> str:
    """The host a browser would ask, which drops control characters and reads `\\` as `/`."""
    seen = location.strip("".join(map(chr, range(33))))
    for dropped in "\t\r\n":
        seen = seen.replace(dropped, "")
    try:
        return urlsplit(urljoin(HERE, seen.replace("\\", "/"))).netloc
    except ValueError:
        return "nowhere"


@pytest.mark.parametrize(
    "path", ["/", "/cases/", "/cases/abc?view=open#m3", "/people/ana", "/cases/?before=a%20b"]
)
def test_a_path_of_this_site_is_kept(path):
    assert local(path) == path


@pytest.mark.parametrize(
    "address",
    [
        "",
        None,
        "cases",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/%09/evil.example",
        "/%5cevil.example",
        "/%2f/evil.example",
        "/\t/evil.example",
        "\n//evil.example",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "data:text/html,hi",
        "/cases/\r\nSet-Cookie: a=b",
        "/cases/%0d%0aSet-Cookie: a=b",
        "/\x00/evil.example",
        " /evil",
        "/ /evil.example",
        "/\u00a0/evil.example",
    ],
    ids=repr,
)
def test_anything_else_is_no_place_to_go(address):
    assert local(address) is None


def test_nothing_that_fooled_other_sites_leads_away():
    for address in payloads("open-redirect"):
        assert (found := local(address)) is None or where_a_browser_goes(found) == "localhost"


@on_sqlite
def test_signing_in_leads_nowhere_else(app, ana):
    client = Browser(app, ana).client
    for address in ("//evil.example", "/\\evil.example", "/cases/", *payloads("open-redirect")):
        answer = client.get("/sign-in?next=" + quote(address, errors="surrogatepass"))

        assert answer.status_code == 303
        assert where_a_browser_goes(answer.location) == "localhost", address

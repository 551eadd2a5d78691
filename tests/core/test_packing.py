"""Pages travel packed; the event stream never does, and files are packed once, not twice."""

import gzip

import pytest

from tests.conftest import on_sqlite
from tests.factories import a_case

pytestmark = on_sqlite


@pytest.mark.parametrize(
    ("taken", "packing"),
    [("gzip, deflate, br, zstd", "zstd"), ("br, gzip", "br"), ("gzip", "gzip"), ("", None)],
)
def test_a_page_is_packed_as_its_browser_likes_it_best(browser, ana, taken, packing):
    answer = browser(ana).client.get("/cases/", headers={"Accept-Encoding": taken})

    assert answer.headers.get("Content-Encoding") == packing
    assert {"Accept-Encoding", "HX-Request", "Cookie"} <= set(answer.vary)


def test_what_is_unpacked_is_the_page(browser, ana):
    case = a_case()

    answer = browser(ana).client.get(f"/cases/{case.key}", headers={"Accept-Encoding": "gzip"})

    assert case.title in gzip.decompress(answer.data).decode()


def test_a_file_of_ours_comes_packed_once(browser):
    answer = browser().client.get("/static/css/main.css", headers={"Accept-Encoding": "br, zstd"})

    assert answer.headers.get_all("Content-Encoding") == ["br"]


def test_the_event_stream_is_never_packed(browser, ana):
    window = browser(ana)
    page = window.page(f"/cases/{a_case().key}")
    address = next(
        e.attributes[name] for e in page.elements for name in e.attributes if "sse" in name
    )

    with window.client.get(address, headers={"Accept-Encoding": "gzip, br, zstd"}) as stream:
        assert stream.mimetype == "text/event-stream"
        assert "Content-Encoding" not in stream.headers
        assert next(stream.iter_encoded()) == b": here\n\n"

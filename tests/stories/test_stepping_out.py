"""Cy may know the family: the case goes dark on Cy’s open pages, and for nobody else."""

import re
from datetime import timedelta

import time_machine

from forum.cases.stepping_out import advise
from forum.core.clock import now
from tests.factories import told
from tests.page import names
from tests.serving import Stream, served

NO_MORE = 204


def stream_of(port, visit, url):
    connect = re.search(r'hx-sse:connect="([^"]+)"', visit.get(url).text)
    assert connect is not None
    return Stream(port, visit, connect[1]), connect[1]


def test_an_open_page_goes_dark_and_its_author_learns_no_name(app, browser, ana, ben, cy):
    case_url = browser(ana).post("/cases/", told(title="She knows the way home")).location
    at_work, at_home, other = browser(cy), browser(cy), browser(ben)
    talk = re.search(r"/talks/[\w-]{12}", at_home.get(case_url).text)
    assert talk is not None
    case_topic = talk[0].replace("/talks/", "talk-")
    at_home.post(f"{talk[0]}/follow", {"yes": "1"})
    other.post(f"{talk[0]}/messages", {"kind": "idea", "body": "Walk it together once."})
    assert "1 unread" in at_work.get("/").text

    with served(app) as port:
        open_page, address = stream_of(port, at_home, case_url)
        bens_page, _ = stream_of(port, other, case_url)
        assert next(open_page.lines()) == ": here"

        at_work.post(f"{case_url}/recusal")

        assert open_page.next(case_topic) is None
        again = Stream(port, at_home, address)
        assert again.status == NO_MORE
        again.close()
        browser(ana).post(f"{talk[0]}/messages", {"kind": "support", "body": "Thank you."})
        assert bens_page.hears(case_topic)
        for stream in (open_page, bens_page):
            stream.close()

    dark = at_home.get(f"{talk[0]}/pill?last=0&seen=0", htmx="div#pill")
    assert dark.headers["HX-Refresh"] == "true"
    assert dark.text == ""
    gone = at_home.get(case_url)
    assert gone.status_code == 404
    assert "You have stepped out of this case" in gone.text
    assert "She knows the way home" not in gone.text + at_home.get("/cases/").text
    assert "unread" not in at_home.get("/").text

    with time_machine.travel(now() + timedelta(hours=31), tick=False):
        with app.app_context():
            advise()
        hers = browser(ana)
        assert "Someone stepped out of this case" in hers.page(case_url).text_in("main")
        assert not names(hers.get("/notices/").text, "Cy")
        hers.post(f"{case_url}/settle")
        assert browser(cy).get(case_url).status_code == 200

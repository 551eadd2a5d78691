"""Three are a circle; one asks in it, one leaves with the case open: it goes dark for them."""

import re
from datetime import timedelta

from sqlalchemy import select

from forum.cases.models import Case
from forum.core.clock import now
from forum.core.db import db
from tests.factories import a_person, told
from tests.serving import Stream, served

NO_MORE = 204
TITLE = "She knows the way home"
CIRCLE = {
    "name": "Tuesday circle",
    "rhythm": "fortnightly",
    "first_on": (now() + timedelta(days=3)).date().isoformat(),
    "hour": "18",
    "zone": "Europe/Lisbon",
    "agreement": "What is said here stays here.",
}


def open_on(port, visit, url):
    connect = re.search(r'hx-sse:connect="([^"]+)"', visit.get(url).text)
    assert connect is not None
    return Stream(port, visit, connect[1]), connect[1]


def test_a_circle_keeps_its_case_and_goes_dark_for_who_leaves(app, browser, ana, ben, cy, mo):
    hers, his, theirs = browser(ana), browser(ben), browser(cy)
    outside = browser(a_person())
    begun = hers.page("/cases/circles/new").values("once")
    circle_url = hers.post("/cases/circles", CIRCLE | {"once": begun[0]}).location
    key = circle_url.rpartition("/")[2]
    too_early = hers.post("/cases/", told(title=TITLE, circle=key))
    assert "needs two more members" in too_early.text

    for visit, name in ((his, "ben"), (theirs, "cy")):
        hers.post(f"{circle_url}/members", {"username": name})
        assert "Ana has a place for you" in visit.page("/").text_in("main")
        assert "Tuesday circle" in visit.get("/notices/").text
        visit.post(f"{circle_url}/membership", {"agrees": "y"})
        assert "has a place for you" not in visit.page("/").text_in("main")
    case_url = hers.post("/cases/", told(title=TITLE, circle=key)).location
    talk = re.search(r"/talks/[\w-]{12}", his.get(case_url).text)
    assert talk is not None
    his.post(f"{talk[0]}/messages", {"kind": "idea", "body": "Walk it together once."})
    assert "unread" in hers.get("/").text

    for stranger in (outside, browser(mo)):
        assert stranger.get(case_url).status_code == 404
        assert stranger.get(circle_url).status_code == 404
        places = ("/", "/cases/", "/people/ana", "/notices/")
        everything = [stranger.get(place).text for place in places]
        assert not any(TITLE in text or "Tuesday circle" in text for text in everything)

    with served(app) as port:
        his_page, address = open_on(port, his, case_url)
        her_page, _ = open_on(port, theirs, case_url)
        assert next(his_page.lines()) == ": here"

        his.post(f"{circle_url}/leaving")

        topic = talk[0].replace("/talks/", "talk-")
        assert his_page.next(topic) is None
        again = Stream(port, his, address)
        assert again.status == NO_MORE
        again.close()
        hers.post(f"{talk[0]}/messages", {"kind": "support", "body": "Thank you."})
        assert her_page.hears(topic)
        for stream in (his_page, her_page):
            stream.close()

    dark = his.get(f"{talk[0]}/pill?last=0&seen=0", htmx="div#pill")
    assert dark.headers["HX-Refresh"] == "true"
    assert his.get(case_url).status_code == 404
    assert TITLE not in his.get("/cases/").text + his.get("/notices/").text + his.get("/").text
    assert "Walk it together once." in theirs.get(case_url).text
    assert db.session.scalars(select(Case.title)).all() == [TITLE]
    assert "needs one more member" in hers.get(circle_url).text

"""The main job: join, confirm, sign in, ask; a colleague's idea arrives live; helpful; settled."""

import re

from sqlalchemy import select

from forum.core.db import db, writing
from forum.notifications.models import Letter
from forum.notifications.post import deliver
from forum.people.models import Person
from tests.factories import PASSWORD, joining, told
from tests.page import Page
from tests.serving import Stream, served
from tests.visiting import Browser


def join(app, **about):
    """Somebody new at their browser, from the front page to their desk."""
    visit = Browser(app)
    assert "/join" in visit.page("/").links
    visit.post("/join", joining(**about))
    with app.app_context():
        deliver()
        newest = select(Letter).order_by(Letter.id.desc()).limit(1)
        assert db.session.scalars(newest).one().sent_at is not None
    letter = max((app.extensions["settings"].data_dir / "mail").glob("*.eml"))
    link = re.search(r"http://localhost(/confirm/\S+)", letter.read_text())
    assert link is not None
    visit.post(link[1])
    with app.app_context(), writing():
        newcomer = Person.called(about["username"])
        assert newcomer is not None
        newcomer.take_check(until=None)
    visit.post("/sign-in", {"who": about["username"], "password": PASSWORD})
    assert about["name"].split()[0] in visit.page("/").text_in("h1")
    return visit


def stream_of(port, visit, case_url):
    connect = re.search(r'hx-sse:connect="([^"]+)"', visit.get(case_url).text)
    assert connect is not None
    return Stream(port, visit, connect[1])


def test_a_stuck_case_gets_a_live_idea_and_is_settled(app):
    ana = join(app, username="ana", name="Ana Lima", email="ana@weft.example", discipline="ot")
    ben = join(app, username="ben", name="Ben Adeyemi", email="ben@weft.example")

    case_url = ana.post("/cases/", told(title="She stopped talking")).location
    assert case_url in ben.page("/cases/").links
    page = ben.page(case_url)
    say = next(
        form.attributes["action"]
        for form in page.all("form")
        if form.attributes.get("action", "").endswith("/messages")
    )

    with served(app) as port:
        stream = stream_of(port, ana, case_url)
        idea = {"kind": "question", "body": "What is the silence for?", "last": "0", "seen": "0"}
        ben.post(say, idea | {"once": page.values("once")[0]}, htmx="section#composer")
        event = stream.next("talk-" + say.split("/")[2])
        stream.close()

    assert event is not None
    assert event.data == "1"
    talk = say.removesuffix("/messages")
    assert "1 new reply, show it" in ana.get(f"{talk}/pill?seen=0", htmx="div#pill").text
    news = ana.get(f"{talk}/since?last=0&seen=0", htmx="body").text
    assert "What is the silence for?" in news

    ana.post(say, {"kind": "idea", "body": "To think. I had not asked.", "to": "1"})
    ana.post(f"{talk}/messages/1/helpful", {"yes": "1"})
    ana.post(f"{case_url}/settle")

    seen_by_ben = ben.page(case_url)
    assert "To think. I had not asked." in seen_by_ben.text_in("ol")
    assert "This case is settled" in seen_by_ben.text_in("h2")
    assert re.search(r"Helpful\s+1", seen_by_ben.text_in("span") + seen_by_ben.text_in("li"))
    assert case_url in ben.page("/cases/?view=settled").links
    assert case_url in Page(ana.get("/people/ben").text).links
    assert ben.post(say, {"kind": "idea", "body": "One more thing."}).status_code == 409

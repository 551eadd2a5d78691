"""A new colleague is looked up, asks a first case, hears how to say it better, and is answered."""

import pytest

from tests.factories import a_person, told
from tests.page import Page


@pytest.fixture
def app(house):
    """A house as it usually is: first cases wait."""
    app = house(first_held=2)
    with app.app_context():
        yield app


def link(page, begins):
    return next(link for link in page.links if link.startswith(begins))


def test_first_steps_are_held_bettered_and_let_out(browser, app, ben, mo):
    dana = a_person(username="dana", name="Dana Reyes", verified_at=None)
    her, moderator, colleague = browser(dana), browser(mo), browser(ben)
    assert "/registration/" in her.page("/cases/").links

    her.post("/registration/", {"register": "HCPC", "jurisdiction": "United Kingdom"})
    assert "Weft has something to look at" in moderator.page("/notices/").text_in("main")
    to_check = link(moderator.page("/moderation/members/"), "/moderation/members/d")
    check = moderator.page(to_check)
    until = check.values("until")[0]
    found = {"act": "confirmed", "looked_up": "HCPC online", "until": until}
    found["seen"] = check.values("seen")[0]
    moderator.post(to_check, found)
    assert "cases are open to you" in her.page("/registration/").text_in("main") or until

    about = told(story="It went well until the lighthouse closed.", title="Stuck by the sea")
    case = her.post("/cases/", about | {"matters": "That he chooses.", "consent": "given"}).location
    assert "You can read it meanwhile" in her.page(case).text_in("main")
    assert colleague.get(case).status_code == 404
    assert "Stuck by the sea" not in colleague.page("/").text_in("body")

    matter = link(moderator.page("/moderation/?view=first"), "/moderation/matters/")
    assert "It went well until the lighthouse closed." in moderator.page(matter).text_in("main")
    better = "It went well until a place he loved closed."
    why = "Few towns have a lighthouse. Said more widely, it can go out."
    asked = {"act": "returned", "own": why, "rewording": better, "seen": "0"}
    moderator.post(matter, asked)

    word = link(her.page("/notices/"), "/matters/")
    assert why in her.page(word).text_in("main")
    again = link(her.page(case), f"{case}/again")
    assert better in her.get(f"{again}?with=rewording").text
    sent = about | {"matters": "That he chooses.", "story": better, "title": "Stuck at home"}
    assert her.post(again, sent).location == case
    assert colleague.get(case).status_code == 404

    second = link(moderator.page("/moderation/?view=first"), "/moderation/matters/")
    assert second != matter
    out = {"act": "let_out", "why": "Thank you for the care in it. Nothing needs to change."}
    moderator.post(second, out | {"seen": "0"})

    read = Page(colleague.get(case).text)
    assert better in read.text_in("main")
    assert "lighthouse" not in read.text_in("body")
    log = moderator.page("/moderation/decisions").text_in("main")
    for line in ("Mo Haddad let it out", "asked for other words", "confirmed a registration"):
        assert line in log

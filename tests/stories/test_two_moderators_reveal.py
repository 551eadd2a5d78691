"""Two moderators need to know who Heron is: one asks, the other agrees, and Ana is told."""

from forum.core.db import db
from forum.people.vocabulary import Role
from tests.factories import a_case, a_person
from tests.page import names

WHY = "They write that they are not safe at home tonight."


def test_two_moderators_learn_who_asked_and_ana_is_told(browser, ana, ben, mo):
    case = a_case(author=ana, title="Stuck without a name")
    case.veil()
    db.session.commit()
    one, other = browser(mo), browser(a_person(name="Mia Berg", role=Role.MODERATOR))
    url = f"/moderation/reveals/of/{case.talk.topic}"
    assert not names(one.get(url).text, "Ana")

    asked = one.post(url, {"reason": WHY}).location
    waiting = one.page(asked)
    assert "It waits for another moderator" in waiting.text_in("main")
    assert one.post(f"{asked}/agreement").status_code == 403

    assert "1 unread" in other.get("/").text
    assert asked in other.page("/notices/").links
    assert WHY in other.page(asked).text_in("main")
    other.post(f"{asked}/agreement")

    assert "Ana Lima" in one.page(asked).text_in("section")
    assert "Ana Lima" in other.page(asked).text_in("section")
    assert other.post(f"{asked}/refusal").status_code == 409

    hers = browser(ana)
    told = next(url for url in hers.page("/notices/").links if url.endswith("/veil"))
    assert WHY in hers.page(told).text_in("main")
    assert not names(browser(ben).get(f"/cases/{case.key}").text, "Ana")
    log = other.page("/moderation/decisions").text_in("main")
    assert "agreed to learn who somebody unnamed is" in log
    assert not names(log, "Ana")

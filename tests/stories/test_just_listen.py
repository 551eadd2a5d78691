"""Somebody asks to be listened to: advice is turned back kindly, and what is left listens."""

from tests.factories import told
from tests.page import Page

WORRY = {
    "title": "Sitting in the car before every shift",
    "help": "listening",
    "story": "I sit in the car for eleven minutes before I go in.",
    "question": "Could somebody just read this?",
    "consent": "composite",
}


def box(page):
    """What somebody’s box for a reply holds, as the browser would send it."""
    names = ("once", "kind", "draft")
    return {name: values[0] for name in names if (values := page.values(name))}


def address_of(page):
    return next(
        form.attributes["action"]
        for form in page.all("form")
        if form.attributes.get("action", "").endswith("/messages")
    )


def test_somebody_is_listened_to(browser, ana, ben, cy):
    asker, colleague, graduate = browser(ana), browser(ben), browser(cy)

    case = asker.post("/cases/", told(**WORRY)).location
    listed = colleague.page("/cases/").text_in("main")
    page = colleague.page(case)
    advice = {"body": "I would ask for a week off. Have you tried a timer?"}
    turned = colleague.post(address_of(page), box(page) | advice)

    assert "Just listening" in listed
    assert turned.status_code == 422
    assert "reads like advice" in turned.text
    assert advice["body"] in Page(turned.text).text_in("textarea")
    assert "No replies yet" in asker.page(case).text_in("dd")

    begun = Page(
        colleague.post(
            address_of(page),
            box(Page(turned.text)) | {"body": "", "opener": "What I hear in this is"},
        ).text
    )
    heard = {"body": f"{begun.text_in('textarea')} how much the slow part meant to you."}
    answer = colleague.post(address_of(page), box(begun) | heard)
    graduate.post(
        address_of(page), {"kind": "experience", "body": "For me it was the bus stop, all spring."}
    )

    assert answer.status_code == 303
    said = asker.page(case)
    assert "how much the slow part meant" in said.text_in("ol")
    assert "For me it was the bus stop" in said.text_in("ol")
    assert "Experience" in said.text_in("header")
    assert "Start with" not in said.text_in("ol")

    news = asker.page("/notices/").text_in("main")
    assert "Cy Park and 1 other replied" in news
    assert "slow part" not in news


def test_an_urgent_reply_there_is_stopped_like_any_other(browser, ana, ben, mo):
    case = browser(ana).post("/cases/", told(**WORRY)).location
    colleague = browser(ben)
    page = colleague.page(case)
    said = {"kind": "support", "body": "I felt suicidal in such a spring."}

    stopped = colleague.post(address_of(page), said)
    posted = colleague.post(address_of(page), said | {"faced": "y"})

    assert "If someone may be in danger, stop here" in stopped.text
    assert posted.status_code == 303
    assert "suicidal" not in browser(mo).page("/notices/").text_in("main")

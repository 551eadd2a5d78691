"""What people do here, so that a test says only what it is about: joining, asking, replying."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import PASSWORD, Visitor

CASE = {
    "title": "Homework battles spilling into every session",
    "age_band": "school_age",
    "asked": "slp",
    "setting": "school",
    "since": "under_a_month",
    "need_by": "two_weeks",
    "help": "ideas",
    "story": "Sessions start well, then one mention of homework ends them.",
    "matters": "Evenings without a quarrel.",
    "question": "How do you hold the line?",
    "consent": "given",
    "nobody_would_know": "y",
}
HIDDEN = re.compile(r'<input type="hidden" name="(csrf_token|once)" value="([^"]*)">')
WRONG = re.compile(r"<h1.*?</h1>|<li><a href=\"#.*?</li>")
TALK = re.compile(r'action="(/talks/[\w-]+/messages)"')


def join(visitor: Visitor, username: str, name: str) -> None:
    """Fill in the form for joining, and send it."""
    page = visitor.open("/join")
    page.get_by_label("Name colleagues know you by").fill(name)
    page.get_by_label("User name").fill(username)
    page.get_by_label("Email").fill(f"{username}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("radio", name="Occupational therapist (OT)", exact=True).check()
    page.get_by_label("Time zone").select_option("Europe/London")
    page.get_by_label("I’ll keep people unidentifiable").check()
    page.get_by_role("main").get_by_role("button", name="Join").click()


def look_up(visitor: Visitor, username: str) -> None:
    """Whoever runs this Weft has looked up somebody's registration: cases are open to them."""
    visitor.site.run("person", username, "--role", "verified")


def letter_to(visitor: Visitor, address: str, subject: str) -> Locator:
    """The newest letter of this subject, once the worker has delivered it."""
    page = visitor.open("/mailbox")
    letter = page.get_by_role("article").filter(has_text=address).filter(has_text=subject)
    for _ in range(100):
        if letter.count():
            break
        page.wait_for_timeout(100)
        page.reload()
    return letter.first


def fill_in_a_case(page: Page, title: str = CASE["title"], story: str = CASE["story"]) -> None:
    """Everything that the composer asks for, but for one's own word that nobody would know."""
    page.get_by_label("In one line, what’s stuck?").fill(title)
    page.get_by_role("radio", name="School age").check()
    page.get_by_role("checkbox", name="SLP", exact=True).check()
    page.get_by_label("Setting", exact=True).select_option("School")
    page.get_by_label("Stuck for").select_option("Under a month")
    page.get_by_label("What’s happening").fill(story)
    page.get_by_label("What matters most").fill(CASE["matters"])
    page.get_by_label("Your one question").fill(CASE["question"])
    page.get_by_role("radio", name="They agreed").check()


def show_what_is_new(page: Page, pill: str) -> None:
    """Press the pill with these words, and find it gone."""
    page.get_by_role("button", name=pill).click()
    expect(page.locator(".live")).to_have_count(0)


def ask(visitor: Visitor, title: str = CASE["title"], **more: str) -> str:
    """The path of a new case, asked without opening a window. One person may ask 20 an hour, so
    each file has an author of its own where it asks for more than a few.
    """
    hidden = HIDDEN.findall(visitor.context.request.get("/cases/new").text())
    asked = visitor.context.request.post(
        "/cases/", form={**CASE, **dict(hidden), "title": title, **more}
    )
    assert asked.status == 200, WRONG.findall(asked.text())
    return urlsplit(asked.url).path


def reply(visitor: Visitor, case: str, words: str, to: int | None = None) -> None:
    """Say something under a case, or answer message number `to`, without opening a window.

    `case` may be a whole address, where another server than the usual one is meant.
    """
    shown = visitor.context.request.get(case)
    talk = TALK.search(shown.text())
    assert talk
    said = {**dict(HIDDEN.findall(shown.text())), "kind": "idea", "body": words}
    address = f"{shown.url.removesuffix(urlsplit(shown.url).path)}{talk[1]}"
    posted = visitor.context.request.post(address, form={**said, "to": str(to or "")})
    assert posted.status == 200, WRONG.findall(posted.text())

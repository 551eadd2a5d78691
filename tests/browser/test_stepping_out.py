"""Stepping out at one window: the case goes dark at the other, also by keyboard and on a phone."""

from playwright.sync_api import expect

from tests.browser.barriers import barriers
from tests.browser.deeds import ask, reply

GONE = "You have stepped out of this case"


def test_the_other_window_goes_dark_within_seconds(person):
    maren, tess = person("maren"), person("tess", viewport={"width": 390, "height": 844})
    tess.expects("status of 404")
    case = ask(maren, "They live around the corner")
    reply(maren, case, "Something else that I noticed.")
    page = tess.open(case)
    other = tess.context.new_page()
    other.goto(case)
    expect(page.get_by_text("Something else that I noticed.")).to_be_visible()

    other.get_by_role("link", name="I may know this family").focus()
    other.keyboard.press("Enter")
    expect(other.get_by_role("button", name="Step out")).to_be_focused()
    assert barriers(other) == []
    other.keyboard.press("Enter")

    other.wait_for_url("**/cases/")
    expect(other.get_by_text("You have stepped out of that case.")).to_be_visible()
    expect(page.get_by_role("heading", name=GONE)).to_be_visible()
    expect(page.get_by_text("Something else that I noticed.")).to_have_count(0)
    expect(page.get_by_text("They live around the corner")).to_have_count(0)
    assert barriers(page) == []

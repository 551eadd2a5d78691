"""Circles in a browser: nothing in anybody's way, by keyboard alone, and with JavaScript off."""

from datetime import timedelta

from playwright.sync_api import expect

from forum.core.clock import now
from tests.browser.barriers import barriers
from tests.browser.keyboard import focused, tab_to

A_DAY = (now() + timedelta(days=5)).date()


def begin(visitor, name):
    """Begin a circle, and give its address."""
    page = visitor.open("/cases/circles/new")
    page.get_by_label("What it is called").fill(name)
    page.get_by_label("First meeting on").fill(A_DAY.isoformat())
    page.get_by_role("button", name="Begin it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    return page.url


def invite(page, username):
    page.get_by_label("User name").fill(username)
    page.get_by_role("button", name="Invite").click()
    expect(page.locator(".toast")).to_contain_text("is invited")


def join(visitor, url):
    page = visitor.open(url)
    page.get_by_label("I agree to this").check()
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("heading", name="Its cases")).to_be_visible()


def test_nothing_stands_in_the_way_around_a_circle(person):
    maren, otis = person("maren"), person("otis")
    maren.expects("status of 422")
    found = {}

    def look(visitor, where):
        if there := barriers(visitor.page):
            found[where] = there

    url = begin(maren, "Circle of a few")
    look(maren, "forming")
    invite(maren.page, "otis")
    for path in ("/cases/circles", "/cases/circles/new", f"{url}/edit", f"{url}/leaving"):
        maren.open(path)
        look(maren, path)
    maren.open("/cases/circles/new").get_by_role("button", name="Begin it").click()
    expect(maren.page.locator("#errors")).to_be_visible()
    look(maren, "sent empty")
    for path in ("/cases/circles", url, "/notices/", "/"):
        otis.open(path)
        look(otis, f"{path}, invited")
    maren.open("/cases/circles").get_by_role("link", name="Small chairs").click()
    expect(maren.page.get_by_role("heading", level=1)).to_have_text("Small chairs")
    look(maren, "meeting")

    assert found == {}


def test_one_joins_by_keyboard_and_a_slip_leads_back(person):
    maren, otis = person("maren"), person("otis")
    otis.expects("status of 422")
    url = begin(maren, "By keyboard")
    invite(maren.page, "otis")
    page = otis.open(url)

    tab_to(page, page.get_by_role("button", name="Join"))
    page.keyboard.press("Enter")
    expect(page.locator(".error")).to_contain_text("Read what they agree on, then tick this.")
    tab_to(page, page.get_by_label("I agree to this"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Join"))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Its cases")).to_be_visible()
    tab_to(page, page.get_by_role("link", name="Leave"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Leave this circle")
    tab_to(page, page.get_by_role("link", name="Stay"))
    expect(focused(page)).to_have_text("Stay")


def test_three_are_a_circle_and_ask_in_it_without_scripts(person):
    maren, otis, tess = (
        person(name, java_script_enabled=False) for name in ("maren", "otis", "tess")
    )
    url = begin(maren, "Without scripts")
    invite(maren.page, "otis")
    maren.page.get_by_role("button", name="Take it back").click()
    expect(maren.page.locator(".toast")).to_contain_text("isn’t invited any more")
    for visitor, username in ((otis, "otis"), (tess, "tess")):
        invite(maren.page, username)
        join(visitor, url)

    page = maren.open(url)
    page.get_by_role("link", name="Ask in this circle").click()
    expect(page.get_by_label("Who reads it")).to_have_value(url.rpartition("/")[2])
    page = otis.open(f"{url}/leaving")
    page.get_by_role("button", name="Leave this circle").click()

    expect(page.locator(".toast")).to_contain_text("You have left “Without scripts”.")
    expect(maren.open(url).get_by_text("needs one more member")).to_be_visible()

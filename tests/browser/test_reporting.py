"""Reporting in two clicks, with scripts and without; open pages lose what is hidden."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import PHONE, barriers

HIDDEN = "Hidden while a moderator looks at it"
THANKS = "Thank you. A moderator will look"


def open_case(visitor, number):
    """The page of a case of others, with replies by others and nothing of Joss, who looks on.

    Each test has one of its own.
    """
    page, addresses = visitor.open("/cases/"), []
    while True:
        links = page.locator("a.whole-link")
        addresses += links.evaluate_all("links => links.map((link) => link.getAttribute('href'))")
        if not (older := page.locator("#more a")).count():
            break
        page.goto(str(older.get_attribute("href")))
    lively = []
    for address in addresses:
        page.goto(address)
        mine = page.get_by_role("link", name="Report this case").count() == 0
        without_joss = page.get_by_role("main").filter(has_not_text="Joss").count()
        ideas = page.locator(".thread > .reply > div > [id^=said]")
        reports = re.compile("^Report what")
        by_others = [end.get_by_role("link", name=reports) for end in (ideas.first, ideas.last)]
        if not mine and without_joss and all(link.count() for link in by_others):
            lively.append(address)
        if len(lively) > number:
            return page
    raise AssertionError("The demo has too few lively cases.")


def test_a_reply_is_reported_by_keyboard_alone_and_gone_on_an_open_page(person):
    reader = person("joss")
    page = open_case(person("tess"), 0)
    other = reader.open(page.url)
    first = page.locator(".thread .reply").first
    words = first.locator(".body").first.inner_text()
    expect(other.locator(".thread .body").first).to_have_text(words)

    report = first.get_by_role("link", name=re.compile("^Report what")).first
    report.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="It may identify someone")).to_be_focused()
    page.keyboard.press("Enter")

    expect(first).to_contain_text(THANKS)
    expect(first.locator(".body").first).to_have_text(HIDDEN)
    expect(other.locator(".thread .body").first).to_have_text(HIDDEN)


def test_without_scripts_a_report_takes_a_page_of_its_own(person):
    page = open_case(person("tess", java_script_enabled=False), 1)
    reply = page.locator(".thread .reply").first

    reply.get_by_role("link", name=re.compile("^Report what")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Should a moderator look at this?")
    page.get_by_label("Anything a moderator should know").fill("The second sentence.")
    page.get_by_role("button", name="It goes beyond its author’s scope").click()

    expect(page.locator(".toast")).to_contain_text(THANKS)
    expect(page.get_by_role("heading", name=re.compile("repl"))).to_be_visible()


def test_a_reported_case_goes_dark_on_an_open_page(person):
    reader, reporter = person("joss"), person("tess")
    reader.expects("status of 404")
    page = open_case(reporter, 2)
    other = reader.open(page.url)
    title = other.get_by_role("heading", level=1).inner_text()

    page.get_by_role("link", name="Report this case").click()
    page.get_by_role("button", name="It may identify someone").click()

    page.wait_for_url("/")
    expect(page.locator(".toast")).to_contain_text(THANKS)
    expect(other.get_by_role("heading", level=1)).not_to_have_text(title)
    expect(other.get_by_role("main")).not_to_contain_text(title)


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 900}, PHONE])
def test_a_moderator_decides_and_nothing_stands_in_the_way(person, viewport):
    reporter = person("tess")
    page = open_case(reporter, 3)
    reply = page.locator(".thread .reply").last
    reply.get_by_role("link", name=re.compile("^Report what")).first.click()
    page.get_by_role("button", name="It’s unkind or disrespectful").click()
    expect(reply).to_contain_text(THANKS)
    moderator = person("imani", viewport=viewport)
    found = {}

    queue = moderator.open("/moderation/?view=reports")
    found["queue"] = barriers(queue)
    queue.get_by_role("link", name="It’s unkind or disrespectful").first.click()
    expect(queue.get_by_role("heading", name="Decide", exact=True)).to_be_visible()
    found["matter"] = barriers(queue)
    queue.get_by_role("button", name="Leave it as it is").click()

    expect(queue.locator(".toast")).to_have_text("Done: it stays as it is.")
    for path in ("/moderation/decisions", "/moderation/members/", "/registration/"):
        found[path] = barriers(moderator.open(path))
    assert {path: barrier for path, barrier in found.items() if barrier} == {}

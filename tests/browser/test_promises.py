"""Asking one more discipline and thinking it over, by keyboard alone, on a phone, and live."""

from datetime import timedelta

from playwright.sync_api import expect

from forum.core.clock import now
from tests.browser.barriers import PHONE, barriers
from tests.browser.deeds import ask
from tests.browser.keyboard import focused, tab_to

OFFERED = "I’ll think and come back"
OVERFLOW = "() => document.documentElement.scrollWidth > innerWidth"


def in_days(days):
    return (now() + timedelta(days=days)).date().isoformat()


def test_one_promises_to_come_back_by_keyboard_on_a_phone(person):
    path = ask(person("jun"), "Needs a night’s sleep")
    noor = person("noor", viewport=PHONE)
    page = noor.open(path)

    tab_to(page, page.get_by_role("button", name=OFFERED))
    page.keyboard.press("Enter")
    expect(focused(page)).to_contain_text("You said you’d come back by")
    tab_to(page, page.get_by_role("link", name="Another day"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("By", exact=True)).to_be_focused()
    expect(page.get_by_label("By", exact=True)).to_have_value(in_days(3))
    page.get_by_label("By", exact=True).fill(in_days(9))
    tab_to(page, page.locator("#coming").get_by_role("button", name="Save"))
    page.keyboard.press("Enter")

    expect(focused(page)).to_contain_text("You said you’d come back by")
    assert not page.evaluate(OVERFLOW)
    tab_to(page, page.get_by_role("button", name="Let it go"))
    page.keyboard.press("Space")
    expect(focused(page)).to_have_text("Let go. Nobody waits for it any more.")
    expect(page.get_by_role("button", name=OFFERED)).to_be_visible()
    assert not page.evaluate(OVERFLOW)
    noor.open("/promises/")
    expect(page.get_by_role("heading", name="Earlier")).to_be_visible()
    assert not page.evaluate(OVERFLOW)


def test_without_scripts_it_is_one_click_another_day_and_let_go(person):
    path = ask(person("jun"), "Needs a quiet night")
    page = person("noor", java_script_enabled=False).open(path)

    page.get_by_role("button", name=OFFERED).click()
    expect(page.locator("#coming")).to_contain_text("You said you’d come back by")
    page.get_by_role("link", name="Another day").click()
    expect(page.get_by_label("By", exact=True)).to_have_value(in_days(3))
    page.get_by_label("By", exact=True).fill(in_days(9))
    page.get_by_role("main").get_by_role("button", name="Save").click()
    expect(page.locator("#coming")).to_contain_text("You said you’d come back by")
    page.get_by_role("button", name="Let it go").click()

    expect(page.get_by_role("button", name=OFFERED)).to_be_visible()


def test_nothing_stands_in_the_way_of_a_promise(person):
    path = ask(person("jun"), "Needs another night")
    noor = person("noor")
    noor.expects("status of 422")
    page = noor.open(path)
    page.get_by_role("button", name=OFFERED).click()
    expect(page.locator("#coming")).to_contain_text("You said you’d come back by")
    found = barriers(page)
    page.get_by_role("link", name="Another day").click()
    day = page.get_by_label("By", exact=True)
    day.fill("2020-01-01")
    page.locator("#coming").get_by_role("button", name="Save").click()
    expect(page.locator("#errors-promise")).to_be_focused()
    found += barriers(page)

    day.fill(in_days(3))
    page.locator("#coming").get_by_role("button", name="Save").click()
    expect(page.locator("#coming")).to_contain_text("You said you’d come back by")
    noor.open("/promises/")
    found += barriers(page)
    noor.open("/account/")

    assert found + barriers(page) == []


def test_one_more_discipline_is_asked_by_keyboard_and_seen_on_open_pages(person):
    jun = person("jun")
    path = ask(jun, "One more pair of eyes")
    other = person("noor").open(path)
    page = jun.open(path)

    tab_to(page, page.locator("summary", has_text="Ask another discipline"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Ask PT"))
    with page.expect_response("**/pill**"):
        page.keyboard.press("Enter")

    expect(focused(page)).to_contain_text("PT is asked")
    assert barriers(page) == []
    expect(other.locator("#lenses li", has_text="PT")).to_contain_text("asked, no reply yet")

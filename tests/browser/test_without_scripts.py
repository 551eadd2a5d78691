"""The same job with JavaScript off: everything works, by reloading."""

import re

from playwright.sync_api import expect

from tests.browser.deeds import ask, fill_in_a_case, join, letter_to

CASES = "() => [...document.querySelectorAll('.case h2 a')].map(({ pathname }) => pathname)"


def test_joining_works_without_scripts(person):
    jon = person(java_script_enabled=False)

    join(jon, "jon", "Jon Reed")
    letter_to(jon, "jon@example.org", "Confirm your address").get_by_role("link").click()
    jon.page.get_by_role("button", name="Confirm my address").click()
    jon.sign_in("jon")

    expect(jon.page.get_by_role("heading", level=1)).to_contain_text("Jon")


def test_two_people_think_together_without_scripts(person):
    maren, tess = (person(name, java_script_enabled=False) for name in ("maren", "tess"))

    maren.open("/cases/new")
    fill_in_a_case(maren.page, title="Nothing but the page itself")
    maren.page.get_by_label("No one who knows this person").check()
    maren.page.get_by_role("button", name="Post the case").click()
    expect(maren.page.get_by_role("heading", level=1)).to_have_text("Nothing but the page itself")
    case = maren.page.url

    tess.open(case).get_by_label("Your reply").fill("Ask for *one* thing.")
    tess.page.get_by_role("button", name="Post reply").click()
    expect(tess.page.locator("#thread")).to_contain_text("Ask for one thing.")

    maren.page.reload()
    idea = maren.page.get_by_role("listitem").filter(has_text="Ask for one thing.")
    idea.get_by_role("button", name="Helpful").click()
    expect(idea.get_by_role("button", name="Helpful 1")).to_have_attribute("aria-pressed", "true")
    idea.get_by_role("link", name="Reply to Tess Lindqvist").click()
    maren.page.get_by_label("Your reply").fill("One it is.")
    maren.page.get_by_role("button", name="Post reply").click()
    expect(maren.page.locator(".answer")).to_contain_text("One it is.")
    maren.page.get_by_role("button", name="Settle this case").click()
    expect(maren.page.get_by_role("heading", name="This case is settled")).to_be_visible()

    tess.expects("status of 409")
    tess.page.get_by_label("Your reply").fill("Written while it was being settled.")
    tess.page.get_by_role("button", name="Post reply").click()
    expect(tess.page.get_by_role("heading", level=1)).to_have_text("That can’t be done now")
    expect(tess.page.get_by_label("Body")).to_have_value("Written while it was being settled.")

    maren.page.get_by_role("button", name="Open it again").click()
    tess.expects("status of 409")
    tess.page.get_by_role("button", name="Send it again").click()
    expect(tess.page.locator("#thread")).to_contain_text("Written while it was being settled.")


def test_older_cases_are_a_page_of_their_own_without_scripts(person):
    maren = person("maren", java_script_enabled=False)

    maren.open("/cases/")
    newest = maren.page.evaluate(CASES)
    maren.page.get_by_role("link", name="Show older cases").click()
    expect(maren.page).to_have_url(re.compile("before="))

    assert newest
    assert not set(maren.page.evaluate(CASES)) & set(newest)


def test_a_case_can_be_followed_without_scripts(person):
    maren = person("maren", java_script_enabled=False)
    case = ask(person("tess"))

    maren.open(case).get_by_role("button", name="Follow", exact=True).click()

    following = maren.page.get_by_role("button", name="Following")
    expect(following).to_have_attribute("aria-pressed", "true")


def test_a_wrong_form_comes_back_filled_in_without_scripts(person):
    priya = person("priya", java_script_enabled=False)
    priya.expects("status of 422")

    priya.open("/cases/new")
    fill_in_a_case(priya.page, story="Mum writes to me at jo@example.org every day.")
    priya.page.get_by_role("button", name="Post the case").click()

    expect(priya.page).to_have_title("Error: Ask about a case · Weft")
    expect(priya.page.locator("#errors")).to_be_focused()
    expect(priya.page.get_by_label("What’s happening")).to_have_value(
        "Mum writes to me at jo@example.org every day."
    )
    expect(priya.page.get_by_role("radio", name="School age")).to_be_checked()
    expect(priya.page.get_by_role("checkbox", name="SLP", exact=True)).to_be_checked()
    expect(priya.page.get_by_label("Stuck for")).to_have_value("under_a_month")

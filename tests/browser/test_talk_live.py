"""Two people at one case: the badge, what is new, what is tried, and who else is there."""

import re

from playwright.sync_api import Page, expect

from tests.browser.barriers import barriers
from tests.browser.deeds import ask, reply, show_what_is_new
from tests.browser.keyboard import IS_HERE


def badge(page: Page):
    return page.get_by_role("link", name="Notifications")


def unread(page: Page) -> int:
    """The number on the badge of a page that has just been opened."""
    found = re.search(r"(\d+) unread", badge(page).get_attribute("aria-label") or "")
    return int(found[1]) if found else 0


def says(number: int) -> re.Pattern[str]:
    return re.compile(f"^Notifications{f', {number} unread' if number else ''}$")


def test_a_reply_raises_the_badge_wherever_one_is_and_reading_takes_it_down(person):
    ines, tess = person("ines"), person("tess")
    case = ask(ines)
    elsewhere = ines.open("/cases/")
    before = unread(elsewhere)

    reply(tess, case, "One thought from me.")

    expect(badge(elsewhere)).to_have_accessible_name(says(before + 1))
    window = ines.context.new_page()
    window.goto(case)
    expect(badge(window)).to_have_accessible_name(says(before))
    expect(badge(elsewhere)).to_have_accessible_name(says(before))


def test_what_the_pill_shows_is_read_too(person):
    ines, tess = person("ines"), person("tess")
    case = ask(ines)
    page = ines.open(case)
    before = unread(page)
    reply(tess, case, "One thought from me.")
    expect(badge(page)).to_have_accessible_name(says(before + 1))

    show_what_is_new(page, "1 new reply, show it")

    expect(badge(page)).to_have_accessible_name(says(before))


def test_opening_a_case_again_leads_to_what_is_new(person):
    ines, tess = person("ines"), person("tess")
    case = ask(ines)
    reply(tess, case, "Read already.")
    with ines.page.expect_response("**/read"):
        ines.open(case)
    ines.open("/cases/")
    reply(tess, case, "The first that is new.")
    reply(tess, case, "The second that is new.")

    page = ines.open(case)
    page.get_by_role("link", name=re.compile("^2 new since ")).click()

    expect(page).to_have_url(re.compile("#m2$"))
    expect(page.locator(".reply.new")).to_have_count(2)
    page.reload()
    expect(page.locator(".reply")).to_have_count(3)
    expect(page.locator(".reply.new")).to_have_count(0)


def test_an_idea_is_tried_seen_by_its_author_and_taken_back(person):
    ines, tess = person("ines"), person("tess")
    case = ask(ines)
    reply(tess, case, "Start with the door.")
    page = ines.open(case)

    page.get_by_role("button", name="I’ll try this").click()

    expect(page.get_by_role("button", name="Trying it")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_label("About this case")).to_contain_text("Tess’s, ")
    assert barriers(page) == []
    expect(tess.open(case).locator("#m1")).to_contain_text("Ines is trying this")
    page.get_by_role("button", name="Trying it").click()
    expect(page.locator(".tried")).to_have_count(0)


def test_who_reads_and_who_writes_is_shown_to_those_who_are_there(person):
    ines, tess = person("ines"), person("tess")
    case = ask(ines)
    page = ines.open(case)
    expect(page.locator("#here")).to_be_empty()

    theirs = tess.open(case)
    expect(page.locator("#here")).to_have_text("1 other is reading")
    expect(theirs.locator("#here")).to_have_text("1 other is reading")
    theirs.get_by_label("Your reply").fill("Half a thought")

    expect(page.locator("#here")).to_have_text("Tess is writing", timeout=30_000)


def test_editing_withdrawing_and_quoting_leave_the_focus_where_one_is(person):
    ines, tess = person("ines"), person("tess")
    case = ask(ines)
    reply(ines, case, "Start with the door.")
    reply(tess, case, "Look at the *window*.")
    page = ines.open(case)

    page.get_by_role("link", name="Edit what you said").press("Enter")
    expect(page.get_by_label("What you said")).to_be_focused()
    assert barriers(page) == []
    page.get_by_label("What you said").fill("Start with the floor.")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.locator("#m1 .at")).to_be_focused()

    page.get_by_role("link", name="edited").press("Enter")
    expect(page.get_by_text("How it read before", exact=True).locator("..")).to_be_focused()
    expect(page.locator("#before1")).to_contain_text("Start with the door.")

    page.get_by_role("link", name="Quote Tess Lindqvist").press("Enter")
    expect(page.locator("#body-2")).to_be_focused()
    expect(page.locator("#body-2")).to_have_value("> Look at the *window*.\n\n")

    page.get_by_role("link", name="Withdraw what you said").press("Enter")
    assert page.get_by_role("button", name="Withdraw it").evaluate(IS_HERE)
    assert barriers(page) == []
    page.get_by_role("button", name="Withdraw it").press("Enter")
    expect(page.locator("#m1 .at")).to_be_focused()
    expect(page.locator("#m1")).to_contain_text("Withdrawn by its author")
    expect(page.locator("#count")).to_have_text("1 reply")


def test_an_edit_in_two_tabs_shows_both_texts(person):
    ines = person("ines")
    ines.expects("status of 409")
    case = ask(person("tess"))
    reply(ines, case, "As it was.")
    page, window = ines.open(case), ines.context.new_page()
    window.goto(case)
    for tab in (page, window):
        tab.get_by_role("link", name="Edit what you said").click()
    page.get_by_label("What you said").fill("From one tab.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#m1")).to_contain_text("From one tab.")

    window.get_by_label("What you said").fill("From the other tab.")
    window.get_by_role("button", name="Save").click()

    expect(window.locator("#m1 blockquote")).to_have_text("From one tab.")
    expect(window.get_by_label("What you said")).to_have_value("From the other tab.")
    expect(window.get_by_role("alert").filter(has_text="another tab")).to_be_focused()
    window.get_by_role("button", name="Save").click()
    expect(window.locator("#m1")).to_contain_text("From the other tab.")

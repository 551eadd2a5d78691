"""A draft is begun on one device and posted on another; two tabs never overwrite each other."""

import re

from playwright.sync_api import Page, expect

from tests.browser.barriers import barriers
from tests.browser.deeds import ask, reply

SAVED = re.compile(r"Draft saved \d\d:\d\d")


def status(page: Page):
    return page.locator(".draft")


def test_a_draft_begun_on_one_device_is_posted_on_another(person):
    laptop, phone = person("maren"), person("maren", viewport={"width": 390, "height": 844})
    case = ask(person("tess"))

    page = laptop.open(case)
    page.get_by_label("Your reply").fill("Begun on the laptop")
    expect(status(page)).to_have_text(SAVED)
    page = phone.open(case)
    box = page.get_by_label("Your reply")
    expect(box).to_have_value("Begun on the laptop")
    box.press("End")
    box.press_sequentially(", posted on the phone.")
    page.get_by_role("button", name="Post reply").click()

    expect(page.locator("#thread")).to_contain_text("Begun on the laptop, posted on the phone.")
    expect(laptop.open(case).get_by_label("Your reply")).to_have_value("")


def test_the_first_device_is_told_when_it_goes_on_with_a_draft_that_was_posted(person):
    laptop, phone = person("maren"), person("maren")
    case = ask(person("tess"))
    page = laptop.open(case)
    page.get_by_label("Your reply").fill("Begun on the laptop")
    expect(status(page)).to_have_text(SAVED)
    phone.open(case).get_by_role("button", name="Post reply").click()
    expect(phone.page.locator("#thread")).to_contain_text("Begun on the laptop")

    page.get_by_label("Your reply").press("End")
    page.get_by_label("Your reply").press_sequentially(", and gone on")

    expect(status(page)).to_contain_text("This draft was posted or emptied in another tab")
    expect(page.get_by_label("Your reply")).to_have_value("Begun on the laptop, and gone on")
    assert barriers(page) == []
    page.get_by_role("button", name="Keep mine").click()
    expect(status(page)).to_have_text(SAVED)
    phone.page.reload()
    expect(phone.page.get_by_label("Your reply")).to_have_value("Begun on the laptop, and gone on")


def test_a_page_that_is_left_without_sending_has_kept_what_was_typed(person):
    maren = person("maren")
    case = ask(person("tess"))
    reply(maren, case, "Mine.")
    page = maren.open(case)
    page.get_by_role("link", name="Reply to Maren Okafor").click()
    page.locator("#body-1").fill("An answer, not yet sent")
    expect(page.locator("#answering1 .draft")).to_have_text(SAVED)

    maren.open("/cases/")
    page = maren.open(case)
    page.get_by_role("link", name="Reply to Maren Okafor").click()

    expect(page.locator("#body-1")).to_have_value("An answer, not yet sent")
    expect(page.locator("#body")).to_have_value("")


def two_tabs(person):
    """Two tabs of Maren's on one case; in the first a draft is saved."""
    maren = person("maren")
    case = ask(person("tess"))
    first, second = maren.open(case), maren.context.new_page()
    second.goto(case)
    first.get_by_label("Your reply").fill("From the first tab")
    expect(status(first)).to_have_text(SAVED)
    return first, second


def test_two_tabs_show_both_texts_and_one_is_chosen(person):
    first, second = two_tabs(person)

    second.get_by_label("Your reply").fill("From the second tab")

    expect(status(second)).to_contain_text("Another tab saved this at")
    expect(status(second).locator("blockquote")).to_have_text("From the first tab")
    expect(second.get_by_label("Your reply")).to_have_value("From the second tab")
    assert barriers(second) == []
    second.get_by_role("button", name="Keep mine").click()
    expect(status(second)).to_have_text(SAVED)
    first.reload()
    expect(first.get_by_label("Your reply")).to_have_value("From the second tab")


def test_the_other_tabs_text_can_be_taken(person):
    _, second = two_tabs(person)
    second.get_by_label("Your reply").fill("From the second tab")

    second.get_by_role("link", name="Take this one").click()

    expect(second.get_by_label("Your reply")).to_have_value("From the first tab")
    expect(second.get_by_label("Your reply")).to_be_focused()


def test_the_composer_is_kept_as_one_types_and_by_its_button(person):
    imani = person("imani")
    page = imani.open("/cases/new")
    page.get_by_label("In one line, what’s stuck?").fill("Half a title")
    expect(status(page)).to_have_text(SAVED)
    page.get_by_role("checkbox", name="SLP", exact=True).check()
    with page.expect_response("**/drafts/case"):
        page.get_by_role("button", name="Keep as draft").click()
    expect(status(page)).to_have_text(SAVED)

    page = imani.open("/cases/new")

    expect(page.get_by_label("In one line, what’s stuck?")).to_have_value("Half a title")
    expect(page.get_by_role("checkbox", name="SLP", exact=True)).to_be_checked()
    page.get_by_label("In one line, what’s stuck?").fill("")
    page.get_by_role("button", name="Keep as draft").click()
    expect(status(page)).not_to_have_text(SAVED)


def test_all_of_it_works_without_scripts(person):
    maren, tess = (person(name, java_script_enabled=False) for name in ("maren", "tess"))
    case = ask(maren)
    reply(tess, case, "Start with the door.")
    page = tess.open(case)

    page.get_by_label("Your reply").fill("Kept by hand")
    page.get_by_role("button", name="Keep as draft").click()
    expect(page.get_by_label("Your reply")).to_have_value("Kept by hand")
    expect(status(page)).to_have_text(SAVED)

    page.get_by_role("link", name="Edit what you said").click()
    page.get_by_label("What you said").fill("Start with the *floor*.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#m1")).to_contain_text("Start with the floor.")
    page.get_by_role("link", name="edited").click()
    expect(page.get_by_role("main")).to_contain_text("Start with the door.")

    page = maren.open(case)
    page.get_by_role("button", name="I’ll try this").click()
    expect(page.locator("#m1")).to_contain_text("You are trying this")
    page.get_by_role("button", name="Mark as read up to here").click()
    expect(page.get_by_role("button", name="Mark as read up to here")).to_have_count(0)
    page.get_by_role("button", name="Mute", exact=True).click()
    expect(page.get_by_role("button", name="Muted")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="Quote Tess Lindqvist").click()
    expect(page.get_by_label("Your reply")).to_have_value("> Start with the *floor*.\n\n")
    page.get_by_role("button", name="Post reply").click()
    expect(page.locator("#answers1 blockquote")).to_have_text("Start with the floor.")

    page = tess.open(case)
    page.get_by_role("link", name="Withdraw what you said").first.click()
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.locator("#said1")).to_contain_text("Withdrawn by its author")
    expect(page.locator("#answers1 blockquote")).to_have_text("Start with the floor.")

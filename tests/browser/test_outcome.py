"""How it turned out, on a phone and by keyboard alone; what one keeps; what is alike so far."""

import re

from playwright.sync_api import expect

from tests.browser.barriers import PHONE, barriers
from tests.browser.deeds import ask, reply
from tests.browser.keyboard import focused, tab_to

SAVED = re.compile(r"Draft saved \d\d:\d\d")
IDEAS = ("Give it apples to carry.", "Put a second one upstairs.")


def a_case_with_ideas(person, title):
    """Bea's case, where she tries two ideas of Tess; her browser, Tess's, and the case's path."""
    bea, tess = person("bea"), person("tess")
    case = ask(bea, title=title)
    for idea in IDEAS:
        reply(tess, case, idea)
    page = bea.open(case)
    for number in (1, 2):
        page.locator(f"#said{number}").get_by_role("button", name="I’ll try this").click()
        expect(page.locator(f"#said{number}")).to_contain_text("You are trying this")
    return bea, tess, case


def tell(page, result="It helped a bit"):
    page.get_by_role("radio", name=result, exact=True).check()
    page.get_by_label("In a sentence or two").fill("It carries the apples.")
    page.get_by_role("checkbox", name=f"Made a difference: Tess: {IDEAS[0]}").check()
    page.get_by_role("checkbox", name=f"Didn’t help: Tess: {IDEAS[1]}").check()


def test_it_is_told_on_a_phone_and_nothing_stands_in_the_way(person):
    bea, tess, case = a_case_with_ideas(person, "A frame that nobody likes")
    page = bea.page
    page.set_viewport_size(PHONE)
    page.goto(case)
    page.get_by_role("link", name="Say how it turned out").click()
    on_the_form = barriers(page)
    page.set_viewport_size(PHONE)
    tell(page)
    page.get_by_label("What would you tell the next person?").fill("Give it something to carry")
    page.get_by_label("Others may find this insight").check()
    page.get_by_role("button", name="Share how it turned out").click()

    expect(page.get_by_role("heading", name="How it turned out")).to_be_visible()
    expect(page.locator("#outcome")).to_contain_text("It carries the apples.")
    expect(page.locator("#told")).to_be_hidden()
    assert on_the_form == []
    assert barriers(page) == []
    tess.open("/notices/").get_by_role("link", name="told how it turned out").first.click()
    expect(tess.page.locator("#said1")).to_contain_text("Made a difference")
    assert barriers(tess.page) == []
    for path in ("/cases/insights?q=carry", f"{case}/alike"):
        tess.open(path)
        assert barriers(tess.page) == [], path
    for path in (f"{case}/note", f"{case}/follow-up"):
        bea.open(path)
        assert barriers(bea.page) == [], path


def test_it_is_told_by_keyboard_alone(person):
    bea, _, case = a_case_with_ideas(person, "A frame by the door")
    bea.expects("status of 422")
    page = bea.open(case)

    tab_to(page, page.get_by_role("link", name="Say how it turned out"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{case}/outcome")
    tab_to(page, page.get_by_role("radio", name="It helped", exact=True))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Not this time")).to_be_checked()
    tab_to(page, page.get_by_role("button", name="Share how it turned out").last)
    page.keyboard.press("Enter")
    expect(page.locator("#errors")).to_be_focused()
    expect(page.get_by_role("radio", name="Not this time")).to_be_checked()
    tab_to(page, page.get_by_label("In a sentence or two"))
    page.keyboard.type("It stays where it was.")
    tab_to(page, page.get_by_role("checkbox", name=f"Didn’t help: Tess: {IDEAS[1]}"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Share how it turned out").last)
    page.keyboard.press("Enter")

    expect(page.locator("#outcome")).to_contain_text("Not this time")
    expect(page.locator("#outcome")).to_contain_text("Tess’s idea")
    tab_to(page, page.get_by_role("button", name="Keep this"))
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Keep this")).to_have_attribute("aria-pressed", "true")
    expect(focused(page)).to_contain_text("Keep this")


def test_without_scripts_it_is_told_kept_and_put_off(person):
    bea = person("bea", java_script_enabled=False)
    case = ask(bea, title="Told without a script")
    page = bea.open(case)

    page.get_by_role("link", name="Change that").click()
    page.get_by_label("Ask me how it went").uncheck()
    page.get_by_role("main").get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("You won’t be asked how it went.")
    page.get_by_role("link", name="Say how it turned out").click()
    page.get_by_role("radio", name="Referred on").check()
    page.get_by_label("In a sentence or two").fill("To somebody who knows more.")
    page.get_by_role("button", name="Share how it turned out").last.click()
    page.get_by_role("button", name="Keep this").click()
    page.get_by_role("link", name="See how others turned out").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Cases like this")
    page.goto("/cases/?view=kept")
    expect(page.get_by_role("main")).to_contain_text("Told without a script")


def test_cases_like_this_come_as_one_composes(person):
    bea, tess, case = a_case_with_ideas(person, "Toast crusts left in a tidy row")
    bea.open(f"{case}/outcome")
    tell(bea.page, "It helped")
    bea.page.get_by_role("button", name="Share how it turned out").last.click()
    expect(bea.page.locator("#outcome")).to_contain_text("It helped")

    page = tess.open("/cases/new")
    page.get_by_label("In one line, what’s stuck?").fill("Toast crusts everywhere")

    expect(page.locator("#alike")).to_contain_text("Toast crusts left in a tidy row")
    expect(page.get_by_label("In one line, what’s stuck?")).to_have_value("Toast crusts everywhere")


def test_it_is_begun_on_a_phone_and_told_on_another_device(person):
    bea, _, case = a_case_with_ideas(person, "A frame in two sittings")
    phone, laptop = person("bea", viewport=PHONE), bea
    page = phone.open(f"{case}/outcome")
    tell(page)
    expect(page.locator(".draft")).to_have_text(SAVED)
    on_the_form = barriers(page)
    phone.open("/cases/")

    page = laptop.open(f"{case}/outcome")
    expect(page.locator(".draft")).to_have_text(SAVED)
    expect(page.get_by_label("In a sentence or two")).to_have_value("It carries the apples.")
    expect(page.get_by_role("radio", name="It helped a bit", exact=True)).to_be_checked()
    expect(page.get_by_role("checkbox", name=f"Didn’t help: Tess: {IDEAS[1]}")).to_be_checked()
    page.get_by_role("button", name="Share how it turned out").last.click()

    expect(page.locator("#outcome")).to_contain_text("It carries the apples.")
    assert on_the_form == []
    phone.open(f"{case}/outcome")
    expect(phone.page.locator(".draft")).not_to_have_text(SAVED)


def test_without_scripts_it_is_kept_by_a_button(person):
    bea = person("bea", java_script_enabled=False)
    case = ask(bea, title="Half told without a script")
    page = bea.open(f"{case}/outcome")
    page.get_by_role("radio", name="Referred on").check()
    page.get_by_label("In a sentence or two").fill("To somebody who")
    page.get_by_role("button", name="Keep as draft").click()
    bea.open("/cases/")

    page = bea.open(f"{case}/outcome")

    expect(page.locator(".draft")).to_have_text(SAVED)
    expect(page.get_by_role("radio", name="Referred on")).to_be_checked()
    expect(page.get_by_label("In a sentence or two")).to_have_value("To somebody who")


def test_a_settled_case_says_how_one_may_ask_about_its_outcome(person):
    bea, tess, case = a_case_with_ideas(person, "A frame to ask about")
    bea.open(f"{case}/outcome")
    tell(bea.page)
    bea.page.get_by_role("button", name="Share how it turned out").last.click()
    expect(bea.page.locator("#outcome")).to_contain_text("It helped a bit")

    page = tess.open(case)
    expect(page.locator("#outcome")).to_contain_text("If Bea opens it again, you can ask here.")
    expect(page.get_by_role("link", name="Ask Bea about it")).to_have_count(0)
    assert barriers(page) == []
    bea.page.get_by_role("button", name="Open it again").click()
    expect(page.locator("#outcome")).not_to_contain_text("takes no questions")
    page = tess.open(case)
    page.get_by_role("link", name="Ask Bea about it").click()

    expect(page.get_by_label("Your reply")).to_be_in_viewport()

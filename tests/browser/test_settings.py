"""The settings at a browser: kept as one chooses, by mouse or keyboard, with scripts or without."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers
from tests.browser.deeds import ask, join, letter_to, look_up
from tests.browser.keyboard import tab_to
from tests.browser.visitor import PASSWORD

BACKGROUND = "() => getComputedStyle(document.body).backgroundColor"


@pytest.fixture
def somebody(person):
    """`somebody("vivi")` has just joined, and is signed in."""

    def arrives(username, **options):
        visitor = person(**options)
        join(visitor, username, username.capitalize())
        letter_to(visitor, f"{username}@", "Confirm your address").get_by_role("link").click()
        visitor.page.get_by_role("button", name="Confirm my address").click()
        visitor.page.wait_for_url("**/sign-in")
        visitor.sign_in(username)
        return visitor

    return arrives


def test_each_choice_is_kept_as_it_is_made(somebody):
    page = somebody("vivi").open("/account/")

    page.get_by_label("A reply where you follow").select_option("Not at all")
    expect(page.locator("#saved")).to_contain_text("Saved at")
    with page.expect_response("**/account/"):
        page.get_by_role("radio", name="Once a day").check()
    page.reload()

    expect(page.get_by_label("A reply where you follow")).to_have_value("none")
    expect(page.get_by_role("radio", name="Once a day")).to_be_checked()
    expect(page.get_by_role("button", name="Save")).to_have_count(0)


def test_a_look_is_there_at_once_and_stays_after_signing_out(somebody):
    visitor = somebody("wanda")
    page = visitor.open("/account/look")
    light = page.evaluate(BACKGROUND)

    page.get_by_role("radio", name="Dark").check()
    expect(page.locator("#saved")).to_contain_text("Saved at")
    dark = page.evaluate(BACKGROUND)
    page.get_by_role("button", name="Your account").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("/")

    assert dark != light
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate(BACKGROUND) == dark


def test_settings_are_chosen_by_keyboard(somebody):
    page = somebody("xena").open("/account/look")

    tab_to(page, page.get_by_role("radio", name="Match my device"))
    page.keyboard.press("ArrowRight")
    expect(page.locator("#saved")).to_contain_text("Saved at")
    tab_to(page, page.get_by_label("Others may see that I’m here"))
    with page.expect_response("**/account/look"):
        page.keyboard.press("Space")
    page.reload()

    expect(page.get_by_role("radio", name="Light")).to_be_checked()
    expect(page.get_by_label("Others may see that I’m here")).not_to_be_checked()


def test_settings_are_saved_by_a_button_where_no_script_runs(somebody):
    page = somebody("yuri", java_script_enabled=False).open("/account/")

    page.get_by_label("Someone finds what you said helpful").select_option("By letter")
    page.get_by_role("button", name="Save").click()

    expect(page.locator(".toast")).to_have_text("Your settings are saved.")
    expect(page.get_by_label("Someone finds what you said helpful")).to_have_value("mail")


def test_an_address_is_changed_and_taken_back(somebody, person):
    vito, stranger = somebody("vito"), person()
    found = {}
    page = vito.open("/account/address")
    page.get_by_label("New address").fill("far@example.net")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_text("Waiting for far@example.net")).to_be_visible()
    found["an address that waits"] = barriers(page)

    letter_to(vito, "far@example.net", "Confirm your new address").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this you, Vito?")
    found["a new address"] = barriers(page)
    page.get_by_role("button", name="Confirm my new address").click()
    expect(page.get_by_text("Letters go to far@example.net")).to_be_visible()

    letter_to(stranger, "vito@", "Your address on Weft is being changed").get_by_role(
        "link"
    ).click()
    heading = stranger.page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Keep this address, Vito?")
    found["the old address"] = barriers(stranger.page)
    stranger.page.get_by_role("button", name="It wasn’t me").click()

    expect(heading).to_have_text("Choose a new password")
    vito.open("/account/sign-in")
    expect(page).to_have_url(re.compile("/sign-in[?]next="))
    assert not any(found.values()), found


def test_another_device_is_signed_out_and_its_open_page_learns_of_it(somebody, person):
    zora = somebody("zora")
    look_up(zora, "zora")
    case = ask(person("maren"))
    other = person()
    other.sign_in("zora")
    other.open(case)
    other.expects("status of 401", "failed with status 401")

    zora.open("/account/sign-in").get_by_role("button", name="Sign out everywhere else").click()

    expect(zora.page.locator(".toast")).to_have_text("Every other device is signed out.")
    expect(other.page.locator("#notice")).to_contain_text("Your sign-in has ended")


def test_words_are_seen_as_they_will_look(person):
    maren = person("maren")
    page = maren.open("/cases/new")

    page.get_by_label("What’s happening").fill("It goes *well* until:\n\n- we change rooms")
    page.get_by_role("button", name="Preview").first.click()

    shown = page.locator("#story-preview")
    expect(shown.locator("em")).to_have_text("well")
    expect(shown.get_by_role("listitem")).to_have_text("we change rooms")
    expect(page.get_by_label("What’s happening")).to_have_value(
        "It goes *well* until:\n\n- we change rooms"
    )
    assert barriers(page) == []


def test_enter_in_a_line_posts_and_does_not_preview(person):
    maren = person("maren")
    maren.expects("status of 422")
    page = maren.open("/cases/new")

    page.get_by_label("In one line, what’s stuck?").press("Enter")

    expect(page.locator("#errors")).to_be_visible()


def test_no_button_that_needs_a_script_is_shown_without(person):
    page = person("maren", java_script_enabled=False).open("/cases/new")

    expect(page.get_by_role("button", name="Post the case")).to_be_visible()
    expect(page.get_by_role("button", name="Preview")).to_have_count(0)

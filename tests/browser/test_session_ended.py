"""A sign-in that ends while somebody writes: what was written is not lost."""

import re

from playwright.sync_api import expect

from tests.browser.deeds import ask, fill_in_a_case, join, letter_to, look_up
from tests.browser.visitor import PASSWORD, Visitor

ENDED = ("status of 401", "htmx:sse:error")


def sign_out_in_another_window(visitor: Visitor) -> None:
    window = visitor.context.new_page()
    window.goto("/")
    window.get_by_role("button", name="Your account").click()
    window.get_by_role("button", name="Sign out").click()
    expect(window.get_by_role("link", name="Sign in")).to_be_visible()
    window.close()


def test_a_reply_stays_in_its_box_until_one_has_signed_in_again(person):
    ana = person()
    ana.expects(*ENDED)
    ana.sign_in("jun")
    page = ana.open(ask(person("tess")))
    page.get_by_label("Your reply").fill("Half an hour of thinking.")

    sign_out_in_another_window(ana)
    with page.expect_response("**/messages") as answered:
        page.get_by_role("button", name="Post reply").click()
    assert answered.value.status == 401
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("Your sign-in has ended")
    expect(page.get_by_label("Your reply")).to_have_value("Half an hour of thinking.")

    with ana.context.expect_page() as opened:
        notice.get_by_role("link", name="Sign in in another tab").click()
    window = opened.value
    window.get_by_label("User name or email").fill("jun")
    window.get_by_label("Password", exact=True).fill(PASSWORD)
    window.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(window.get_by_role("button", name="Your account")).to_be_visible()

    ana.expects("status of 400", "status of 422")
    page.get_by_role("button", name="Post reply").click()
    posted = page.locator("#thread").filter(has_text="Half an hour of thinking.")
    said = page.locator("#thread, #notice").filter(has_text=re.compile("Look it over|Half an hour"))
    expect(said).not_to_have_count(0)
    if not posted.count():  # else the draft was kept first, and brought the page's new token
        page.get_by_role("button", name="Post reply").click()
    expect(posted).to_be_visible()


def test_a_case_is_carried_through_signing_in_again_without_scripts(person):
    ana = person(java_script_enabled=False)
    ana.expects("status of 401")
    ana.sign_in("wren")
    page = ana.open("/cases/new")
    fill_in_a_case(page, title="Carried over the threshold")
    page.get_by_label("No one who knows this person").check()

    sign_out_in_another_window(ana)
    page.get_by_role("button", name="Post the case").click()
    expect(page.get_by_role("main")).to_contain_text("What you wrote comes back")
    page.get_by_label("User name or email").fill("wren")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("Title")).to_have_value("Carried over the threshold")
    page.get_by_role("button", name="Send it again").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Carried over the threshold")
    expect(page.locator(".facts")).to_contain_text("School age")


def test_a_new_password_ends_every_sign_in_and_what_was_being_written_is_still_there(person):
    desk, phone = person(), person()
    desk.expects(*ENDED)
    join(desk, "lou", "Lou Marsh")
    letter_to(desk, "lou@example.org", "Confirm your address").get_by_role("link").click()
    desk.page.get_by_role("button", name="Confirm my address").click()
    desk.sign_in("lou")
    look_up(desk, "lou")
    page = desk.open(ask(person("tess")))
    page.get_by_label("Your reply").fill("Still being thought through.")

    phone.open("/sign-in").get_by_role("link", name="Forgotten it?").click()
    phone.page.get_by_label("User name or email").fill("lou")
    phone.page.get_by_role("button", name="Send the link").click()
    expect(phone.page.get_by_role("heading", name="Look in your mail")).to_be_visible()
    letter_to(phone, "lou@example.org", "A new password").get_by_role("link").click()
    phone.page.get_by_label("New password").fill("four other words here")
    phone.page.get_by_role("button", name="Change my password").click()
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Welcome back")
    page.get_by_role("button", name="Post reply").click()

    expect(page.get_by_role("alert")).to_contain_text("Your sign-in has ended")
    expect(page.get_by_label("Your reply")).to_have_value("Still being thought through.")
    phone.sign_in("lou", "four other words here")

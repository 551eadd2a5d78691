"""The main job by two people in two browsers: join, ask, a reply arrives live, helpful, settle."""

import time

from playwright.sync_api import expect

from tests.browser.deeds import fill_in_a_case, join, letter_to, look_up, show_what_is_new
from tests.browser.visitor import PASSWORD


def test_two_people_think_together_about_a_case(person):
    ana, tess = person(), person("tess")

    join(ana, "ana", "Ana Brook")
    expect(ana.page.get_by_role("heading", name="One more step")).to_be_visible()
    letter_to(ana, "ana@example.org", "Confirm your address").get_by_role("link").click()
    ana.page.get_by_role("button", name="Confirm my address").click()
    expect(ana.page.get_by_text("Your address is confirmed")).to_be_visible()
    ana.sign_in("ana@example.org", PASSWORD)
    look_up(ana, "ana")
    expect(ana.page.get_by_role("heading", level=1)).to_contain_text("Ana")

    ana.page.get_by_role("link", name="Ask about a case").first.click()
    fill_in_a_case(ana.page, title="Mornings end in tears")
    ana.page.get_by_label("No one who knows this person").check()
    ana.page.get_by_role("button", name="Post the case").click()
    expect(ana.page.get_by_role("heading", level=1)).to_have_text("Mornings end in tears")

    tess.open("/cases/").get_by_role("link", name="Mornings end in tears").click()
    tess.page.get_by_label("Your reply").fill("Who is *at the door* with them?")
    sent = time.perf_counter()
    tess.page.get_by_role("button", name="Post reply").click()
    expect(ana.page.get_by_role("button", name="1 new reply, show it")).to_be_visible()
    print(f"The reply reached the other page {time.perf_counter() - sent:.2f} s after it was sent.")
    expect(tess.page.locator("#thread")).to_contain_text("Who is at the door with them?")

    show_what_is_new(ana.page, "1 new reply, show it")
    said = ana.page.get_by_role("listitem").filter(has_text="Who is at the door with them?")
    expect(said.locator("em")).to_have_text("at the door")
    expect(said).to_contain_text("SLP")
    expect(ana.page.get_by_role("heading", name="1 reply")).to_be_visible()
    said.get_by_role("button", name="Helpful").click()
    expect(said.get_by_role("button", name="Helpful 1")).to_have_attribute("aria-pressed", "true")

    said.get_by_role("link", name="Reply to Tess Lindqvist").click()
    said.get_by_label("Your reply").fill("Both of us. Might that be it?")
    said.get_by_role("button", name="Post reply").click()
    expect(said.get_by_role("list")).to_contain_text("Both of us. Might that be it?")
    show_what_is_new(tess.page, "1 new reply, show it")
    expect(tess.page.locator(".answer")).to_contain_text("Both of us. Might that be it?")

    ana.page.get_by_role("button", name="Settle this case").click()
    expect(ana.page.get_by_role("heading", name="This case is settled")).to_be_visible()
    tess.expects("status of 409")
    tess.page.get_by_label("Your reply").fill("One more thought, too late.")
    tess.page.get_by_role("button", name="Post reply").click()
    expect(tess.page.get_by_role("alert")).to_contain_text("Its author can open it again.")
    expect(tess.page.get_by_label("Your reply")).to_have_value("One more thought, too late.")

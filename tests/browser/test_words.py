"""Words that are no names: a member says so, a moderator finds them on a phone and decides."""

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import PHONE, barriers
from tests.browser.deeds import HIDDEN

MODERATOR, ADMIN = "imani", "ravi"


def say_it_is_no_name(visitor, term):
    hidden = dict(HIDDEN.findall(visitor.context.request.get("/cases/new").text()))
    said = {"csrf_token": hidden["csrf_token"], "term": term}
    assert visitor.context.request.post("/guard/terms/NAME", form=said).ok


def open_account(page):
    page.get_by_role("button", name="Your account").click()
    return page.locator("#account")


def test_what_a_member_asks_a_moderator_decides_on_a_phone(person):
    maren, moderator = person("maren"), person(MODERATOR, viewport=PHONE)
    say_it_is_no_name(maren, "Bobath")
    page = moderator.open("/")

    open_account(page).get_by_role("link", name="Moderation").click()
    page.get_by_role("navigation", name="Moderation").get_by_role("link", name="Words").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Words")
    page.get_by_role("button", name="It’s no name Bobath").click()

    expect(page.locator(".toast")).to_have_text("The check passes over “Bobath” from now on.")
    expect(page.get_by_role("button", name="Take back Bobath")).to_be_visible()
    expect(maren.open("/guard/terms").get_by_role("main")).to_contain_text("passes over it by now")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_moderator_notes_a_miss(person, scripts):
    page = person(MODERATOR, java_script_enabled=scripts).open("/moderation/words")

    page.get_by_label("Words that the check should have found").fill("Brightwater 7")
    page.get_by_label("They are").select_option("School, clinic or workplace")
    page.get_by_role("button", name="Note its shape").click()

    expect(page.locator("code").first).to_have_text("Xxxxxxxxxxx 9")
    expect(page.get_by_role("main")).not_to_contain_text("Brightwater")


def test_an_admin_finds_letters_and_the_queue_on_a_phone_and_a_member_neither(person):
    admin = person(ADMIN, viewport=PHONE)
    member = person("maren", viewport=PHONE)

    account = open_account(admin.open("/"))
    expect(account.get_by_role("link", name="Moderation")).to_be_visible()
    account.get_by_role("link", name="Letters").click()
    expect(admin.page.get_by_role("heading", level=1)).to_have_text("Letters")
    menu = open_account(member.open("/"))
    expect(menu.get_by_role("link", name="Moderation")).to_have_count(0)


def test_nothing_stands_in_the_way_of_who_teaches_the_check(person):
    maren, moderator = person("maren"), person(MODERATOR)
    moderator.expects("status of 422")
    say_it_is_no_name(maren, "Romberg")
    found = {}

    for visitor, path in (
        (maren, "/guard/terms"),
        (maren, "/cases/check"),
        (moderator, "/moderation/words"),
    ):
        visitor.open(path)
        found[path] = barriers(visitor.page)
    moderator.page.get_by_role("button", name="Note its shape").click()
    expect(moderator.page.locator("#errors")).to_be_visible()
    found["a miss, sent empty"] = barriers(moderator.page)

    assert {path: barrier for path, barrier in found.items() if barrier} == {}

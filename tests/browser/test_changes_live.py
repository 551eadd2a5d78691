"""What is edited, withdrawn, tried or settled reaches whoever has the page open, as they go on."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.barriers import barriers
from tests.browser.deeds import HIDDEN, TALK, WRONG, ask, reply
from tests.browser.test_live import AWAY, HIDE
from tests.browser.visitor import Visitor


def change(visitor: Visitor, case: str, number: int, how: str, **said: str) -> None:
    """`edit` or `withdraw` message `number` from another window; `case` may be a whole address."""
    shown = visitor.context.request.get(case)
    talk = TALK.search(shown.text())
    assert talk
    site = shown.url.removesuffix(urlsplit(shown.url).path)
    hidden = dict(HIDDEN.findall(shown.text()))
    url = f"{site}{talk[1]}/{number}/{how}"
    changed = visitor.context.request.post(url, form={**hidden, "wording": "0", **said})
    assert changed.status == 200, WRONG.findall(changed.text())


def press(page: Page, name: str) -> None:
    """Press a button whose answer is a new page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def test_an_edit_and_a_withdrawal_are_seen_by_whoever_has_the_case_open(person):
    priya, tess = person("priya"), person("tess")
    case = ask(priya)
    reply(tess, case, "Start with the door.")
    reply(tess, case, "Or with the window.")
    page = priya.open(case)

    change(tess, case, 1, "edit", body="Start with the *floor*.")

    expect(page.locator("#said1 em")).to_have_text("floor")
    expect(page.locator("#said1").get_by_role("link", name=re.compile("^edited"))).to_be_visible()
    expect(page.locator("#pill")).to_be_empty()
    change(tess, case, 2, "withdraw")
    expect(page.locator("#said2")).to_contain_text("Withdrawn by its author")
    expect(page.locator("#count")).to_have_text("1 reply")
    assert barriers(page) == []


def test_whoever_is_answering_loses_nothing_when_what_they_answer_changes(person):
    priya, tess = person("priya"), person("tess")
    priya.expects("status of 409")
    case = ask(priya)
    reply(tess, case, "Start with the door.")
    page = priya.open(case)
    page.get_by_role("link", name="Reply to Tess Lindqvist").click()
    box = page.locator("#body-1")
    box.press_sequentially("Which door")

    change(tess, case, 1, "edit", body="Start with the floor.")
    expect(page.locator("#said1")).to_contain_text("Start with the floor.")
    expect(box).to_be_focused()
    box.press_sequentially(", and whose?")
    change(tess, case, 1, "withdraw")
    expect(page.locator("#said1")).to_contain_text("Withdrawn by its author")

    expect(box).to_be_focused()
    expect(box).to_have_value("Which door, and whose?")
    page.locator("#answering1").get_by_role("button", name="Post reply").click()
    expect(page.locator("#notice")).to_contain_text("withdrawn")
    expect(box).to_have_value("Which door, and whose?")


def test_a_message_that_changes_keeps_the_focus_of_who_is_at_it(person):
    priya, tess = person("priya"), person("tess")
    case = ask(priya)
    reply(tess, case, "Start with the door.")
    page = priya.open(case)
    link = page.get_by_role("link", name="Reply to Tess Lindqvist")
    link.focus()

    change(tess, case, 1, "edit", body="Start with the floor.")

    expect(page.locator("#said1")).to_contain_text("Start with the floor.")
    expect(link).to_be_focused()


def test_what_one_is_changing_oneself_stays_in_its_box(person):
    tess = person("tess")
    case = ask(person("priya"))
    reply(tess, case, "Start with the door.")
    reply(tess, case, "Or with the window.")
    page = tess.open(case)
    page.get_by_role("link", name="Edit what you said").first.click()
    page.get_by_label("What you said").fill("Half a new sentence")

    change(tess, case, 1, "edit", body="Changed in another tab.")
    change(tess, case, 2, "edit", body="Or with the wall.")

    expect(page.locator("#said2")).to_contain_text("Or with the wall.")
    expect(page.get_by_label("What you said")).to_have_value("Half a new sentence")


def test_settling_and_opening_again_are_seen_by_one_who_is_writing(person):
    priya, tess = person("priya"), person("tess")
    case = ask(priya)
    page = tess.open(case)
    page.get_by_label("Your reply").fill("Nearly done with this sentence")
    theirs = priya.open(case)

    press(theirs, "Settle this case")

    expect(page.locator("#status")).to_have_text("Settled")
    expect(page.locator("#follow-up .done").last).to_contain_text("Settled")
    expect(page.locator("#meanwhile")).to_contain_text("Priya has settled this case meanwhile")
    expect(page.get_by_label("Your reply")).to_have_value("Nearly done with this sentence")
    assert barriers(page) == []
    press(theirs, "Open it again")
    expect(page.locator("#status")).to_have_text("No replies yet")
    expect(page.locator("#meanwhile")).to_be_empty()
    page.get_by_role("button", name="Post reply").click()
    expect(page.locator("#thread")).to_contain_text("Nearly done with this sentence")
    expect(theirs.locator("#status")).to_have_text("Open")


def test_a_page_of_a_settled_case_learns_that_it_was_opened_again(person):
    priya, tess = person("priya"), person("tess")
    case = ask(priya)
    theirs = priya.open(case)
    press(theirs, "Settle this case")
    page = tess.open(case)

    press(theirs, "Open it again")

    expect(page.locator("#meanwhile")).to_contain_text("Priya has opened it again")
    page.locator("#meanwhile").get_by_role("link", name="Add your idea").click()
    expect(page.get_by_label("Your reply")).to_be_visible()


def test_what_is_tried_is_seen_by_others_at_once(person):
    priya, tess = person("priya"), person("tess")
    case = ask(priya)
    reply(tess, case, "Start with the door.")
    page = tess.open(case)

    press(priya.open(case), "I’ll try this")

    expect(page.locator("#said1")).to_contain_text("Priya is trying this")
    expect(page.locator("#status")).to_have_text("Trying an idea")
    expect(page.locator("#follow-up")).to_contain_text("Tess’s, ")


def test_a_page_that_nobody_looked_at_catches_up_with_changes(person):
    priya, tess = person("priya"), person("tess")
    case = ask(priya)
    reply(tess, case, "Start with the door.")
    page = tess.open(case)
    page.evaluate(HIDE, True)

    change(tess, case, 1, "edit", body="Start with the floor.")
    reply(priya, case, "Thank you.")
    press(priya.open(case), "Settle this case")
    page.evaluate(HIDE, False)

    expect(page.locator("#said1")).to_contain_text("Start with the floor.")
    expect(page.locator("#status")).to_have_text("Settled")
    page.get_by_role("button", name="1 new reply, show it").click()
    expect(page.locator("#thread > li")).to_have_count(2)


def test_what_changed_while_the_server_was_killed_is_seen_once_it_is_back(person, site):
    priya, tess = person("priya"), person("tess")
    priya.expects(*AWAY)
    case = ask(priya)
    reply(tess, case, "Start with the door.")
    reply(tess, case, "Or with the window.")
    page = priya.open(case)

    site.kill_the_server()
    with site.another_server() as elsewhere:
        change(tess, f"{elsewhere}{case}", 1, "edit", body="Start with the floor.")
        change(tess, f"{elsewhere}{case}", 2, "withdraw")
    site.start_the_server()

    expect(page.locator("#said1")).to_contain_text("Start with the floor.")
    expect(page.locator("#said2")).to_contain_text("Withdrawn by its author")
    expect(page.locator("#count")).to_have_text("1 reply")


def test_replies_are_offered_as_long_as_the_case_takes_them(person):
    priya, tess = person("priya"), person("tess")
    case = ask(priya)
    reply(tess, case, "Start with the door.")
    mine, hers = priya.open(case), tess.open(case)
    asked = hers.locator("#said1").get_by_role("link", name="Reply")
    tried = mine.locator("#said1").get_by_role("button", name="I’ll try this")
    expect(asked).to_be_visible()
    other = priya.context.new_page()
    other.goto(case)

    press(other, "Settle this case")
    expect(asked).to_have_count(0)
    expect(tried).to_have_count(0)
    press(other, "Open it again")

    expect(asked).to_be_visible()
    expect(tried).to_be_visible()
    assert barriers(hers) == []

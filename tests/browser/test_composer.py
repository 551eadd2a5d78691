"""The composer on a phone and by keyboard alone: a case, a question without a client, a crisis."""

from playwright.sync_api import expect

from tests.browser.barriers import PHONE, barriers
from tests.browser.deeds import CASE, ask, fill_in_a_case
from tests.browser.keyboard import tab_to

CRISIS = "After supper she said that she wants to die."


def test_one_asks_on_a_phone(person):
    asker = person("delphine", viewport=PHONE)
    page = asker.open("/cases/new")

    fill_in_a_case(page, title="Asked on a phone")
    page.get_by_label("No one who knows this person").check()
    page.get_by_label("Ask without my name").check()
    page.get_by_label("Remind me").uncheck()
    expect(page.get_by_label("On this day")).to_be_hidden()
    page.get_by_role("button", name="Post the case").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Asked on a phone")
    expect(page.get_by_role("main")).to_contain_text(CASE["matters"])
    assert barriers(page) == []


def test_a_case_becomes_a_general_question_by_keyboard_and_nothing_is_lost(person):
    asker = person("delphine", viewport=PHONE)
    asker.expects("status of 422")
    page = asker.open("/cases/new")
    fill_in_a_case(page, title="Asked without a client")
    page.get_by_role("radio", name="They agreed").focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="None of these")).to_be_checked()

    tab_to(page, page.get_by_role("button", name="Ask it as a general question"))
    page.keyboard.press("Enter")
    expect(page.locator("#turned")).to_be_focused()
    expect(page.get_by_label("What’s happening")).to_have_count(0)
    assert barriers(page) == []
    tab_to(page, page.get_by_role("button", name="Tell it as a case after all"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("What’s happening")).to_have_value(CASE["story"])
    expect(page.get_by_role("radio", name="School age")).to_be_checked()

    tab_to(page, page.get_by_role("button", name="Ask it as a general question"))
    page.keyboard.press("Enter")
    expect(page.locator("#turned")).to_be_focused()
    tab_to(page, page.get_by_label("There is no client in this"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Post the question"))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Asked without a client")
    expect(page.locator(".facts")).to_contain_text("A general question, no client")
    expect(page.get_by_role("main")).not_to_contain_text(CASE["story"])
    asker.open("/cases/new")
    expect(page.get_by_label("What’s happening")).to_have_value(CASE["story"])


def test_words_of_crisis_stop_first_and_one_goes_on_by_keyboard(person):
    asker = person("delphine", viewport=PHONE)
    asker.expects("status of 422")
    page = asker.open("/cases/new")
    fill_in_a_case(page, title="Stopped first", story=CRISIS)
    page.get_by_label("No one who knows this person").check()

    page.get_by_role("button", name="Post the case").click()

    panel = page.get_by_role("alert").filter(has_text="stop here")
    expect(panel).to_be_focused()
    expect(panel).to_contain_text("988")
    expect(page.get_by_label("What’s happening")).to_be_hidden()
    assert barriers(page) == []
    tab_to(page, page.get_by_label("I’ve done what I have to do"))
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What’s happening")).to_have_value(CRISIS)
    page.get_by_label("No one who knows this person").check()
    tab_to(page, page.get_by_role("button", name="Post the case"))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Stopped first")


def test_a_way_to_begin_puts_the_cursor_behind_it(person):
    maren, tess = person("maren"), person("tess")
    tess.expects("status of 422")
    page = tess.open(ask(maren, help="listening"))

    tab_to(page, page.get_by_role("button", name="“What I hear in this is …”"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your reply")).to_be_focused()
    page.keyboard.type("a long winter.")
    expect(page.get_by_label("Your reply")).to_have_value("What I hear in this is a long winter.")
    tab_to(page, page.get_by_role("button", name="Post reply"))
    page.keyboard.press("Enter")

    expect(page.locator("#thread")).to_contain_text("What I hear in this is a long winter.")


def test_what_reads_like_advice_is_turned_back_and_posted_after_a_second_look(person):
    maren, tess = person("maren"), person("tess", viewport=PHONE)
    tess.expects("status of 422")
    page = tess.open(ask(maren, help="listening"))
    words = "Have you tried to say this aloud? I never have."

    page.get_by_label("Your reply").fill(words)
    page.get_by_role("button", name="Post reply").click()
    expect(page.locator("#advice")).to_contain_text("“Have you tried” reads like advice")
    expect(page.locator("#advice")).to_be_focused()
    expect(page.locator("#advice").get_by_role("button")).to_have_count(4)
    expect(page.get_by_label("Your reply")).to_have_value(words)
    assert barriers(page) == []
    page.get_by_role("button", name="Post it as it is").click()

    expect(page.locator("#thread")).to_contain_text(words)


def test_evidence_is_asked_for_where_there_is_some(person):
    maren, tess = person("maren"), person("tess")
    page = tess.open(ask(maren))
    link = page.get_by_label("Where the evidence can be read")
    expect(link).to_be_hidden()

    page.get_by_role("radio", name="There’s evidence").check()
    expect(link).to_be_visible()
    page.get_by_role("radio", name="A question").check()
    expect(page.get_by_role("group", name="How sure are you?")).to_be_hidden()
    page.get_by_role("radio", name="An idea").check()
    page.get_by_label("Your reply").fill("Slower, and from the front.")
    link.fill("https://www.cochrane.org/a-review")
    page.get_by_role("button", name="Post reply").click()

    expect(page.locator("#thread").get_by_role("link", name="cochrane.org")).to_be_visible()

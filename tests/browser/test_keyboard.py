"""By keyboard alone: every stop is seen, and after a change the focus is where one goes on."""

import re

from playwright.sync_api import expect

from tests.browser.barriers import PHONE
from tests.browser.deeds import ask, reply
from tests.browser.keyboard import focused, tab_to
from tests.browser.visitor import PASSWORD


def test_one_signs_in_by_keyboard(person):
    ana = person()
    page = ana.open("/")

    tab_to(page, page.get_by_role("banner").get_by_role("link", name="Sign in"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in")
    tab_to(page, page.get_by_label("User name or email"))
    page.keyboard.type("noor")
    tab_to(page, page.get_by_label("Password"))
    page.keyboard.type(PASSWORD)
    tab_to(page, page.get_by_label("Keep me signed in"))
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Noor")


def test_the_skip_link_comes_first_and_leads_past_the_navigation(person):
    page = person("maren").open("/cases/")

    page.keyboard.press("Tab")
    expect(focused(page)).to_have_text("Skip to content")
    expect(focused(page)).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")

    expect(focused(page)).to_contain_text("What worked")


def test_one_asks_by_keyboard_and_a_slip_leads_to_its_field(person):
    maren = person("maren")
    maren.expects("status of 422")
    page = maren.open("/cases/new")

    tab_to(page, page.get_by_label("In one line, what’s stuck?"))
    page.keyboard.type("Asked without a mouse")
    page.keyboard.press("Enter")
    expect(page.locator("#errors")).to_be_focused()
    expect(page).to_have_title("Error: Ask about a case · Weft")

    tab_to(page, page.get_by_role("link", name="Choose an age band"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("radio", name="Early years"))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="School age")).to_be_checked()
    tab_to(page, page.get_by_role("checkbox", name="SLP", exact=True))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_label("Setting", exact=True))
    page.keyboard.type("Sch")
    tab_to(page, page.get_by_label("Stuck for"))
    page.keyboard.type("Und")
    tab_to(page, page.get_by_label("What’s happening"))
    page.keyboard.type("It begins at the door.")
    tab_to(page, page.get_by_label("What matters most"))
    page.keyboard.type("Mornings without tears.")
    tab_to(page, page.get_by_label("Your one question"))
    page.keyboard.type("What would you try?")
    tab_to(page, page.get_by_role("radio", name="They agreed"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_label("No one who knows this person"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Post the case"))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Asked without a mouse")
    expect(page.locator(".facts")).to_contain_text("School age")


def test_each_link_of_the_summary_leads_to_its_field(person):
    maren = person("maren")
    maren.expects("status of 422")
    page = maren.open("/cases/new")
    page.get_by_role("button", name="Post the case").click()
    expect(page.locator("#errors")).to_be_focused()

    for link in page.locator("#errors a").all():
        name = (link.get_attribute("href") or "").removeprefix("#")
        link.focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"#{name}")).to_be_focused()
        expect(page.locator(f"#{name}")).to_be_in_viewport()


def test_a_form_at_the_door_leads_to_its_fields(person):
    ana = person()
    ana.expects("status of 422")
    page = ana.open("/join")

    tab_to(page, page.get_by_label("Name colleagues know you by"))
    page.keyboard.press("Enter")
    expect(page.locator("#errors")).to_be_focused()
    tab_to(page, page.get_by_role("link", name="Say what to call you."))
    page.keyboard.press("Enter")

    expect(page.get_by_label("Name colleagues know you by")).to_be_focused()


def test_the_pill_leads_to_the_first_new_reply(person):
    maren, tess = person("maren"), person("tess")
    case = ask(maren)
    reply(tess, case, "Something from before.")
    page = maren.open(case)

    reply(tess, case, "Who else is in the room?")
    reply(tess, case, "And who would rather not be?")
    pill = page.get_by_role("button", name="2 new replies, show them")
    expect(pill).to_be_visible()
    tab_to(page, pill)
    page.keyboard.press("Enter")

    first = page.get_by_role("listitem").filter(has_text="Who else is in the room?")
    expect(first.get_by_role("link", name="Tess Lindqvist", exact=True)).to_be_focused()


def test_one_marks_answers_and_replies_by_keyboard(person):
    maren, tess = person("maren"), person("tess")
    case = ask(maren)
    reply(tess, case, "Start with the shoes.")
    page = maren.open(case)

    tab_to(page, page.get_by_role("button", name="Helpful"))
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Helpful 1")).to_be_focused()

    tab_to(page, page.get_by_role("link", name="Reply to Tess Lindqvist"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your reply").first).to_be_focused()
    page.keyboard.type("Which ones?")
    tab_to(page, page.get_by_role("button", name="Post reply").first)
    page.keyboard.press("Enter")
    expect(page.locator(".answer header a").first).to_be_focused()
    expect(page.locator(".answer")).to_contain_text("Which ones?")

    tab_to(page, page.get_by_label("Your reply"))
    page.keyboard.type("The red ones worked.")
    tab_to(page, page.get_by_role("button", name="Post reply"))
    page.keyboard.press("Enter")
    expect(page.locator(".reply").nth(1).locator("header a").first).to_be_focused()
    expect(page.locator(".reply").nth(1)).to_contain_text("The red ones worked.")


def test_two_answers_and_an_idea_can_be_written_side_by_side(person):
    maren, tess = person("maren"), person("tess")
    case = ask(maren)
    reply(tess, case, "Start with the shoes.")
    reply(tess, case, "Or with the door.")
    page = maren.open(case)

    for link in page.get_by_role("link", name="Reply to Tess Lindqvist").all():
        link.click()
        expect(focused(page)).to_have_attribute("name", "body")
        page.keyboard.type("An answer in its own box")
    boxes = page.get_by_label("Your reply")
    boxes.last.fill("An idea in the last one")

    assert [box.input_value() for box in boxes.all()] == [
        "An answer in its own box",
        "An answer in its own box",
        "An idea in the last one",
    ]


def test_the_account_menu_opens_closes_and_gives_the_focus_back(person):
    page = person("maren").open("/")
    account = page.get_by_role("button", name="Your account")

    tab_to(page, account)
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Edit profile"))
    page.keyboard.press("Escape")

    expect(page.get_by_role("link", name="Edit profile")).to_be_hidden()
    expect(account).to_be_focused()


def test_older_cases_take_the_focus_with_them(person):
    page = person("maren").open("/cases/")
    shown = page.locator(".case").count()

    tab_to(page, page.get_by_role("link", name="Show older cases"))
    page.keyboard.press("Enter")

    expect(page.locator(".case").nth(shown).get_by_role("link")).to_be_focused()


def test_the_list_is_narrowed_and_paged_by_keyboard_on_a_phone(person):
    page = person("maren", viewport=PHONE).open("/cases/")
    asked = page.get_by_label("Discipline asked")
    said = page.get_by_role("main").get_by_role("status")

    tab_to(page, asked)
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile("asked=ot"))
    expect(said).to_contain_text("that fit")
    expect(asked).to_be_focused()
    expect(asked).to_have_value("ot")

    tab_to(page, page.get_by_role("link", name="Clear the filters"))
    page.keyboard.press("Enter")
    expect(asked).to_have_value("")
    shown = page.locator(".case").count()
    tab_to(page, page.get_by_role("link", name="Show older cases"))
    page.keyboard.press("Enter")
    expect(page.locator(".case").nth(shown).get_by_role("link")).to_be_focused()

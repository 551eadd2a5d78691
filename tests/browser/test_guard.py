"""The check lives beside the text: it marks, offers safer words, and takes them back."""

import re

from playwright.sync_api import Page, expect

from tests.browser.barriers import PHONE, barriers
from tests.browser.deeds import ask, fill_in_a_case, reply
from tests.browser.keyboard import focused
from tests.browser.visitor import Visitor

STORY = (
    "I have seen Jonah since 14 March at Larkfield Primary. He is 7 years and 4 months. "
    "His aunt writes from kw.home@example.org or rings 617-555-0142, and the file is MRN 00482913. "
    "They moved to Millbrook from 12 Orchard Lane. Jonah hates the stairs."
)
TELLING = ["Jonah", "14 March", "Larkfield Primary", "kw.home@example.org", "617-555-0142"]
EXACT_AGE = "7 years and 4 months"
CLEAR = "Nothing stands out. You know the person, so your eye comes last."


def panel(page: Page):
    return page.locator("[data-check]").first


def summary(page: Page):
    return panel(page).get_by_role("status")


def findings(page: Page):
    return panel(page).locator(".finding")


def finding(page: Page, words: str):
    quoted = page.locator("q").filter(has_text=re.compile(f"^{re.escape(words)}$"))
    return findings(page).filter(has=quoted)


def type_a_case(visitor: Visitor) -> Page:
    """The composer filled in, its story typed by hand and found to tell a good deal."""
    page = visitor.open("/cases/new")
    fill_in_a_case(page, story="")
    page.get_by_label("What’s happening").click()
    page.keyboard.type(STORY)
    expect(finding(page, "Jonah")).to_be_visible()
    return page


def test_a_case_full_of_details_is_marked_cleared_by_clicks_and_posted(person):
    page = type_a_case(person("noor"))
    box = page.get_by_label("What’s happening")

    expect(summary(page)).to_have_text(re.compile(r"^\d+ details to look at\. \d+ must change, "))
    marked = page.locator(".guard").filter(has=box).locator("mark")
    for words in TELLING:
        expect(marked.filter(has_text=words).first).to_have_class("hard")
    expect(marked.filter(has_text="Jonah")).to_have_count(2)
    expect(box).to_be_focused()

    finding(page, EXACT_AGE).get_by_text("Keep, it matters").click()
    expect(page.get_by_role("group", name="You keep").get_by_role("checkbox")).to_be_checked()
    changed = 0
    while findings(page).count():
        before = findings(page).count()
        findings(page).first.get_by_role("button", name=re.compile("^(Use|Leave)")).click()
        changed += 1
        expect(findings(page)).to_have_count(before - 1)
        expect(summary(page)).to_have_text(
            CLEAR if before == 1 else re.compile(f"^{before - 1} detail")
        )
    assert changed >= 8
    for words in TELLING:
        expect(box).not_to_have_value(re.compile(re.escape(words)))
    expect(box).to_have_value(re.compile(f"{EXACT_AGE}.*hates the stairs"))
    page.get_by_label("No one who knows this person").check()
    page.get_by_role("button", name="Post the case").click()

    article = page.get_by_role("article")
    expect(article).to_contain_text(f"{changed} details were generalised before posting")
    expect(article).to_contain_text(EXACT_AGE)
    for words in TELLING:
        expect(article).not_to_contain_text(words)


def test_details_are_cleared_by_keys_alone_and_taken_back(person):
    page = type_a_case(person("bea"))
    box = page.get_by_label("What’s happening")
    box.press("Control+Home")

    page.keyboard.press("F8")
    expect(finding(page, "Jonah").get_by_role("button").first).to_be_focused()
    page.keyboard.press("F8")
    expect(finding(page, "14 March").get_by_role("button").first).to_be_focused()
    page.keyboard.press("Shift+F8")
    page.keyboard.press("Enter")
    expect(box).not_to_have_value(re.compile("Jonah"))
    expect(finding(page, "14 March").get_by_role("button").first).to_be_focused()
    expect(finding(page, "Jonah")).to_have_count(0)
    expect(page.locator("[name=generalised]")).to_have_value("1")

    page.keyboard.press("Control+z")
    expect(box).to_have_value(STORY)
    expect(page.locator("[name=generalised]")).to_have_value("0")
    expect(finding(page, "Jonah")).to_be_visible()

    box.press("Control+Home")
    page.keyboard.press("F8")
    page.keyboard.press("Escape")
    expect(box).to_be_focused()
    assert page.evaluate("() => getSelection().toString()") == "Jonah"

    page.keyboard.press("F8")
    page.keyboard.press("Shift+F8")
    expect(finding(page, EXACT_AGE).get_by_role("button").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(findings(page).filter(has_text=EXACT_AGE)).to_have_count(0)
    page.get_by_role("button", name="Generalise").focus()
    page.keyboard.press("Enter")
    expect(summary(page)).to_have_text(CLEAR)
    expect(summary(page)).to_be_focused()
    expect(box).to_have_value(re.compile(EXACT_AGE))
    page.keyboard.press("Control+z")
    expect(box).to_have_value(STORY)


def test_the_browsers_own_undo_takes_safer_words_back(person):
    page = type_a_case(person("otis"))
    box = page.get_by_label("What’s happening")
    finding(page, "14 March").get_by_role("button", name="Use").click()
    expect(box).not_to_have_value(re.compile("14 March"))

    box.focus()
    page.keyboard.press("Control+z")

    expect(box).to_have_value(STORY)
    expect(finding(page, "14 March")).to_be_visible()


def test_marks_keep_to_their_words_and_focus_to_the_text_while_one_types(person):
    page = type_a_case(person("callum"))
    box = page.get_by_label("What’s happening")
    held = []

    def hold(route):
        held.append(route)

    page.route("**/talks/check/case", hold)
    box.press("Control+Home")

    page.keyboard.type("So then. ")
    marked = page.locator(".guard").filter(has=box).locator("mark")
    assert [words for words in marked.all_inner_texts() if words == "Jonah"] == ["Jonah", "Jonah"]
    expect(box).to_be_focused()

    while not held:
        page.wait_for_timeout(50)
    box.evaluate("box => box.setRangeText('Well, ', 0, 0)")
    with page.expect_response("**/talks/check/case"):
        held.pop().continue_()
    page.unroute("**/talks/check/case")
    assert [words for words in marked.all_inner_texts() if words == "Jonah"] == ["Jonah", "Jonah"]
    page.keyboard.type("And ")
    expect(finding(page, "Jonah")).to_be_visible()
    assert [words for words in marked.all_inner_texts() if words == "Jonah"] == ["Jonah", "Jonah"]
    expect(box).to_be_focused()


def test_a_case_with_details_left_is_not_sent_and_the_first_has_the_focus(person):
    page = type_a_case(person("priya"))
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    page.get_by_label("No one who knows this person").check()
    expect(page.locator(".draft")).to_have_text(re.compile("Draft saved"))
    expect(findings(page).first).to_be_visible()

    page.get_by_role("button", name="Post the case").click()

    expect(panel(page).get_by_role("alert")).to_have_text(
        re.compile(r"^\d+ details still need changing before this can be posted\.$")
    )
    expect(findings(page).first.get_by_role("button").first).to_be_focused()
    assert not [url for url in sent if url.endswith("/cases/")]
    assert barriers(page) == []


def test_what_was_wrong_before_is_said_no_more_where_details_stop_a_case(person):
    priya = person("priya")
    priya.expects("status of 422")
    page = priya.open("/cases/new")
    fill_in_a_case(page, story="They wait at the door.")
    page.get_by_role("button", name="Post the case").click()
    expect(page.locator("#errors")).to_be_visible()

    page.get_by_label("No one who knows this person").check()
    page.get_by_label("What’s happening").fill(STORY)
    expect(finding(page, "Jonah")).to_be_visible()
    page.get_by_role("button", name="Post the case").click()

    expect(findings(page).first.get_by_role("button").first).to_be_focused()
    expect(page.locator("#errors")).to_have_count(0)


def test_what_one_keeps_and_changes_is_there_again_with_the_draft(person):
    page = type_a_case(person("vera"))
    finding(page, "Jonah").get_by_role("button", name="Use").click()
    finding(page, EXACT_AGE).get_by_text("Keep, it matters").click()
    expect(page.get_by_role("group", name="You keep")).to_contain_text(EXACT_AGE)
    page.get_by_role("button", name="Keep as draft").click()
    expect(page.locator(".draft")).to_have_text(re.compile("Draft saved"))

    page.reload()

    expect(page.get_by_role("group", name="You keep")).to_contain_text(EXACT_AGE)
    expect(page.locator("[name=generalised]")).to_have_value("1")
    expect(finding(page, "14 March")).to_be_visible()
    expect(finding(page, EXACT_AGE)).to_have_count(0)


def test_on_a_phone_a_link_leads_from_the_text_to_the_check(person):
    hana = person("hana", viewport=PHONE)
    page = type_a_case(hana)

    bar = page.get_by_role("link", name=re.compile(r"\d+ details to look at, \d+ must change"))
    expect(bar).to_be_in_viewport()
    bar.click()

    expect(page.get_by_role("heading", name="De-identification check")).to_be_in_viewport()
    page.get_by_role("button", name="Generalise").click()
    expect(summary(page)).to_have_text(CLEAR)
    expect(bar).to_be_hidden()


def test_a_reply_is_checked_in_its_box_and_a_link_may_be_kept(person):
    maren = person("maren")
    case = ask(person("tess"))
    page = maren.open(case)
    page.get_by_role("radio", name="A resource").check()
    page.get_by_label("Your reply").click()
    page.keyboard.type("Try https://dressing.example/stairs, or ring me on 617-555-0142.")

    finding(page, "617-555-0142").get_by_role("button", name="Use").click()
    expect(summary(page)).to_have_text("1 detail to look at. 1 is up to you.")
    assert barriers(page) == []
    page.get_by_role("button", name="Post reply").click()
    expect(panel(page).get_by_role("alert")).to_have_text(
        "1 detail is still up to you: change it, or say that you keep it."
    )
    findings(page).get_by_text("Keep, it matters").click()
    expect(summary(page)).to_have_text(CLEAR)
    page.get_by_role("button", name="Post reply").click()

    said = page.locator("#thread > li")
    expect(said).to_contain_text("https://dressing.example/stairs")
    expect(said).not_to_contain_text("617-555-0142")


def test_a_name_that_is_none_is_told_to_a_moderator_and_the_text_stays(person):
    maren = person("maren")
    page = maren.open(ask(person("tess")))
    page.get_by_label("Your reply").fill("Jonah came to the door.")

    finding(page, "Jonah").get_by_role("button", name="That’s not a name").click()

    expect(page.locator(".toast")).to_be_visible()
    expect(page.get_by_label("Your reply")).to_have_value("Jonah came to the door.")
    assert len(maren.context.pages) == 1


def test_answers_and_edits_are_checked_too(person):
    maren = person("maren")
    case = ask(person("tess"))
    reply(maren, case, "Start with the door.")
    page = maren.open(case)

    page.get_by_role("link", name="Edit what you said").click()
    page.get_by_label("What you said").fill("Start with kw.home@example.org.")
    expect(finding(page, "kw.home@example.org")).to_be_visible()
    findings(page).get_by_role("button", name="Use").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#m1 .body")).to_contain_text("Start with")

    page.get_by_role("link", name="Reply to Maren Okafor").click()
    page.locator("#body-1").fill("Or kw.home@example.org instead?")
    expect(page.locator("#answer1 .finding q")).to_have_text("kw.home@example.org")


def test_a_check_that_does_not_answer_says_so_and_stands_in_nobodys_way(person):
    leona = person("leona")
    leona.expects("net::ERR_FAILED", "Failed to fetch", "status of 500")
    page = leona.open("/cases/new")
    page.route("**/talks/check/case", lambda route: route.abort())

    page.get_by_label("What’s happening").fill("It goes well until we change rooms.")

    silent = "The check isn’t answering. Your draft is safe; you can post once it’s back."
    expect(summary(page)).to_have_text(silent)
    page.unroute("**/talks/check/case")
    page.route("**/talks/check/case", lambda route: route.fulfill(status=500, body="No."))
    page.get_by_label("What’s happening").press_sequentially(" Still.")
    expect(summary(page)).to_have_text(silent)
    page.unroute("**/talks/check/case")
    page.get_by_label("What’s happening").press_sequentially(" Now.")
    expect(summary(page)).to_have_text(CLEAR)


def test_all_of_it_works_without_scripts(person):
    eamon = person("eamon", java_script_enabled=False)
    eamon.expects("status of 422")
    page = eamon.open("/cases/new")
    fill_in_a_case(page, story=STORY)
    page.get_by_label("No one who knows this person").check()

    page.get_by_role("button", name="Post the case").click()
    expect(page.locator("#errors")).to_contain_text("details still need changing")
    expect(focused(page)).to_have_attribute("value", "Jonah")
    finding(page, "Jonah").get_by_role("button", name="Use").click()
    box = page.get_by_label("What’s happening")
    expect(box).not_to_have_value(re.compile("Jonah"))
    expect(page.get_by_label("No one who knows this person")).to_be_checked()
    expect(page.get_by_label("Stuck for")).to_have_value("under_a_month")
    expect(page.get_by_role("checkbox", name="SLP", exact=True)).to_be_checked()

    finding(page, EXACT_AGE).get_by_text("Keep, it matters").click()
    finding(page, "14 March").get_by_role("button", name="Use").click()
    expect(page.get_by_role("group", name="You keep")).to_contain_text(EXACT_AGE)
    page.get_by_role("button", name="Generalise").click()
    expect(summary(page)).to_have_text(CLEAR)
    expect(summary(page)).to_be_focused()
    expect(box).to_have_value(re.compile(EXACT_AGE))
    page.get_by_role("button", name="Post the case").click()

    expect(page.get_by_role("article")).to_contain_text("details were generalised before posting")
    expect(page.get_by_role("article")).to_contain_text(EXACT_AGE)

"""What is missing, too long, too tangled or could point to a person is said, and nothing lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.deeds import ask, fill_in_a_case
from tests.browser.visitor import PASSWORD

TELLING = "Dad is at 01632 960983, or writes from sam.reed@example.org in capitals."


@pytest.fixture
def maren(person):
    maren = person("maren")
    maren.expects("status of 422")
    return maren


def test_an_empty_case_is_told_all_that_it_needs(person):
    wren = person("wren")
    wren.expects("status of 422")
    page = wren.open("/cases/new")

    page.get_by_role("button", name="Post the case").click()

    summary = page.get_by_role("alert").filter(has_text="to fix")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_text(
        [
            "Say in one line what’s stuck.",
            "Choose an age band; it’s as exact as an age should be.",
            "Choose at least one discipline.",
            "Choose where you see them.",
            "Choose for how long.",
            "Tell what’s happening.",
            "Say what matters most to them.",
            "Ask one question.",
            "Say what stands behind it; without that it can’t be told as a case.",
            "Read it once more with the family’s eyes, then tick this.",
        ]
    )
    expect(page.get_by_label("In one line, what’s stuck?")).to_have_attribute(
        "aria-invalid", "true"
    )


def test_what_could_point_to_a_person_is_named_with_safer_words_and_everything_is_kept(maren):
    page = maren.open("/cases/new")
    fill_in_a_case(page, story=TELLING)
    page.get_by_role("radio", name="A reality check").check()
    page.get_by_label("When would ideas help?").select_option("No rush")
    page.get_by_label("No one who knows this person").check()

    page.get_by_role("button", name="Post the case").click()

    check = page.get_by_role("complementary", name="De-identification check")
    expect(check).to_contain_text("2 details to look at. 2 must change.")
    findings = check.get_by_role("listitem")
    expect(findings.locator("q")).to_have_text(["01632 960983", "sam.reed@example.org"])
    for finding in findings.all():
        expect(finding.get_by_role("button")).to_have_text(re.compile("Use “.+”|Leave it out"))
    expect(findings.first.get_by_role("button")).to_be_focused()

    expect(page.get_by_label("What’s happening")).to_have_value(TELLING)
    expect(page.get_by_role("radio", name="School age")).to_be_checked()
    expect(page.get_by_role("radio", name="A reality check")).to_be_checked()
    expect(page.get_by_role("checkbox", name="SLP", exact=True)).to_be_checked()
    expect(page.get_by_role("checkbox", name="OT", exact=True)).not_to_be_checked()
    expect(page.get_by_label("Setting", exact=True)).to_have_value("school")
    expect(page.get_by_label("When would ideas help?")).to_have_value("no_rush")
    expect(page.get_by_label("No one who knows this person")).to_be_checked()

    page.get_by_label("What’s happening").fill("Dad writes, in capitals.")
    page.get_by_role("button", name="Post the case").click()
    expect(page.get_by_role("article")).to_contain_text("Dad writes, in capitals.")


def test_a_reply_that_could_point_to_a_person_stays_in_its_box(maren, person):
    page = maren.open(ask(person("tess")))

    page.get_by_role("radio", name="A resource").check()
    page.get_by_label("Your reply").fill(TELLING)
    page.get_by_role("button", name="Post reply").click()

    expect(page.locator("#composer .finding button").first).to_be_focused()
    expect(page.locator("#composer .finding")).to_have_count(2)
    expect(page.get_by_label("Your reply")).to_have_value(TELLING)
    expect(page.get_by_role("radio", name="A resource")).to_be_checked()
    expect(page.locator("#thread > li")).to_have_count(0)


def test_an_empty_answer_says_so_in_its_place(maren, person):
    tess = person("tess")
    page = maren.open(ask(tess))
    page.get_by_label("Your reply").fill("First, who sleeps?")
    page.get_by_role("button", name="Post reply").click()
    page.get_by_role("link", name="Reply to Maren Okafor").click()

    page.locator("#answer1").get_by_role("button", name="Post reply").click()

    expect(page.locator("#answer1 #errors-1")).to_be_focused()
    expect(page.locator("#answer1")).to_contain_text("Write something first.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("A quiet week." * 400, "Make it 5,000 characters or shorter; it has 5,200 now."),
        ("*a* " * 1_200 + "b", "This has more formatting than can be laid out."),
        ("| a " * 21 + "|\n" + "| - " * 21 + "|", "Keep tables to 20 columns and 200 rows."),
    ],
    ids=["too long", "too tangled", "too wide"],
)
def test_more_than_fits_is_refused_with_every_word_kept(maren, person, words, said):
    page = maren.open(ask(person("tess")))

    page.get_by_label("Your reply").fill(words)
    page.get_by_role("button", name="Post reply").click()

    expect(page.locator("#errors")).to_be_focused()
    expect(page.locator("#composer")).to_contain_text(said)
    expect(page.get_by_label("Your reply")).to_have_value(words)


def test_a_wrong_join_form_keeps_everything_but_the_password(person):
    ana = person()
    ana.expects("status of 422")
    page = ana.open("/join")
    page.get_by_label("Name colleagues know you by").fill("Ana Brook")
    page.get_by_label("User name").fill("maren")
    page.get_by_label("Email").fill("nobody at nowhere")
    page.get_by_label("Password").fill("short")
    page.get_by_role("radio", name="Educator").check()
    page.get_by_label("Time zone").select_option("Europe/Stockholm")
    page.get_by_role("checkbox", name="School", exact=True).check()

    page.get_by_role("main").get_by_role("button", name="Join").click()

    expect(page.locator("#errors")).to_be_focused()
    expect(page.locator("#errors a")).to_have_text(
        [
            "Somebody has that user name. Try another.",
            "That doesn’t look like an email address, such as name@example.org.",
            "Make it 15 characters or longer.",
            "This is what Weft rests on; it needs your yes.",
        ]
    )
    expect(page.get_by_label("Name colleagues know you by")).to_have_value("Ana Brook")
    expect(page.get_by_label("Email")).to_have_value("nobody at nowhere")
    expect(page.get_by_label("Password")).to_have_value("")
    expect(page.get_by_role("radio", name="Educator")).to_be_checked()
    expect(page.get_by_label("Time zone")).to_have_value("Europe/Stockholm")
    expect(page.get_by_role("checkbox", name="School", exact=True)).to_be_checked()


def test_too_many_tries_to_sign_in_are_told_when_to_come_back(person):
    ana = person()
    ana.expects("status of 422", "status of 429")
    page = ana.open("/sign-in")

    for _ in range(11):
        page.get_by_label("User name or email").fill("nobody-here")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        expect(page.locator(".note.is-stop, .empty").first).to_be_visible()

    expect(page.get_by_role("heading", level=1)).to_have_text("Slow down a little")
    expect(page.get_by_role("main")).to_contain_text(
        re.compile(r"Come back in \d+ (seconds|minutes)")
    )

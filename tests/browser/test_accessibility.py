"""No page stands in anybody's way: axe-core at 1280 and 390 px, light and dark; 320 px reflow."""

from playwright.sync_api import expect

from tests.browser.backstage import letters_that_no_server_took, way_out_of_letters
from tests.browser.barriers import barriers
from tests.browser.deeds import ask, fill_in_a_case, join, letter_to, reply


class Walk:
    """Somebody goes from page to page, and writes down what stands in the way."""

    def __init__(self, visitor):
        self.visitor = visitor
        self.found = {}

    def look(self, where):
        if found := barriers(self.visitor.page):
            self.found[where] = found

    def visit(self, *paths):
        for path in paths:
            self.visitor.open(path)
            self.look(path)


def test_nothing_stands_in_a_strangers_way(person):
    ana = person()
    ana.expects("status of 404", "status of 409", "status of 422")
    walk = Walk(ana)

    walk.visit("/welcome", "/join", "/sign-in", "/forgot", "/sent/confirm", "/sent/reset")
    walk.visit("/nowhere", "/confirm/made-up")
    for path, button in (("/join", "Join"), ("/sign-in", "Sign in"), ("/forgot", "Send the link")):
        main = ana.open(path).get_by_role("main")
        main.get_by_role("button", name=button).click()
        expect(ana.page.locator("#errors")).to_be_visible()
        walk.look(f"{path}, sent empty")

    assert walk.found == {}


def test_nothing_stands_in_the_way_of_who_follows_a_letter(person):
    ana = person()
    walk = Walk(ana)

    join(ana, "nell", "Nell Ash")
    letter_to(ana, "nell@example.org", "Confirm your address")
    walk.look("/mailbox")
    letter_to(ana, "nell@example.org", "Confirm your address").get_by_role("link").click()
    expect(ana.page.get_by_role("heading", level=1)).to_contain_text("Is this you, Nell?")
    walk.look("/confirm")
    ana.page.get_by_role("button", name="Confirm my address").click()
    expect(ana.page.locator(".toast")).to_be_visible()
    walk.look("/sign-in, confirmed")

    ana.open("/forgot").get_by_label("User name or email").fill("nell")
    ana.page.get_by_role("button", name="Send the link").click()
    letter_to(ana, "nell@example.org", "A new password").get_by_role("link").click()
    expect(ana.page.get_by_role("heading", level=1)).to_have_text("Choose a new password")
    walk.look("/reset")

    ana.sign_in("nell")
    walk.visit("/", "/cases/?view=mine", "/people/nell", "/mailbox")

    assert walk.found == {}


def test_nothing_stands_in_a_members_way(person):
    maren, tess = person("maren"), person("tess")
    maren.expects("status of 404")
    case = ask(maren)
    reply(tess, case, "An idea with *words*, `code` and\n\n- a list")
    reply(tess, case, "An answer.", to=1)
    walk = Walk(maren)

    walk.visit("/", "/people/maren", "/people/tess", "/people/me/edit", "/cases/check", "/nowhere")
    walk.visit(*(f"/account/{part}" for part in ("", "look", "sign-in", "address", "password")))
    tabs = maren.open("/cases/").get_by_role("navigation", name="Case views").get_by_role("link")
    walk.visit(*[tab.get_attribute("href") for tab in tabs.all()])
    for view in ("open", "settled"):
        maren.open(f"/cases/?view={view}").locator(".case a").first.click()
        expect(maren.page.locator("#thread")).to_be_attached()
        walk.look(f"a case among {view}")

    page = maren.open(case)
    page.get_by_role("link", name="Reply to Tess Lindqvist").click()
    expect(page.locator("#answer1 textarea")).to_be_visible()
    reply(tess, case, "Something new.")
    expect(page.locator(".live")).to_be_visible()
    walk.look("a case with a box for an answer, and a pill")
    page.get_by_role("button", name="Your account").click()
    expect(page.get_by_role("link", name="Edit profile")).to_be_visible()
    walk.look("the account menu")
    answer = page.get_by_role("link", name="Reply to Tess Lindqvist").get_attribute("href")
    walk.visit(answer)

    assert walk.found == {}


def test_nothing_stands_in_the_way_of_who_asks(person):
    maren = person("maren")
    maren.expects("status of 422")
    walk = Walk(maren)

    walk.visit("/cases/new")
    maren.page.get_by_role("button", name="Post the case").click()
    expect(maren.page.locator("#errors")).to_be_visible()
    walk.look("/cases/new, sent empty")
    fill_in_a_case(maren.page, story="Write to sam.reed@example.org or 01632 960983.")
    maren.page.get_by_role("button", name="Post the case").click()
    expect(maren.page.locator(".finding")).to_have_count(2)
    walk.look("/cases/new, with findings")

    assert walk.found == {}


def test_nothing_stands_in_the_way_of_who_is_refused(person):
    maren, tess, ana = person("maren"), person("tess"), person()
    tess.context.route("**/*.js", lambda route: route.abort())
    tess.expects("status of 409", "net::ERR_FAILED")
    ana.expects("status of 422", "status of 429")

    case = ask(maren)
    tess.open(case).get_by_label("Your reply").fill("Too late, as it turns out.")
    maren.open(case).get_by_role("button", name="Settle this case").click()
    expect(maren.page.get_by_role("heading", name="This case is settled")).to_be_visible()
    walk = Walk(maren)
    walk.look("a case that one has settled")
    tess.page.get_by_role("button", name="Post reply").click()
    late = Walk(tess)
    late.look("a reply that comes too late")

    often = Walk(ana)
    ana.open("/sign-in")
    for _ in range(11):
        ana.page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(ana.page.get_by_role("heading", level=1)).to_have_text("Slow down a little")
    often.look("too often")

    assert walk.found | late.found | often.found == {}


def test_nothing_stands_in_the_way_of_who_wants_no_more_letters(person, site):
    ana = person()
    ana.expects("status of 404")
    walk = Walk(ana)

    join(ana, "oona", "Oona Ash")
    link = way_out_of_letters(site, "oona")
    ana.open(link)
    expect(ana.page.get_by_role("heading", level=1)).to_have_text("Stop letters of news?")
    walk.look("the way out of letters")
    ana.page.get_by_role("button", name="Stop these letters").click()
    expect(ana.page.get_by_role("main").get_by_role("status")).to_contain_text("They are off")
    walk.look("no more letters")
    walk.visit("/no-more-letters/made-up")

    assert walk.found == {}


def test_nothing_stands_in_the_way_of_who_looks_after_letters(person, site):
    site.run("person", "jun", "--role", "admin")
    jun = person("jun")
    walk = Walk(jun)

    walk.visit("/letters/")
    with letters_that_no_server_took(site):
        jun.open("/letters/")
        expect(jun.page.get_by_role("button", name="Send all 2 again")).to_be_visible()
        walk.look("/letters/, with some given up")

    assert walk.found == {}

"""The doorbell through everything that breaks a connection: nothing lost, nothing shown twice."""

from playwright.sync_api import Page, Request, Response, expect

from tests.browser.deeds import ask, reply, show_what_is_new

HIDE = """hidden => {
  const state = hidden ? "hidden" : "visible";
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
AWAY = ("net::ERR_", "htmx:sse:error", "Failed to fetch")
"""What the browser says in its console while the server is away."""
ENDED = ("status of 401", "htmx:sse:error")
"""And once the sign-in has ended."""


class Streams:
    """The event streams that a page holds open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._open: set[Request] = set()
        page.on("response", self._begin)
        page.on("requestfinished", self._end)
        page.on("requestfailed", self._end)

    def come_to(self, number: int) -> bool:
        """Whether in a little while this many are open."""
        for _ in range(100):
            if len(self._open) == number:
                return True
            self.page.wait_for_timeout(100)
        return False

    def _begin(self, response: Response) -> None:
        if "/live/" in response.url and response.ok:
            self._open.add(response.request)

    def _end(self, request: Request) -> None:
        self._open.discard(request)


def bodies(page: Page) -> list[str]:
    return page.locator("#thread").locator(".prose").all_inner_texts()


def test_what_is_said_while_the_server_was_killed_arrives_once(person, site):
    maren, tess, ravi = person("maren"), person("tess"), person("ravi")
    for visitor in (maren, tess, ravi):
        visitor.expects(*AWAY)
    case = ask(maren)
    reply(tess, case, "Before the lights went out.")
    page = maren.open(case)
    ravi.open(case)

    site.kill_the_server()
    with site.another_server() as elsewhere:
        reply(tess, f"{elsewhere}{case}", "The first in the dark.")
        reply(tess, f"{elsewhere}{case}", "The second in the dark.")
    site.start_the_server()

    for visitor in (maren, ravi):
        show_what_is_new(visitor.page, "2 new replies, show them")
        assert bodies(visitor.page) == [
            "Before the lights went out.",
            "The first in the dark.",
            "The second in the dark.",
        ]

    reply(tess, case, "And with the lights on again.")
    show_what_is_new(page, "1 new reply, show it")
    assert bodies(page)[3:] == ["And with the lights on again."]


def test_the_badge_of_a_page_rises_for_what_was_said_over_a_restart(person, site):
    maren, tess = person("maren"), person("tess")
    maren.expects(*AWAY)
    case = ask(maren)
    page = maren.open("/cases/new")
    badge = page.get_by_role("link", name="Notifications")
    before = badge.inner_text().strip()
    after = str(int(before or 0) + 1)

    site.kill_the_server()
    with site.another_server() as elsewhere:
        reply(tess, f"{elsewhere}{case}", "Said in the dark.")
    site.start_the_server()

    expect(badge).to_have_text(after)
    window = maren.context.new_page()
    with window.expect_response("**/read"):
        window.goto(case)
    expect(badge).to_have_text(before)


def test_a_hidden_page_closes_its_stream_and_catches_up_when_it_is_seen_again(person):
    maren, tess = person("maren"), person("tess")
    case = ask(maren)
    streams = Streams(maren.page)
    page = maren.open(case)
    assert streams.come_to(1)

    page.evaluate(HIDE, True)
    assert streams.come_to(0)
    reply(tess, case, "While nobody looked.")
    page.evaluate(HIDE, False)

    assert streams.come_to(1)
    show_what_is_new(page, "1 new reply, show it")
    assert bodies(page) == ["While nobody looked."]


def test_replies_and_answers_given_while_away_are_counted_and_each_finds_its_place(person):
    maren, tess = person("maren"), person("tess")
    case = ask(maren)
    reply(tess, case, "The first idea.")
    page = maren.open(case)
    expect(page.locator("#thread > li")).to_have_count(1)
    page.evaluate(HIDE, True)

    reply(tess, case, "The second idea.")
    reply(tess, case, "An answer to the first.", to=1)
    reply(tess, case, "The third idea.")
    reply(tess, case, "An answer to the second.", to=2)
    page.evaluate(HIDE, False)

    show_what_is_new(page, "4 new replies, show them")
    assert bodies(page) == [
        "The first idea.",
        "An answer to the first.",
        "The second idea.",
        "An answer to the second.",
        "The third idea.",
    ]
    expect(page.get_by_role("heading", name="5 replies")).to_be_visible()


def test_one_who_replies_sees_what_came_in_between_and_no_pill_for_it(person):
    maren, tess = person("maren"), person("tess")
    case = ask(tess)
    page = maren.open(case)
    reply(tess, case, "Said a moment earlier.")
    expect(page.get_by_role("button", name="1 new reply, show it")).to_be_visible()

    page.get_by_label("Your reply").fill("Said a moment later.")
    page.get_by_role("button", name="Post reply").click()

    expect(page.locator("#thread > li")).to_have_count(2)
    expect(page.locator(".live")).to_have_count(0)
    assert bodies(page) == ["Said a moment earlier.", "Said a moment later."]


def test_ones_own_reply_from_another_window_is_new_there(person):
    maren = person("maren")
    case = ask(person("tess"))
    page = maren.open(case)
    window = maren.context.new_page()
    window.goto(case)

    window.get_by_label("Your reply").fill("From the other window.")
    window.get_by_role("button", name="Post reply").click()
    expect(window.locator("#thread > li")).to_have_count(1)

    expect(page.locator(".live")).to_have_count(0)
    page.get_by_label("Your reply").fill("From this one.")
    page.get_by_role("button", name="Post reply").click()
    expect(page.locator("#thread > li")).to_have_count(2)
    assert bodies(page) == ["From the other window.", "From this one."]


def test_signing_out_in_another_window_ends_the_stream_and_asks_to_sign_in(person):
    ana, tess = person(), person("tess")
    ana.expects(*ENDED)
    ana.sign_in("otis")
    case = ask(tess)
    streams = Streams(ana.page)
    page = ana.open(case)
    assert streams.come_to(1)

    window = ana.context.new_page()
    window.goto("/")
    window.get_by_role("button", name="Your account").click()
    window.get_by_role("button", name="Sign out").click()
    expect(window.get_by_role("link", name="Sign in")).to_be_visible()
    assert streams.come_to(0)

    expect(page.get_by_role("alert")).to_contain_text("Your sign-in has ended")
    reply(tess, case, "Not for those who have left.")
    page.get_by_role("link", name="Cases").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome back")


def test_a_page_opened_behind_others_begins_to_listen_when_it_is_seen(person):
    maren, tess = person("maren"), person("tess")
    case = ask(maren)
    streams = Streams(maren.page)
    maren.page.add_init_script(f"({HIDE})(true)")
    page = maren.open(case)
    reply(tess, case, "Waiting behind the others.")
    expect(page.locator("#bell")).to_be_attached()
    assert streams.come_to(0)

    page.evaluate(HIDE, False)

    assert streams.come_to(1)
    show_what_is_new(page, "1 new reply, show it")

"""Somebody at a browser of their own, and everything that this browser complains of."""

from itertools import count
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, StorageState

from tests.browser.served import Site

PASSWORD = "three words in a row"
"""Of every demo person, as `forum run` prints it."""

KEPT = "() => [...Object.entries(sessionStorage), ...Object.entries(localStorage)]"
_numbers = count(1)


class Visitor:
    """A person with a browser, a window open in it, and an address of their own."""

    def __init__(
        self, chromium: Browser, site: Site, state: StorageState | None = None, **options: Any
    ) -> None:
        number = next(_numbers)
        usual = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}
        self.site = site
        self.has_scripts = options.get("java_script_enabled", True)
        self.context = chromium.new_context(
            base_url=site.address,
            storage_state=state,
            extra_http_headers={"X-Forwarded-For": f"10.0.{number // 250}.{number % 250 + 1}"},
            **usual | options,
        )
        self._heard: list[str] = []
        self._expected: list[str] = []
        self.context.on("request", self._hear_request)
        self.context.on("console", self._hear_console)
        self.context.on("weberror", lambda broken: self._heard.append(f"error: {broken.error}"))
        self.page = self.context.new_page()

    def open(self, path: str) -> Page:
        self.page.goto(path)
        return self.page

    def sign_in(self, who: str, password: str = PASSWORD) -> None:
        page = self.open("/sign-in")
        page.get_by_label("User name or email").fill(who)
        page.get_by_label("Password", exact=True).fill(password)
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        page.wait_for_url("/")

    def expects(self, *complaints: str) -> None:
        """What the browser's console will say in this test, and rightly: `"status of 422"`."""
        self._expected += complaints

    @property
    def complaints(self) -> list[str]:
        """What nobody expected: an error on a page, or a request to somebody else's site."""
        return [
            said for said in self._heard if not any(expected in said for expected in self._expected)
        ]

    @property
    def kept(self) -> list[list[str]]:
        """What the pages have left in this browser's storage."""
        pages = [
            page for page in self.context.pages if self.has_scripts and page.url != "about:blank"
        ]
        return [entry for page in pages for entry in page.evaluate(KEPT)]

    def _hear_request(self, request: Request) -> None:
        if not any(request.url.startswith(f"{ours}/") for ours in self.site.addresses):
            self._heard.append(f"left the site: {request.url}")

    def _hear_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._heard.append(f"{message.type}: {message.text} ({message.location['url']})")

"""Pictures of the pages, to lay beside the mockups: `python -m tests.browser.shots OUT_DIR`."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.barriers import PHONE, WIDE
from tests.browser.conftest import ARGUMENTS, installed_chromium
from tests.browser.deeds import fill_in_a_case
from tests.browser.served import Site
from tests.browser.visitor import Visitor

TELLING = "On 3 March dad wrote from sam.reed@example.org that nothing at home works any more."

Show = Callable[[Page], object]


def a_case(page: Page) -> None:
    page.goto("/cases/")
    page.get_by_role("link", name="Holding at crunchy foods").click()
    expect(page.locator("#thread > li").first).to_be_visible()


def findings(page: Page) -> None:
    page.goto("/cases/new")
    fill_in_a_case(page, story=TELLING)
    page.get_by_role("button", name="Post the case").click()
    expect(page.locator(".finding").first).to_be_visible()
    page.mouse.move(0, 0)
    page.evaluate("scrollTo(0, 0)")


def at(path: str) -> Show:
    return lambda page: page.goto(path)


FOR_STRANGERS: dict[str, Show] = {
    "landing": at("/welcome"),
    "sign-in": at("/sign-in"),
    "join": at("/join"),
}
FOR_MEMBERS: dict[str, Show] = {
    "home": at("/"),
    "cases": at("/cases/"),
    "case": a_case,
    "case-new": at("/cases/new"),
    "case-new-findings": findings,
    "profile": at("/people/tess"),
    "error-404": at("/nowhere"),
}


def take(site: Site, chromium: Browser, out: Path) -> None:
    """Every page at both widths, in the light and in the dark, from top to bottom."""
    maren = Visitor(chromium, site)
    maren.sign_in("maren")
    signed_in = maren.context.storage_state()
    for size in (WIDE, PHONE):
        for scheme in ("light", "dark"):
            looks = {"viewport": size, "color_scheme": scheme}
            for shows, state in ((FOR_STRANGERS, None), (FOR_MEMBERS, signed_in)):
                visitor = Visitor(chromium, site, state, **looks)
                for name, show in shows.items():
                    show(visitor.page)
                    picture = out / f"{name}-{size['width']}-{scheme}.png"
                    visitor.page.screenshot(path=picture, full_page=True)
                    print(picture)
                visitor.context.close()


def main(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Site(Path(folder))
        try:
            site.open()
            browser = playwright.chromium.launch(
                executable_path=installed_chromium(), args=ARGUMENTS
            )
            take(site, browser, out)
        finally:
            site.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

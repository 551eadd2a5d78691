"""One Weft and one Chromium for all; `person("maren")` is Maren at a browser of her own."""

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, StorageState, expect, sync_playwright

from tests.browser.served import Site
from tests.browser.visitor import Visitor

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PATIENCE = 20_000
"""Milliseconds that a page may take on a busy machine; nothing waits for longer than it has to."""

Invite = Callable[..., Visitor]

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("weft"))
    try:
        site.open()
        yield site
    finally:
        site.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed_chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def signed_in(site: Site, chromium: Browser) -> Callable[[str], StorageState]:
    """The cookies of a demo person, who signs in once for all tests."""
    states: dict[str, StorageState] = {}

    def state_of(name: str) -> StorageState:
        if name not in states:
            visitor = Visitor(chromium, site)
            visitor.sign_in(name)
            states[name] = visitor.context.storage_state()
            visitor.context.close()
        return states[name]

    return state_of


@pytest.fixture
def person(
    site: Site, chromium: Browser, signed_in: Callable[[str], StorageState]
) -> Iterator[Invite]:
    """`person("maren")` is signed in and `person()` a stranger; neither's browser may complain."""
    visitors: list[Visitor] = []

    def invite(name: str = "", **options: Any) -> Visitor:
        visitors.append(Visitor(chromium, site, signed_in(name) if name else None, **options))
        visitors[-1].context.set_default_timeout(PATIENCE)
        return visitors[-1]

    yield invite
    complaints = [said for visitor in visitors for said in visitor.complaints]
    kept = [entry for visitor in visitors for entry in visitor.kept]
    for visitor in visitors:
        visitor.context.close()
    assert (complaints, kept) == ([], [])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    site = getattr(item, "funcargs", {}).get("site")
    if report.failed and site:
        report.sections.append(("What Weft said", site.log()))
    return report


def installed_chromium() -> str | None:
    """The Chromium named by CHROMIUM, else one on the PATH, else None for Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = (shutil.which(name) for name in names)
    return os.environ.get("CHROMIUM") or next(filter(None, found), None)

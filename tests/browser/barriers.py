"""What could stand in somebody's way on a page: axe-core's findings, and what every page has."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

WIDE = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=390, height=844)
NARROWEST = ViewportSize(width=320, height=640)
"""WCAG 2.2, 1.4.10: at 320 px nothing has to be scrolled sideways."""

RUN = "rules => axe.run(rules.length ? {runOnly: rules} : {}).then(({violations}) => violations)"
ONLY_COLOURS = ["color-contrast", "link-in-text-block"]
BASICS = """() => ({
  "headings of the first level": document.querySelectorAll("h1").length,
  "languages": document.querySelectorAll("html[lang=en]").length,
  "titles": document.title.trim() ? 1 : 0,
  "mains": document.querySelectorAll("main").length,
})"""
SIDEWAYS = """() => {
  const wide = [...document.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && box.right > document.documentElement.clientWidth + 1;
  });
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  return [`${scrollWidth} px`, ...wide.map((element) => element.outerHTML.slice(0, 160))];
}"""


def barriers(page: Page) -> list[str]:
    """Everything found on this page as it is: wide and on a phone, in the light and in the dark."""
    basics: dict[str, int] = page.evaluate(BASICS)
    found = [f"{number} {what}" for what, number in basics.items() if number != 1]
    page.evaluate(AXE_SCRIPT)
    for size in (PHONE, WIDE):
        page.set_viewport_size(size)
        found += _axe(page, []) + _sideways(page)
        page.emulate_media(color_scheme="dark")
        found += [f"in the dark: {barrier}" for barrier in _axe(page, ONLY_COLOURS)]
        page.emulate_media(color_scheme="light")
    page.set_viewport_size(NARROWEST)
    found += _sideways(page)
    page.set_viewport_size(WIDE)
    return found


def _axe(page: Page, rules: list[str]) -> list[str]:
    violations: list[dict[str, Any]] = page.evaluate(RUN, rules)
    return [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]


def _sideways(page: Page) -> list[str]:
    return [f"sideways at {page.viewport_size}: {found}" for found in page.evaluate(SIDEWAYS)]

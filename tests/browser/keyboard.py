"""Going through a page by keyboard alone, where every stop has to be seen."""

from playwright.sync_api import Locator, Page

FAR = 200
"""As many stops as any page has."""

IS_SEEN = """() => {
  const here = document.activeElement;
  const ringed = [here, here.nextElementSibling].some((element) => {
    if (!element) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  });
  const { left, top, right, bottom } = here.getBoundingClientRect();
  const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
  const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
  const above = document.elementFromPoint(x, y);
  return ringed && above !== null && (here.contains(above) || above.contains(here));
}"""
WHERE = "() => document.activeElement.outerHTML.slice(0, 200)"
IS_HERE = "element => element === document.activeElement"


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press `key` until `target` has the focus; each stop has a ring and nothing covers it."""
    for _ in range(FAR):
        page.keyboard.press(key)
        assert page.evaluate(IS_SEEN), f"Nobody sees the focus on {page.evaluate(WHERE)}"
        if target.evaluate(IS_HERE):
            return
    raise AssertionError(f"{target} cannot be reached by {key}")


def focused(page: Page) -> Locator:
    return page.locator(":focus")

"""Reads HTML with the standard library's parser and names whatever a member's text must not hold.

Written apart from the sanitiser, so that the two do not share a mistake.
"""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

PLAIN = {"p", "em", "strong", "s", "code", "pre", "blockquote", "ul", "li"}
PLAIN |= {"h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr"}
MAY_HAVE = {"a": {"href", "rel"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}}
ALONE = {"br", "hr"}
MEMBERS_PAGES = {"cases", "people", "talks", "lounge"}
MEMBERS_PAGES |= {"resources", "events", "mentoring", "referrals"}


def faults(html: str) -> list[str]:
    """What is wrong with `html`, in words: nothing, if it is safe and each element is closed."""
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except AssertionError as unreadable:  # so the parser calls a broken <![
        return [str(unreadable)]
    return reader.faults + [f"<{tag}> is never closed" for tag in reader.open]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in PLAIN | MAY_HAVE.keys() | ALONE:
            self.faults.append(f"<{tag}>")
        if tag not in ALONE:
            self.open.append(tag)
        if surplus := {name for name, _ in attrs} - MAY_HAVE.get(tag, set()):
            self.faults.append(f"<{tag} {surplus}>")
        given = {name: value or "" for name, value in attrs}
        if len(given) < len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        if tag == "a":
            self._check_link(given)
        if not re.fullmatch("[0-9]{1,9}", given.get("start", "1")):
            self.faults.append(f"start={given['start']}")
        if given.get("align", "left") not in {"left", "right", "center"}:
            self.faults.append(f"align={given['align']}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.faults.append(f"<{tag}/>")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_comment(self, data: str) -> None:
        self.faults.append("a comment")

    def handle_decl(self, decl: str) -> None:
        self.faults.append("a declaration")

    def handle_pi(self, data: str) -> None:
        self.faults.append("an instruction")

    def unknown_decl(self, data: str) -> None:
        self.faults.append("a section")

    def _check_link(self, given: dict[str, str]) -> None:
        if set(given.get("rel", "").split()) != {"nofollow", "ugc", "noopener", "noreferrer"}:
            self.faults.append(f"rel={given.get('rel')}")
        href = given.get("href", "")
        if problem := _problem_with(href):
            self.faults.append(f"{problem}: {href}")


def _problem_with(href: str) -> str | None:
    if re.search(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\\]", href):
        return "a character not to be seen"
    try:
        address = urlsplit(href)
        port = address.port
    except ValueError:
        return "not an address"
    if address.scheme in {"http", "https"}:
        if not (address.hostname and address.hostname.isascii() and "." in address.hostname):
            return "a host without a name"
        if "@" in address.netloc or port == 0 or address.netloc.endswith(":"):
            return "a strange host"
        return None
    if address.scheme == "mailto":
        return "more than an address" if address.query or "@" not in address.path else None
    if address.scheme or address.netloc or not href.startswith("/"):
        return "leads elsewhere"
    first, *rest = address.path.removeprefix("/").split("/")
    if first not in MEMBERS_PAGES or any(part.startswith((".", "%")) for part in rest):
        return "not a members' page"
    return None

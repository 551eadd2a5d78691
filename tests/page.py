"""What holds for every page that a browser is given: its reader can name, reach and trust it."""

import re
from collections import Counter
from html.parser import HTMLParser
from typing import NamedTuple

from werkzeug.test import TestResponse

from forum.core.safety import HEADERS

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
NAMED_BY_THEMSELVES = {"hidden", "submit", "button", "reset"}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "form", "popovertarget")


class Element(NamedTuple):
    tag: str
    attributes: dict[str, str]
    within: tuple[str, ...]
    form: int


class Page(HTMLParser):
    """The elements of a page, and what stands in its title and headings."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.is_whole = markup.lstrip().lower().startswith("<!doctype html>")
        self.elements: list[Element] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self._open: list[str] = []
        self._forms = 0
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._forms += tag == "form"
        attributes = {name: value or "" for name, value in attrs}
        form = self._forms if tag == "form" or "form" in self._open else 0
        self.elements.append(Element(tag, attributes, tuple(self._open), form))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((tuple(self._open), data.strip()))

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    def text_in(self, tag: str) -> str:
        return " ".join(text for within, text in self.texts if tag in within)

    @property
    def links(self) -> set[str]:
        """Where the page leads by a click: paths of this site, without what follows `#`."""
        found = {link.attributes.get("href", "").partition("#")[0] for link in self.all("a")}
        return {address for address in found if address.startswith("/")}

    def values(self, name: str) -> list[str]:
        """What the fields called `name` hold, as they would be sent."""
        fields = [e for e in self.all("input") if e.attributes.get("name") == name]
        boxes = {"checkbox", "radio"}
        return [
            e.attributes.get("value", "")
            for e in fields
            if e.attributes.get("type") not in boxes or "checked" in e.attributes
        ]

    def faults(self) -> list[str]:
        """What is wrong with the page, in words; an empty list where nothing is."""
        return [
            *self._unnamed(),
            *self._inline(),
            *self._unlabelled(),
            *self._dangling(),
            *self._unguarded(),
        ]

    def _unnamed(self) -> list[str]:
        if not self.is_whole:
            return []
        wrong = []
        if not self.text_in("title"):
            wrong.append("no title")
        if len(self.all("h1")) != 1 or not self.text_in("h1"):
            wrong.append(f"{len(self.all('h1'))} first headings")
        if not all(html.attributes.get("lang") for html in self.all("html")):
            wrong.append("no language")
        return wrong

    def _inline(self) -> list[str]:
        wrong = [f"a <style> in {e.within[-1:]}" for e in self.all("style")]
        wrong += ["a <script> of its own" for e in self.all("script") if "src" not in e.attributes]
        wrong += ["words in a <script>" for within, _ in self.texts if within[-1:] == ("script",)]
        for element in self.elements:
            for name, value in element.attributes.items():
                if name == "style" or name.startswith(("on", "hx-on")):
                    wrong.append(f"{name} on <{element.tag}>")
                if value.strip().lower().startswith(("javascript:", "js:", "data:")):
                    wrong.append(f"a script in {name} of <{element.tag}>")
        return wrong

    def _unlabelled(self) -> list[str]:
        labelled = {e.attributes.get("for") for e in self.all("label")}
        wrong = []
        for control in self.all("input", "select", "textarea"):
            about = control.attributes
            if about.get("type") in NAMED_BY_THEMSELVES or "label" in control.within:
                continue
            if about.get("id") not in labelled and not {"aria-label", "aria-labelledby"} & set(
                about
            ):
                wrong.append(f"no label for {about.get('name')}")
        wrong += ["a picture without alt" for e in self.all("img") if "alt" not in e.attributes]
        return wrong

    def _dangling(self) -> list[str]:
        ids = Counter(e.attributes["id"] for e in self.elements if "id" in e.attributes)
        wrong = [f"{count} times the id {name}" for name, count in ids.items() if count > 1]
        if not self.is_whole:
            return wrong
        return wrong + [
            f"{reference} of <{element.tag}> names {name}, which isn’t there"
            for element in self.elements
            for reference in REFERENCES
            for name in element.attributes.get(reference, "").split()
            if name not in ids
        ]

    def _unguarded(self) -> list[str]:
        """Forms that change something carry the token, and work without a script."""
        wrong = []
        for form in self.all("form"):
            if form.attributes.get("method", "get").lower() != "post":
                continue
            fields = {e.attributes.get("name") for e in self.all("input") if e.form == form.form}
            if "csrf_token" not in fields:
                wrong.append(f"no token in the form to {form.attributes.get('action')}")
            if not form.attributes.get("action", "").startswith("/"):
                wrong.append("a form that leads nowhere")
        return wrong


def names(said: str, name: str) -> bool:
    """Whether somebody is named in it as a word: random tokens hold any few letters."""
    return re.search(rf"\b{name}\b", said) is not None


def check(response: TestResponse) -> None:
    """What every answer holds to: strict headers, and where it is a page, no faults in it."""
    for name, value in HEADERS.items():
        if name in ("Cache-Control", "Referrer-Policy"):
            assert response.headers[name]
        else:
            assert response.headers[name] == value, name
    if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
        assert Page(response.text).faults() == [], response.request.path

"""Where a page leads: its links, files, forms and buttons."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]
DOES_SOMETHING = {"hx-get", "hx-post", "data-dismiss", "data-print"}


@dataclass
class Leads(HTMLParser):
    """Read a page with `feed`; then the addresses it leads to, and what of it leads nowhere."""

    links: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    _wanted: list[tuple[str, str]] = field(default_factory=list)
    _nowhere: list[str] = field(default_factory=list)
    _in_form: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    @property
    def nowhere(self) -> list[str]:
        """Links and buttons that do nothing, or ask for a part that this page does not have."""
        return self._nowhere + [tag for tag, id_ in self._wanted if id_ not in self.ids]

    def handle_starttag(self, tag: str, attributes: Attributes) -> None:
        said = dict(attributes)
        if id_ := said.get("id"):
            self.ids.add(id_)
        match tag:
            case "a":
                self._link(said)
            case "form":
                self._in_form = True
                if (action := said.get("action")) and "hidden" not in said:
                    (self.posts if said.get("method") == "post" else self.links).add(action)
            case "button":
                self._button(said)
            case "link" | "script" | "img":
                self.files |= {said[name] or "" for name in ("href", "src") if name in said}

    def handle_endtag(self, tag: str) -> None:
        self._in_form = self._in_form and tag != "form"

    def _link(self, said: dict[str, str | None]) -> None:
        href = said.get("href") or ""
        if href.startswith("#") and href != "#":
            self._wanted.append((f"<a href={href}>", href[1:]))
        elif href and href != "#":
            self.links.add(href)
        else:
            self._nowhere.append(f"<a {said}>")

    def _button(self, said: dict[str, str | None]) -> None:
        for name in ("form", "popovertarget"):
            if id_ := said.get(name):
                self._wanted.append((f"<button {name}={id_}>", id_))
        if said.get("formaction"):
            self.posts.add(said["formaction"] or "")
        if not (self._in_form or {"form", "popovertarget", *DOES_SOMETHING} & said.keys()):
            self._nowhere.append(f"<button {said}>")

"""Members' Markdown becomes safe HTML here and nowhere else: tidied, capped, sanitised."""

import html
import re
import sys
import unicodedata
from functools import partial
from typing import Any

from bleach.linkifier import LinkifyFilter  # type: ignore[import-untyped]
from bleach.sanitizer import Cleaner  # type: ignore[import-untyped]
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markupsafe import Markup

from forum.core.links import ADDRESS_IN_TEXT, may_link
from forum.core.text_process import our_child, serve

TEXT_VERSION = 1
"""Raise it when the same Markdown would give other HTML: what is stored is then rendered anew."""

# Without caps, 64 KB of Markdown kept markdown-it-py and bleach busy for up to 96 s. Within them
# the slowest text known takes 0.6 s (0.8 s on a busy machine); a wide table took 4 s in the parser
# alone, and never gets there.
LONGEST = 20_000
MOST_TOKENS = 4_000
MOST_HTML = 200_000
MOST_COLUMNS, MOST_ROWS = 20, 200

COMMAND = (sys.executable, "-m", "forum.core.text")

# What is rendered in place, with the hub waiting: at worst 10 ms, measured on 90 hostile shapes.
SHORT = 2_000
FEW_MARKS = 100

INLINE = {"br", "em", "strong", "s", "code", "a"}
BLOCKS = {"p", "h3", "h4", "h5", "h6", "hr", "blockquote", "ul", "ol", "li", "pre"}
TAGS = INLINE | BLOCKS | {"table", "thead", "tbody", "tr", "th", "td"}


class TextTooLong(ValueError):
    def __init__(self, length: int) -> None:
        super().__init__(f"Make it {LONGEST:,} characters or shorter; it has {length:,} now.")


class TextTooTangled(ValueError):
    def __init__(self, fix: str = "Use fewer tables, lists and links.") -> None:
        super().__init__(f"This has more formatting than can be laid out. {fix}")


class TableTooLarge(TextTooTangled):
    def __init__(self) -> None:
        super().__init__(f"Keep tables to {MOST_COLUMNS} columns and {MOST_ROWS} rows.")


def to_html(markdown: str) -> Markup:
    """A member's Markdown as safe HTML.

    In: any string, read as CommonMark with tables and ~~strikethrough~~, where a line end breaks
    the line, an image is a link and HTML is text. Out: `TAGS` alone (headings from h3 down, for
    a page has its own h1 and h2), and of attributes a safe link's href and rel, a list's start,
    a cell's align. Raises TextTooLong beyond 20,000 characters, and TextTooTangled beyond 4,000
    tokens, 200,000 characters of HTML, a table of 20 by 200, or 2 s; each message is for members.

    A long or much marked text is rendered by a child process without holding up the hub: call
    this from a request's own thread or greenlet, not through `off_hub`.
    """
    markdown = tidy(markdown)
    if len(markdown) > LONGEST:
        raise TextTooLong(len(markdown))
    _refuse_large_tables(markdown)
    if _is_simple(markdown):
        return Markup(_render(markdown))

    rendered = our_child(COMMAND).render(markdown)
    if rendered is None:
        raise TextTooTangled
    return Markup(rendered)


def shown(stored: str) -> Markup:
    """What `to_html` once gave, back from the database, fit to stand in a page as it is."""
    return Markup(stored)


def to_plain(rendered: str, length: int = 200) -> str:
    """The words in `to_html`'s HTML, on one line of at most `length` characters; not HTML."""
    words = Markup(rendered).striptags()
    if len(words) <= length:
        return words
    return (words[:length].rpartition(" ")[0] or words[: length - 1]).rstrip(" .,;:") + "…"


def tidy(text: str) -> str:
    r"""Text as it is kept: NFC, each line end \n, without characters that act and cannot be seen.

    Line ends: Unicode Standard, 5.8 (CR, LF, CRLF, NEL, VT, FF, LS, PS). Taken out: other controls
    (C0, DEL, C1); the explicit embeddings, overrides and isolates of UAX #9, 2.1 to 2.5, which make
    text read otherwise than it is stored (CVE-2021-42574); byte order marks, surrogates and
    noncharacters, which are no text. The marks of right-to-left scripts and the joiners of emoji,
    Persian and Indic scripts stay.
    """
    return unicodedata.normalize("NFC", _UNSEEN.sub("", _LINE_END.sub("\n", text)))


_LINE_END = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\0-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_MARK = re.compile(r"[^\w .,;:?!'’“”()/]")
_TABLE_RULE = re.compile(r"[|:-][|: \t-]*")


def _is_simple(markdown: str) -> bool:
    if len(markdown) > SHORT or "|" in markdown:
        return False
    return len(_MARK.findall(markdown)) <= FEW_MARKS


def _refuse_large_tables(markdown: str) -> None:
    rows = None
    for line in (typed.lstrip(" \t>") for typed in markdown.split("\n")):
        if not line:
            rows = None
        elif _TABLE_RULE.fullmatch(line):
            rows = rows or 0
            if sum("-" in cell for cell in line.split("|")) > MOST_COLUMNS:
                raise TableTooLarge
        elif rows is not None:
            rows += 1
            if rows > MOST_ROWS:
                raise TableTooLarge


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return may_link(url)


def _refuse_many_tokens(state: StateCore) -> None:
    if sum(1 + len(token.children or ()) for token in state.tokens) > MOST_TOKENS:
        raise TextTooTangled


def _suit_a_page(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"
        elif "style" in token.attrs:
            token.attrs = {"align": str(token.attrs["style"]).removeprefix("text-align:")}


_markdown = _Markdown("commonmark", {"html": False, "breaks": True, "maxNesting": 20})
_markdown.enable(["table", "strikethrough"]).disable("image")
_markdown.core.ruler.after("block", "refuse_many_blocks", _refuse_many_tokens)
_markdown.core.ruler.push("refuse_many_tokens", _refuse_many_tokens)
_markdown.core.ruler.push("suit_a_page", _suit_a_page)


def _render(markdown: str) -> str:
    rendered = _markdown.render(markdown)
    if len(rendered) > MOST_HTML:
        raise TextTooTangled
    return _sanitise(rendered)


def _sanitise(rendered: str) -> str:
    """Safe, whatever the parser let through. A Cleaner is one thread's; making it takes 0.02 ms."""
    protocols = {"http", "https", "mailto"}
    return str(Cleaner(TAGS, _may_stay, protocols, strip=True, filters=[_links]).clean(rendered))


def _may_stay(tag: str, name: str, value: str) -> bool:
    match tag, name:
        case "a", "href":
            return may_link(html.unescape(value))
        case "ol", "start":
            return bool(re.fullmatch("[0-9]{1,9}", value))
        case "th" | "td", "align":
            return value in ("left", "center", "right")
        case _:
            return False


def _link(attributes: dict[Any, str], _new: bool) -> dict[Any, str] | None:
    """A link's attributes with its rel; None, and the words alone stay, if it must not be one."""
    if not may_link(html.unescape(attributes.get((None, "href"), ""))):
        return None
    return attributes | {(None, "rel"): "nofollow ugc noopener noreferrer"}


_links = partial(
    LinkifyFilter, callbacks=[_link], skip_tags={"pre", "code"}, url_re=ADDRESS_IN_TEXT
)


if __name__ == "__main__":
    serve(_render, refusals=(TextTooTangled,))

"""Icons: Lucide's drawings, inline, in the colour and size of the words beside them."""

import re
from functools import cache

from markupsafe import Markup, escape

from forum.core.assets import STATIC

_drawing = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_OPEN = '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">'


class NoSuchIcon(Exception):
    """A template asked for an icon that is not in static/icons."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no static/icons/{name}.svg; copy it from Lucide.")


@cache
def icon(name: str, cls: str = "") -> Markup:
    """The drawing `name` as inline SVG of class "i" and `cls`; words beside it say what it means.

    `cls` is "i-s" for the size of small text. Raises NoSuchIcon.
    """
    return Markup(_OPEN).format(escape(f"i {cls}".strip())) + _strokes(name) + Markup("</svg>")


@cache
def _strokes(name: str) -> Markup:
    file = STATIC / "icons" / f"{name}.svg"
    if not re.fullmatch(r"[a-z0-9-]+", name) or not file.is_file():
        raise NoSuchIcon(name)
    found = _drawing.search(file.read_text(encoding="utf-8"))
    if found is None:
        raise NoSuchIcon(name)
    return Markup(found[1].strip())

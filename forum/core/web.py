"""Answers: a page or its part, and the way on after a change; all that is htmx stays here."""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any, cast

from flask import Flask, current_app, redirect, render_template, url_for
from htmx_flask import Htmx, make_response, request
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from forum.core.icons import icon

NOTICE = "#notice"


def page(template: str, /, **context: Any) -> str:
    """The whole page or, when htmx is about to fill `#replies`, only its block `replies`.

    htmx 4 names its target `tag#id`. A block's name is its element's id.
    """
    found = current_app.jinja_env.get_template(template)
    block = found.blocks.get(part_wanted())
    if block is None:
        return render_template(template, **context)
    current_app.update_template_context(context)
    return "".join(block(found.new_context(context)))


@lru_cache(2_000)
def drawn(template: str, /, **what: Hashable) -> Markup:
    """A piece of pages that looks the same to every reader, drawn once for the same `what`.

    `what` is values, equal where they look the same, and all that the template is given: nothing
    of the reader, nor of the request; for that a piece may have gaps (`filled`). About 2 kB are
    kept for each of the latest 2,000 pieces.
    """
    return Markup(current_app.jinja_env.get_template(template).render(what))


def filled(piece: Markup, /, **own: Any) -> Markup:
    """A piece that was `drawn`, with the reader's `own` in its gaps: `{name}` takes `name`.

    What goes in is escaped, unless it is Markup, and is not kept. Raises KeyError for a gap that
    nothing was given for.
    """
    return Markup(str.format(piece, **{name: escape(value) for name, value in own.items()}))


def address(endpoint: str, **values: Any) -> str:
    """As Flask's `url_for`, for templates: a path is put together once, as pages name dozens.

    The latest 10,000 are kept, but none with a `token`, which opens a door by itself.
    """
    whole = endpoint.startswith(".") or any(name.startswith("_") for name in values)
    if whole or "token" in values:
        return url_for(endpoint, **values)
    return _path(request.script_root, endpoint, tuple(values.items()))


@lru_cache(10_000)
def _path(_root: str, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
    return url_for(endpoint, **dict(values))


def part_wanted() -> str:
    """The id of the element that htmx is about to fill, or nothing for a browser's own request."""
    return (request.htmx.target or "").rpartition("#")[2] if request.htmx else ""


def go(url: str, /, *, part: str | None = None, trigger: str | None = None) -> Response:
    """After a change: the new `part` to htmx where there is one, and otherwise on to `url`."""
    if not request.htmx:
        return redirect(url, 303)
    if part is None:
        return cast(Response, make_response("", redirect=url))
    return cast(Response, make_response(part, trigger=trigger))


def afresh() -> Response:
    """Has the page that htmx asks from loaded anew as a whole, as it is not what it was."""
    return cast(Response, make_response("", refresh=True))


def into_notice(markup: str, status: int) -> Response:
    """An answer that htmx shows in the page's notice, so that nothing typed is replaced."""
    return into(NOTICE, markup, status)


def into(place: str, markup: str, status: int) -> Response:
    """An answer that htmx puts in the place of `#place`, whatever its status."""
    answer = cast(Response, make_response(markup, retarget=place))
    answer.headers["HX-Reswap"] = "outerHTML"
    answer.status_code = status
    return answer


def init_app(app: Flask) -> None:
    Htmx(app)
    pieces = {"icon": icon, "drawn": drawn, "filled": filled}
    app.jinja_env.globals |= pieces | {"url_for": address}
    app.after_request(_vary)


def _vary(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.vary.update(("HX-Request", "Cookie"))
    return response

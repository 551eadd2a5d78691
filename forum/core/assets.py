"""Our own files: read once, named after what is in them, sent small, and cached for good."""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path, PurePosixPath
from posixpath import normpath

import brotli  # type: ignore[import-untyped]
from flask import Flask, abort, request
from werkzeug.wrappers import Response

STATIC = Path(__file__).resolve().parents[2] / "static"
"""The folder of everything that is served as it is."""

FOR_GOOD = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
SMALL = 512
"""Bytes below which packing gains nothing over the headers it takes."""

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
}
_PACKED = {".woff2", ".png", ".ico"}
_import = re.compile(r'@import "(?P<path>[^"]+)"(?: layer\((?P<layer>\w+)\))?;')
_url = re.compile(r'url\("(?P<path>[^":#]+)"\)')
_hash = re.compile(r"\.[0-9a-f]{12}(?=\.\w+$)")


class Asset:
    """One file as it is sent: plain, gzip and brotli, and the name that changes when it does."""

    def __init__(self, path: str, body: bytes) -> None:
        self.path, self.body = path, body
        self.hash = hashlib.sha256(body).hexdigest()[:12]

    @cached_property
    def url(self) -> str:
        name = PurePosixPath(self.path)
        return f"/static/{name.with_suffix(f'.{self.hash}{name.suffix}')}"

    @property
    def type(self) -> str:
        suffix = PurePosixPath(self.path).suffix
        return _TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")

    @cached_property
    def brotli(self) -> bytes:
        return bytes(brotli.compress(self.body))

    @cached_property
    def gzip(self) -> bytes:
        return gzip.compress(self.body, mtime=0)

    def answer(self, *, for_good: bool) -> Response:
        """The file in the smallest form this browser takes, or 304 where it has it already."""
        packed = self._packing()
        body = getattr(self, packed) if packed else self.body
        response = Response(body, content_type=self.type)
        if packed:
            response.content_encoding = "br" if packed == "brotli" else "gzip"
        response.vary.add("Accept-Encoding")
        response.headers["Cache-Control"] = FOR_GOOD if for_good else ASK_AGAIN
        response.set_etag(f"{self.hash}-{packed or 'plain'}")
        return response.make_conditional(request)

    def _packing(self) -> str:
        if len(self.body) < SMALL or PurePosixPath(self.path).suffix in _PACKED:
            return ""
        taken = request.accept_encodings
        return "brotli" if taken.quality("br") else "gzip" if taken.quality("gzip") else ""


class Shelf:
    """Every file of a folder by its path; stylesheets have what they import inside them."""

    def __init__(self, folder: Path) -> None:
        self._files = {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for file in sorted(folder.rglob("*"))
            if file.is_file() and not file.name.startswith(".")
        }
        self._found = cache(self._asset)

    def asset(self, path: str) -> Asset:
        """The file at `path` below the folder, such as "js/app.js"; raises KeyError naming it."""
        return self._found(path)

    def asked(self, name: str) -> tuple[Asset, bool]:
        """What is meant by `name` in an address, and whether its hash says it is this very text.

        A name with the hash of an older or newer text is answered with the text there is, so that
        a page rendered before or after a change of version keeps its looks. Raises KeyError.
        """
        asset = self.asset(name if name in self._files else _hash.sub("", name))
        return asset, asset.url.removeprefix("/static/") == name

    def _asset(self, path: str) -> Asset:
        if path not in self._files:
            raise KeyError(f"There is no static/{path}.")
        if not path.endswith(".css"):
            return Asset(path, self._files[path])
        return Asset(path, self._css(path).encode())

    def _css(self, path: str) -> str:
        """The stylesheet with its imports in place and its `url()`s under their lasting names."""
        text = _url.sub(self._lasting(path), self._files[path].decode())
        return _import.sub(lambda found: self._imported(path, found), text)

    def _imported(self, path: str, found: re.Match[str]) -> str:
        css = self._css(_beside(path, found["path"]))
        return f"@layer {found['layer']} {{\n{css}}}" if found["layer"] else css

    def _lasting(self, path: str) -> Callable[[re.Match[str]], str]:
        return lambda found: f'url("{self.asset(_beside(path, found["path"])).url}")'


def asset(path: str) -> str:
    """The address of a file of ours, for templates: `asset("js/app.js")`; raises KeyError."""
    return shelf().asset(path).url


@cache
def shelf() -> Shelf:
    """What STATIC held when this process first looked."""
    return Shelf(STATIC)


def init_app(app: Flask) -> None:
    """Serve /static/… and /favicon.ico, and give templates `asset`.

    `app` is made with `static_folder=None`, so that no other route answers for /static/.
    """
    app.jinja_env.globals["asset"] = asset
    app.add_url_rule("/static/<path:filename>", "static", _static)
    app.add_url_rule("/favicon.ico", "favicon", _favicon)


def _static(filename: str) -> Response:
    try:
        found, for_good = shelf().asked(filename)
    except KeyError:
        abort(404)
    return found.answer(for_good=for_good)


def _favicon() -> Response:
    return shelf().asset("icons/favicon.ico").answer(for_good=False)


def _beside(path: str, other: str) -> str:
    return normpath((PurePosixPath(path).parent / other).as_posix())

"""What every answer carries and every change must show: strict headers, and a form of our own."""

from collections.abc import Callable
from typing import TypeVar, cast
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "object-src 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
    "browsing-topics=()",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "no-store",
}
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
LARGEST_FORM = 256 * 1024

View = TypeVar("View", bound=Callable[..., object])

csrf = CSRFProtect()
_from_anywhere: set[object] = set()


def init_app(app: Flask) -> None:
    settings = app.extensions["settings"]
    host = urlsplit(settings.base_url).hostname or "localhost"
    app.config.update(
        SESSION_COOKIE_NAME="__Host-sid" if settings.is_https else "sid",
        SESSION_COOKIE_SECURE=settings.is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_SSL_STRICT=False,
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        TRUSTED_HOSTS=[host, "127.0.0.1", "localhost"],
    )
    if settings.trusted_proxies:
        trusted = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted
        )
    app.before_request(_readable)
    app.before_request(_ours_alone)
    csrf.init_app(app)

    @app.after_request
    def _headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.is_https:
            response.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        return response


def from_anywhere(view: View) -> View:
    """Let `view` change something without a form of ours: whoever holds its address may."""
    _from_anywhere.add(view)
    return cast(View, csrf.exempt(view))


def _readable() -> None:
    """An address with a NUL, which PostgreSQL cannot keep in any text, leads nowhere."""
    if "\0" in request.path or any("\0" in said for said in request.args.values()):
        abort(404)


def _ours_alone() -> None:
    """A change must come from one of our own pages, where the browser says whence it comes."""
    view = current_app.view_functions.get(request.endpoint or "")
    if request.method in SAFE_METHODS or view in _from_anywhere:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(403)

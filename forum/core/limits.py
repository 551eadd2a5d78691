"""How often an address may knock; the numbers follow Mastodon and Discourse (docs/security.md)."""

from ipaddress import ip_address, ip_network

from flask import Flask, request
from flask_limiter import Limiter


def knocker() -> str:
    """Whose knocks are counted together: an IPv4 address, or the /64 of an IPv6 one."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if address.version == 4:
        return str(address)
    return str(ip_network(f"{address}/64", strict=False))


limiter = Limiter(knocker, strategy="moving-window")


def init_app(app: Flask) -> None:
    settings = app.extensions["settings"]
    app.config.setdefault("RATELIMIT_STORAGE_URI", settings.redis_url or "memory://")
    app.config.setdefault("RATELIMIT_IN_MEMORY_FALLBACK_ENABLED", bool(settings.redis_url))
    app.config.setdefault("RATELIMIT_STORAGE_OPTIONS", _patience(settings.redis_url))
    limiter.init_app(app)


def _patience(redis_url: str) -> dict[str, float]:
    return {"socket_timeout": 0.2, "socket_connect_timeout": 0.2} if redis_url else {}

"""One line of JSON for each request and each fault: what happened, and never a member's words."""

import hashlib
import json
import logging
import secrets
import sys
import time
import traceback

from flask import Flask, Response, g, request
from flask import session as cookie

from forum.core.clock import now

log = logging.getLogger("forum")


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": now().isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "what": record.getMessage(),
        }
        line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[0]:
            line["fault"] = record.exc_info[0].__name__
            line["where"] = _frames(record)
        return json.dumps(line, ensure_ascii=False)


def init_app(app: Flask) -> None:
    if not log.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(_Lines())
        log.addHandler(handler)
        log.propagate = False
    log.setLevel(logging.INFO if not app.testing else logging.ERROR)
    app.before_request(_begin)
    app.after_request(_tell)


def fault(what: str, **facts: object) -> None:
    """Log the exception being handled: its type and frames, not its message, which may quote."""
    log.error(what, exc_info=sys.exc_info(), extra={"facts": facts})


def reference() -> str:
    """The short name of this request, shown on an error page and written in the log."""
    return str(g.get("reference", ""))


def _begin() -> None:
    g.reference = secrets.token_hex(4)
    g.began = time.perf_counter()


def _tell(response: Response) -> Response:
    facts = {
        "request": reference(),
        "method": request.method,
        "route": request.endpoint or "-",
        "status": response.status_code,
        "ms": round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1),
    }
    if token := cookie.get("_user_id"):
        facts["session"] = hashlib.sha256(token.encode()).hexdigest()[:8]
    log.info("request", extra={"facts": facts})
    return response


def _frames(record: logging.LogRecord) -> list[str]:
    trace = record.exc_info[2] if record.exc_info else None
    return [
        f"{f.filename.rpartition('/')[2]}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)
    ]

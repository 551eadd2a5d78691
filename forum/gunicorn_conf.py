"""How gunicorn serves Weft: one gevent worker holds thousands of open streams (docs/scaling.md)."""

import os
import signal
from typing import Any

from forum.core.open_files import allow

worker_class = "gevent"
workers = int(os.environ.get("FORUM_WORKERS", "1"))
host = "127.0.0.1" if os.environ.get("FORUM_DEMO") == "1" else os.environ.get("HOST", "127.0.0.1")
bind = f"{host}:{os.environ.get('PORT', '8000')}"
worker_connections = 10_000
allow(worker_connections + 1_000)
backlog = 2048
timeout = 60
graceful_timeout = 5
keepalive = 15
control_socket_disable = True
accesslog = None
loglevel = "warning"


def post_worker_init(worker: Any) -> None:
    """On the way out hang up every stream first, or each would hold the worker for a heartbeat."""
    from forum.live.bell import hang_up

    leave = signal.getsignal(signal.SIGTERM)

    def hang_up_and_leave(number: int, frame: Any) -> None:
        hang_up()
        if callable(leave):
            leave(number, frame)

    signal.signal(signal.SIGTERM, hang_up_and_leave)


def post_request(worker: Any, req: Any, environ: Any, resp: Any) -> None:
    """Let others have their turn: under load gunicorn's gevent worker is unfair without it."""
    import gevent

    gevent.sleep(0)

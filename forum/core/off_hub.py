"""Work that would hold up every reader (hashing, models, images) goes to a few real threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, TypeVar

Result = TypeVar("Result")

THREADS = 4
"""As many at once: argon2id takes 19 MiB each, and the machine that we plan for has two cores."""


def off_hub(work: Callable[..., Result], *given: Any) -> Result:
    """Call `work(*given)` and give back what it gives, raising what it raises.

    Under gevent it runs in the hub's pool of native threads, so that other greenlets go on
    meanwhile; elsewhere in a pool of our own, which bounds how many run at once.
    """
    if _under_gevent():
        import gevent

        return gevent.get_hub().threadpool.apply(work, given)
    return _threads().submit(work, *given).result()


def _under_gevent() -> bool:
    try:
        from gevent import monkey
    except ImportError:
        return False
    return bool(monkey.is_module_patched("socket"))


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(THREADS, thread_name_prefix="off-hub")

"""Rings between processes, over Redis where it is configured; one process needs none."""

import threading
import time
import uuid
from collections.abc import Callable, Mapping
from functools import cache

import redis
from flask import Flask
from redis.backoff import NoBackoff
from redis.retry import Retry

from forum.core.logs import fault

CHANNEL = "weft:rings"
AT_ONCE = Retry(NoBackoff(), 0)
"""A fault is heard of: the client's own tries would subscribe again as if nothing were missed."""
_here = uuid.uuid4().hex
_url = ""
_opened = threading.Event()


def init_app(app: Flask) -> None:
    global _url  # noqa: PLW0603 - a process has one wire
    _url = app.extensions["settings"].redis_url
    _opened.clear()


def send(rings: Mapping[str, int]) -> None:
    """Pass rings on to other processes at once; where Redis is away, their pages catch up later."""
    if not _url or not rings:
        return
    said = [f"{topic} {version}" for topic, version in rings.items()]
    try:
        _connection(_url).publish(CHANNEL, "\n".join([_here, *said]))
    except redis.RedisError:
        fault("wire")


def open_once(sound: Callable[[str, int], None], catch_up: Callable[[], None]) -> None:
    """Begin to hear other processes' rings, once in this process.

    Once Redis is back after a fault, `catch_up` is called, as rings may have been missed.
    """
    if _url and not _opened.is_set():
        _opened.set()
        given = (_url, sound, catch_up)
        threading.Thread(target=_listen, args=given, name="wire", daemon=True).start()


def _listen(url: str, sound: Callable[[str, int], None], catch_up: Callable[[], None]) -> None:
    broken = False
    while url == _url:
        try:
            client = redis.Redis.from_url(url, retry=AT_ONCE)
            heard = client.pubsub(ignore_subscribe_messages=True)  # type: ignore[no-untyped-call]
            with heard:
                heard.subscribe(CHANNEL)
                if broken:
                    catch_up()
                    broken = False
                while url == _url:
                    message = heard.get_message(timeout=5)
                    if message is not None:
                        whence, *rings = message["data"].decode().splitlines()
                        for ring in rings if whence != _here else ():
                            topic, version = ring.split()
                            sound(topic, int(version))
        except redis.RedisError:
            fault("wire")
            broken = True
            time.sleep(1)


@cache
def _connection(url: str) -> redis.Redis:
    return redis.Redis.from_url(url, socket_timeout=0.2, socket_connect_timeout=0.2)

"""What is talked about keeps up with its talk: whether it was answered, and an idea of it tried."""

from collections.abc import Callable

KeepUp = Callable[[int], None]

_kinds: dict[str, KeepUp] = {}


def let_keep_up(kind: str, keep_up: KeepUp) -> None:
    """`keep_up(talk_id)` is called when a talk of that kind may be answered, or tried, anew."""
    _kinds[kind] = keep_up


def keep_up(kind: str, talk_id: int) -> None:
    if kind in _kinds:
        _kinds[kind](talk_id)

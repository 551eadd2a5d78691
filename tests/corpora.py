"""Strings that have broken other sites, where their folder stands beside the project."""

import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "shared" / "corpora"


@cache
def payloads(name: str) -> tuple[str, ...]:
    """The strings of one collection; none, and a line that says so, where it is not here."""
    path = FOLDER / f"{name}.jsonl"
    if not path.exists():
        print(f"{path} is not here: only our own strings are tried.")
        return ()
    lines = path.read_text(encoding="utf-8").strip().split("\n")
    return tuple(dict.fromkeys(json.loads(line)["payload"] for line in lines))

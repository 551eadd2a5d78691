"""Reads what was written for the training: items parted by `---`, identifiers `[[NAME:so]]`."""

import re
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "hands"
_MARK = re.compile(r"\[\[([A-Z0-9]+):([^\]]+)\]\]")
# Whole groups of labels, as the shared sets would name one of theirs.
_LABELS = {"CONTACT": "EMAIL", "NUMBER": "OTHER_ID", "UNSURE": "NAME"}


def hand(name: str) -> list[dict[str, Any]]:
    """The labelled texts of the file of this name, as the shared sets have theirs.

    Raises ValueError where a mark is left open.
    """
    items = (HERE / f"{name}.txt").read_text(encoding="utf-8").split("\n---\n")
    return [read(item.strip("\n"), f"{name}{n:03}") for n, item in enumerate(items)]


def read(item: str, name: str = "") -> dict[str, Any]:
    """One text with its marks taken out and told as spans. Raises ValueError."""
    text, spans, place = "", [], 0
    for mark in _MARK.finditer(item):
        text += item[place : mark.start()]
        label, words = mark.groups()
        ends = {"start": len(text), "end": len(text) + len(words)}
        spans.append(
            {
                **ends,
                "label": _LABELS.get(label, label),
                "optional": label == "UNSURE",
            }
        )
        text += words
        place = mark.end()
    text += item[place:]
    if "[[" in text or "]]" in text:
        raise ValueError(f"{name} has a mark that is left open: {item[:80]}")
    return {"id": name, "text": text, "spans": spans}

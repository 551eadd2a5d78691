"""The word lists of words.txt, by their section."""

from pathlib import Path


def _read() -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    text = Path(__file__).with_name("words.txt").read_text(encoding="utf-8")
    for section in text.split("\n[")[1:]:
        name, words = section.split("]\n", 1)
        sections[name] = [" ".join(word.split()) for word in words.split("|")]
    return sections


WORDS = _read()

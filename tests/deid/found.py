"""`found_in(text, "Jonah", Label.NAME, "the boy")` is a finding as the guard would make it."""

from forum.deid import Finding, Label, Severity


def found_in(
    text: str, words: str, label: Label, say: str = "", severity: Severity = Severity.RED
) -> Finding:
    start = text.index(words)
    return Finding(start, start + len(words), label, severity, words, "leads to someone", say)

"""The learned reader of the guard: finds names, places, dates and the like that no rule can state.

for span in read("Grace bit Will again at St Anne's."):
    print(span.start, span.end, span.label, span.probability)
"""

from forum.deid.reader.model import CannotRead, Model
from forum.deid.reader.spans import Span, spans

_MODEL = Model()

__all__ = ["CannotRead", "Span", "available", "read", "why_not"]


def read(text: str) -> list[Span]:
    """What may identify a person in `text`, in its order, never overlapping.

    Probabilities (0 to 1, none below 0.05) were calibrated on authors left out of the training.
    Time is linear in the length. Raises CannotRead if `available()` is false.
    """
    return spans(text, _MODEL.words)


def available() -> bool:
    """Whether the reader can read here; loads it."""
    return not why_not()


def why_not() -> str:
    """Why the reader can't read, in a sentence, or "" if it can."""
    try:
        _MODEL.ready()
    except CannotRead as problem:
        return str(problem)
    return ""

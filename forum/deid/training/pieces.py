"""A text as a row of stretches, each with its label or none: changing one moves the rest."""

from dataclasses import dataclass
from typing import Any, Self

GROUPS = ("O", "NAME", "GEO", "FACILITY", "DATE", "AGE90", "CONTACT", "NUMBER")
UNSURE = "?"  # careful readers disagree: teaches nothing
_GROUP = {g: g for g in GROUPS} | dict.fromkeys(["PHONE", "FAX", "EMAIL", "URL", "IP"], "CONTACT")
_GROUP |= dict.fromkeys(
    "SSN MRN HEALTH_PLAN ACCOUNT LICENSE VEHICLE DEVICE OTHER_ID".split(), "NUMBER"
)


@dataclass
class Stretch:
    words: str
    label: str = ""  # a group, "" for plain words, or UNSURE


@dataclass
class Example:
    stretches: list[Stretch]

    @classmethod
    def of(cls, row: dict[str, Any]) -> Self:
        """From a labelled line of the shared sets."""
        text, place, stretches = row["text"], 0, []
        for span in sorted(row["spans"], key=lambda s: (s["start"], -s["end"])):
            if span["start"] < place:
                continue
            label = UNSURE if span.get("optional") else _GROUP.get(span["label"], UNSURE)
            stretches.append(Stretch(text[place : span["start"]]))
            stretches.append(Stretch(text[span["start"] : span["end"]], label))
            place = span["end"]
        stretches.append(Stretch(text[place:]))
        return cls(stretches)

    def copy(self) -> "Example":
        return Example([Stretch(s.words, s.label) for s in self.stretches])

    @property
    def text(self) -> str:
        return "".join(s.words for s in self.stretches)

    def spans(self) -> list[tuple[int, int, str]]:
        """Where each labelled stretch stands in `text`."""
        found, place = [], 0
        for stretch in self.stretches:
            end = place + len(stretch.words)
            if stretch.label:
                found.append((place, end, stretch.label))
            place = end
        return found


def glued(examples: list[Example], between: list[str]) -> Example:
    """One example after another, `between[i]` standing before the i-th."""
    stretches: list[Stretch] = []
    for example, joint in zip(examples, between, strict=True):
        stretches += [Stretch(joint), *example.stretches]
    return Example(stretches)

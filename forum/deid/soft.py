"""Details that are no identifiers and could still single someone out, alone or together."""

from collections.abc import Iterator, Sequence

from forum.deid.finding import Finding, Label, Severity
from forum.deid.normal import Plain
from forum.deid.sign import Sign, Telling
from forum.deid.signs import SIGNS

_LETTERS = 100_000  # of earlier texts that are looked at: the latest

NARROWS = "narrows it down"


def soft(plain: Plain, context: Sequence[str] = (), age_band: str = "") -> Iterator[Finding]:
    """Advice on `plain`, with the offsets of `plain.text`; `context` is the case so far.

    An exact age, “the only …”, the news and a public role are worth a word by themselves. What is
    common by itself (a rare condition, a twin, a village) is so beside a detail of another kind,
    here or in `context`. `age_band` is said for exact ages; else one that fits the age.
    """
    here = [(sign, found) for sign in SIGNS for found in sign.find(plain)]
    kinds = {sign.kind for sign, _ in here} | _kinds(context)
    for sign, found in here:
        others = [kind for kind in Telling if kind in kinds and kind is not sign.kind]
        if sign.kind.alone or others:
            yield Finding(
                *found.span(),
                Label.SOFT,
                Severity.SOFT,
                found[0],
                f"and {others[0].value} together could point to one person" if others else NARROWS,
                sign.words(found, age_band),
            )


def _kinds(context: Sequence[str]) -> set[Telling]:
    """What the earlier texts tell already."""
    told = Plain.of("\n".join(context)[-_LETTERS:])
    return {sign.kind for sign in SIGNS if _finds(sign, told)} if told.text else set()


def _finds(sign: Sign, told: Plain) -> bool:
    return any(True for _ in sign.find(told))

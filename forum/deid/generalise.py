"""Puts the safer words into the text, and mends the small words around them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from forum.deid.finding import Finding, Label
from forum.deid.mend import MENDS
from forum.deid.seam import Seam

_AROUND = 80  # characters to either side that a mend looks at
_POSSESSIVE = re.compile(r"['’]s?$")
_TITLE = re.compile(
    r"^(?:dr|doctor|mr|mrs|ms|miss|mx|prof|sir|coach|nurse|pastor|sister|father|baby)\b\.?\s+"
)


@dataclass(frozen=True)
class Edit:
    """`words` in the place of `text[start:end]`; offsets are those of the text as typed."""

    start: int
    end: int
    words: str


def edit_of(text: str, finding: Finding) -> Edit:
    """What to change in `text` so that this one finding is gone and its sentence reads.

    `finding` is one of `check(text)`. The edit covers it, and as much around it as the grammar
    asks for: “on 14 March” becomes “about six weeks ago”, “her sister Emma” “her sister”.
    """
    return _edit(text, finding, 0, len(text))


def edits_of(text: str, findings: Iterable[Finding]) -> list[Edit]:
    """The edits for several findings of `check(text)`, in order, none touching another's words.

    All offsets are those of `text`, so that they are best applied from the last to the first.
    """
    edits: list[Edit] = []
    ordered = sorted(findings, key=lambda f: f.start)
    stops = [*(f.start for f in ordered[1:]), len(text)]
    for finding, stop in zip(ordered, stops, strict=False):
        begin = edits[-1].end if edits else 0
        if finding.start >= begin:
            edits.append(_edit(text, finding, begin, max(stop, finding.end)))
    return edits


def generalise(text: str, findings: Iterable[Finding]) -> str:
    """The text with each finding's suggestion in its place, mended so that the sentences read.

    `findings` are those of `check` on this very text, all or some.
    """
    safer: list[str] = []
    reached = 0
    for edit in edits_of(text, findings):
        safer += text[reached : edit.start], edit.words
        reached = edit.end
    return "".join([*safer, text[reached:]])


def alike(finding: Finding, findings: Sequence[Finding]) -> list[Finding]:
    """The others among `findings` that are the same name, place or number, in their order.

    In any case, possessive or not; a name is also the same as a part of it (“Carol”,
    “Mrs Henderson” and “Carol Henderson”). Whoever replaces one should replace these too, each by
    its own `edit_of`.
    """
    return [f for f in findings if f != finding and are_alike(f, finding)]


def are_alike(one: Finding, other: Finding) -> bool:
    """Whether two findings of one text are the same name, place or number."""
    if one.label is not other.label:
        return False
    first, second = _said(one), _said(other)
    return first == second or (
        one.label is Label.NAME and bool(first and second) and (first <= second or second <= first)
    )


def _said(finding: Finding) -> frozenset[str]:
    """Its words in small letters, a name's without title and possessive."""
    words = _POSSESSIVE.sub("", finding.text.casefold())
    if finding.label is not Label.NAME:
        return frozenset([" ".join(words.split())])
    return frozenset(re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", _TITLE.sub("", words)))


def _edit(text: str, finding: Finding, begin: int, stop: int) -> Edit:
    """An edit that stays between `begin` and `stop`."""
    before = text[max(begin, finding.start - _AROUND) : finding.start]
    after = text[finding.end : min(stop, finding.end + _AROUND)]
    seam = Seam(
        before=before,
        words=finding.suggestion,
        after=after,
        typed=finding.text,
        opens=finding.start - len(before) == 0,
    )
    for mend in MENDS:
        seam = mend(seam)
    start = finding.start - len(before) + len(seam.before)
    return Edit(start, finding.end + len(after) - len(seam.after), seam.words)

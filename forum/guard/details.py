"""What there is to look at in a form: each detail once, with its mentions and the words to use."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from flask_wtf import FlaskForm
from wtforms import Field

from forum.deid import Edit, Finding, Label, Severity, edit_of
from forum.deid.generalise import are_alike
from forum.guard.forms import findings_of
from forum.guard.own_name import is_own_name
from forum.guard.terms import may_be_taught

_ICONS = {
    Label.NAME: "user",
    Label.GEO: "map-pin",
    Label.FACILITY: "school",
    Label.DATE: "calendar",
    Label.AGE90: "cake",
    Label.PHONE: "phone",
    Label.FAX: "phone",
    Label.EMAIL: "mail",
    Label.URL: "link",
    Label.IP: "globe",
    Label.SOFT: "fingerprint-pattern",
    Label.PHOTO: "eye",
    Label.BIOMETRIC: "fingerprint-pattern",
}
_ORDER = list(Severity)


@dataclass(frozen=True)
class Mention:
    """Where a detail stands in a box, and what to change there."""

    box: Field
    finding: Finding
    edit: Edit

    @property
    def mark(self) -> tuple[str, int, int, int, int, str]:
        """The box's id, the words found, what the edit replaces and by what: in UTF-16 units."""
        ends = (self.finding.start, self.finding.end, self.edit.start, self.edit.end)
        start, end, begin, stop = _in_utf16(self.box.data or "", ends)
        return self.box.id, start, end, begin, stop, self.edit.words


@dataclass(frozen=True)
class Detail:
    """Something to look at, as firm as its firmest mention."""

    mentions: list[Mention] = field(default_factory=list)

    def takes(self, other: Finding) -> bool:
        """Whether this is one more mention: the same words or, of a name that is sure, the same."""
        return any(_are_one(mention.finding, other) for mention in self.mentions)

    @property
    def finding(self) -> Finding:
        return min((m.finding for m in self.mentions), key=lambda f: _ORDER.index(f.severity))

    @property
    def box(self) -> Field:
        return self.mentions[0].box

    @property
    def words(self) -> str:
        return self.finding.text

    @property
    def icon(self) -> str:
        return _ICONS.get(self.finding.label, "hash")

    @property
    def must_change(self) -> bool:
        return self.finding.severity is Severity.RED

    @property
    def stops(self) -> bool:
        """Whether the form can't be sent with it."""
        return self.finding.severity is not Severity.SOFT

    @property
    def may_be_no_name(self) -> bool:
        """Whether a member may say so, and ask a moderator to teach it to the check."""
        is_own = any(is_own_name(mention.finding) for mention in self.mentions)
        return not is_own and may_be_taught(self.words, self.finding.label)

    @property
    def marks(self) -> list[tuple[str, int, int, int, int, str]]:
        return [mention.mark for mention in self.mentions]


def details_of(form: FlaskForm) -> list[Detail]:
    """What was found in `form`: the firmest first, each kind in the form's order."""
    details: list[Detail] = []
    for box, finding in findings_of(form):
        found = next((d for d in details if d.takes(finding)), None)
        if found is None:
            details.append(found := Detail())
        found.mentions.append(Mention(box, finding, edit_of(box.data or "", finding)))
    return sorted(details, key=lambda d: _ORDER.index(d.finding.severity))


def _are_one(one: Finding, other: Finding) -> bool:
    is_sure = Severity.RED in (one.severity, other.severity)
    is_same = one.text.casefold() == other.text.casefold()
    return (is_sure or is_same) and are_alike(one, other)


def _in_utf16(text: str, places: Iterable[int]) -> Iterator[int]:
    """Places in a Python string as JavaScript counts them: letters beyond the BMP count twice."""
    if text.isascii():
        yield from places
        return
    for place in places:
        yield place + sum(letter > "\uffff" for letter in text[:place])

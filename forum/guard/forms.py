"""The guard at a form's door: red stops it, amber asks for a tick, soft is advice."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, ValidationError

from forum.core.forms import Form, GivenAnew, one_line
from forum.deid import Finding, Label, Severity
from forum.guard.looking import folded, look_at, why_not
from forum.guard.own_name import with_own_name

FOUND = "findings"
"""Where a field keeps what was found in it."""
MOST_KEPT = 60
LONGEST_KEPT = 200
OF_CLIENTS = frozenset(
    {
        Label.PHONE,
        Label.FAX,
        Label.EMAIL,
        Label.SSN,
        Label.MRN,
        Label.HEALTH_PLAN,
        Label.ACCOUNT,
        Label.DEVICE,
        Label.VEHICLE,
    }
)
"""What stops a text that is about the member, an event or nothing much: numbers and addresses that
have no place in it. Names, places, dates, links and a licence of one's own are for them to say."""


class Guarded:
    """No identifier in this field; what was found stays with the field for the page.

    Red stops the form; so does amber that its author doesn't keep (`kept`); soft never does. With
    `numbers_only` red stops it for OF_CLIENTS alone, and all else is advice.
    """

    def __init__(self, *, numbers_only: bool = False) -> None:
        self.numbers_only = numbers_only

    def __call__(self, form: FlaskForm, field: Field) -> None:
        found = self.look(form, field)
        if red := [f for f in found if f.severity is Severity.RED]:
            raise ValidationError(
                f"{_quoted(red)} could point to a person. "
                + ("Leave it out here." if self.numbers_only else "Use safer words before posting.")
            )
        if amber := [f for f in found if f.severity is Severity.AMBER]:
            raise ValidationError(
                f"These may name a person or place: {_quoted(amber)}. "
                "Change them, or tick that they don’t."
            )

    def look(self, form: FlaskForm, field: Field) -> list[Finding]:
        """Look at the field among the other boxes of its form, and leave with it what was found."""
        others = [box.data for box in boxes(form) if box is not field and box.data]
        found = look_at(
            field.data or "",
            context=(*getattr(form, "earlier", ()), *others),
            kept=_kept(form),
            age_band=getattr(form, "age_words", ""),
            links=getattr(form, "may_link", False),
        )
        if hidden := getattr(form, "hidden_name", ""):
            found = with_own_name(found, field.data or "", hidden, set(map(folded, _kept(form))))
        if self.numbers_only:
            found = [_as_advice(finding) for finding in found]
        setattr(field, FOUND, found)
        return found


class KeptWords(Field):
    """Words that the author looked at and keeps: many values of one name, as typed."""

    data: tuple[str, ...]

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        short = (said for said in map(one_line, valuelist) if said and len(said) <= LONGEST_KEPT)
        self.data = tuple(dict.fromkeys(short))[:MOST_KEPT]

    def process_data(self, value: Iterable[str] | None) -> None:
        self.data = tuple(value or ())


class GuardedForm(Form):
    """A form with guarded boxes: what its author keeps, and a second look where one is needed.

    `earlier` is what the author told of the same case before, `age_words` the age band in words,
    and `may_link` says whether pages of reference may be named. `hides` is the author's own name,
    where it goes out without that.
    """

    earlier: Sequence[str] = ()
    hides = ""
    is_mended = False

    kept = KeptWords("You keep")
    second_look = GivenAnew(
        "I have read it once more, for names of people and places",
        description="The part of the check that reads for names isn’t there just now.",
    )

    def validate_second_look(self, field: GivenAnew) -> None:
        if why_not() and not field.data:
            raise ValidationError("Read it once more for names and places, then tick this.")

    @property
    def needs_second_look(self) -> bool:
        """Whether names went unnoticed when it was sent, so that the form has to ask."""
        return bool(self.second_look.errors or self.second_look.data)

    @property
    def age_words(self) -> str:
        return ""

    @property
    def hidden_name(self) -> str:
        return self.hides

    @property
    def may_link(self) -> bool:
        return False


def look_over(form: FlaskForm) -> list[tuple[Any, Finding]]:
    """Look at every guarded box of a form that nobody has sent yet; what `findings_of` gives."""
    for field, guarded in _guarded(form):
        guarded.look(form, field)
    return findings_of(form)


def findings_of(form: FlaskForm) -> list[tuple[Any, Finding]]:
    """Every finding of a form with the field it stands in, in the order of the form."""
    return [(field, finding) for field in form for finding in getattr(field, FOUND, ())]


def boxes(form: FlaskForm) -> list[Field]:
    """The boxes of a form that the check reads."""
    return [box for box, _ in _guarded(form)]


def _guarded(form: FlaskForm) -> Iterator[tuple[Any, Guarded]]:
    for field in form:
        yield from ((field, one) for one in field.validators if isinstance(one, Guarded))


def _kept(form: FlaskForm) -> frozenset[str]:
    return frozenset(form.kept.data) if "kept" in form else frozenset()


def _as_advice(finding: Finding) -> Finding:
    stops = finding.severity is Severity.RED and finding.label in OF_CLIENTS
    return finding if stops else replace(finding, severity=Severity.SOFT)


def _quoted(found: Iterable[Finding]) -> str:
    return ", ".join(dict.fromkeys(f"“{finding.text}”" for finding in found))

"""What a member says of their registration, and a moderator of having looked it up."""

from datetime import date, timedelta

from wtforms import DateField, Field, HiddenField, RadioField, ValidationError
from wtforms.validators import Optional

from forum.core.clock import now
from forum.core.forms import AtMost, Form, Line, Lines, Needed
from forum.moderation.vocabulary import Act

A_YEAR = timedelta(days=365)
LONGEST = 5
"""Years that one look into a register may hold: as long as registers renew at most."""


class RegistrationForm(Form):
    register = Line(
        "Register or board",
        [Needed("Say which register or board you are on."), AtMost(80)],
        description="As a colleague would look it up: “HCPC”, “Texas Board of OT Examiners”.",
    )
    jurisdiction = Line(
        "State or country",
        [Needed("Say for which state or country."), AtMost(60)],
    )
    last_four = Line(
        "Last four characters of your number",
        [Optional(), AtMost(4)],
        description="No more than four: enough to tell two people of one name apart.",
    )

    @property
    def named(self) -> dict[str, str]:
        names = ("register", "jurisdiction", "last_four")
        return {name: self[name].data or "" for name in names}


def in_a_year() -> date:
    return (now() + A_YEAR).date()


class CheckForm(Form):
    """What came of looking it up; `seen` is the version of what was looked up."""

    seen = HiddenField()
    looked_up = Line(
        "Where you looked it up",
        [Needed("Say where you looked it up."), AtMost(200)],
        description="The register’s page, and the day that it shows. Copy nothing else.",
    )
    until = DateField("The check holds until", [Optional()], default=in_a_year)
    said = Lines(
        "What you write to them",
        [AtMost(600)],
        description="Where you can’t confirm it: what would help, and how to ask again.",
    )
    act = RadioField(
        "What you found",
        [Needed("Choose what you found.")],
        choices={act.value: act.button for act in (Act.CONFIRMED, Act.REFUSED)},
    )

    @property
    def chosen(self) -> Act:
        return Act(self.act.data)

    @property
    def is_confirmed(self) -> bool:
        return self.chosen is Act.CONFIRMED

    def validate_until(self, field: Field) -> None:
        if self.act.data != Act.CONFIRMED:
            return
        today = now().date()
        if field.data is None or not today < field.data <= today + LONGEST * A_YEAR:
            raise ValidationError(f"Choose a day to come, within {LONGEST} years.")

    def validate_act(self, field: Field) -> None:
        if field.data == Act.CONFIRMED and self.until.data is None:
            raise ValidationError("Say until when the check holds.")

    def validate_said(self, field: Field) -> None:
        if self.act.data == Act.REFUSED and not field.data:
            raise ValidationError("Say why: they always get the reason.")

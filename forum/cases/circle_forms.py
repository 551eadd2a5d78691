"""The forms of circles: how one meets, who is invited, how a meeting went; and asking in one."""

from datetime import date, datetime
from functools import cached_property
from typing import Any

from wtforms import BooleanField, HiddenField, SelectField, ValidationError

from forum.cases.circles import Circle
from forum.cases.rhythm import Rhythm, Times
from forum.core.addresses import whole
from forum.core.db import db
from forum.core.forms import AtMost, Day, Form, Line, MarkdownField, Needed
from forum.guard import Guarded
from forum.people.forms import zones
from forum.people.models import Person
from forum.people.session import me
from forum.trust.days import NotThatDay, may_be_due

NUMBERS = Guarded(numbers_only=True)
"""An agreement is between colleagues: a number or an address has no place in it, all else has."""
HOURS = {str(hour): f"{hour:02}:00" for hour in range(24)}
TO_BEGIN_WITH = """\
- What is said here stays here, and cases are told as everywhere on Weft: nothing that could point \
to a person.
- Whoever hosts keeps the time, so that everyone gets to speak.
- Whoever can’t come says so the day before.
- We think along; each of us decides about our own work.
"""


class CircleForm(Form):
    name = Line(
        "What it is called",
        [Needed("Give it a name."), AtMost(60), NUMBERS],
        description="As you’d put it in a calendar: “Tuesday circle”.",
    )
    rhythm = SelectField("How often", choices={one.value: one.label for one in Rhythm})
    first_on = Day(
        "First meeting on",
        [Needed("Choose a day.")],
        description="Later ones are on the same day of the week.",
    )
    hour = SelectField("At", choices=HOURS, default="18")
    zone = SelectField(
        "By the clocks of",
        choices={zone: zone.replace("_", " ") for zone in zones()},
        description="Everyone sees the hour in their own time zone.",
    )
    agreement = MarkdownField(
        "What you agree on",
        [Needed("Say what you agree on, if only in a line."), AtMost(3_000), NUMBERS],
        description="Whoever joins ticks that they agree. A change asks everyone again.",
    )

    version = HiddenField(default="1")

    was_on: date | None = None

    @classmethod
    def for_new(cls) -> "CircleForm":
        return cls(formdata=None, zone=me().time_zone, agreement=TO_BEGIN_WITH)

    @classmethod
    def of(cls, circle: Circle) -> "CircleForm":
        return cls(
            formdata=None,
            name=circle.name,
            rhythm=circle.rhythm.value,
            first_on=circle.first_on,
            hour=str(circle.hour),
            zone=circle.zone,
            agreement=circle.agreement_md,
            version=str(circle.version),
        )

    @classmethod
    def for_change(cls, circle: Circle) -> "CircleForm":
        """As it is sent, to change `circle`."""
        form = cls()
        form.was_on = circle.first_on
        return form

    def validate_first_on(self, field: Day) -> None:
        if field.data == self.was_on:
            return
        try:
            may_be_due(field.day, me())
        except NotThatDay as refused:
            raise ValidationError(str(refused)) from refused

    @property
    def known(self) -> int:
        """The version of the circle that was changed."""
        return whole(self.version.data)

    @property
    def told(self) -> dict[str, Any]:
        """What was said, as `Circle.begin` and `Circle.change` take it."""
        rhythm, hour = Rhythm(self.rhythm.data), int(self.hour.data)
        times = Times(rhythm, self.first_on.day, hour, self.zone.data)
        return {"name": self.name.data, "agreement": self.agreement.words, "times": times}


class InviteForm(Form):
    username = Line(
        "User name",
        [Needed("Say whom you invite.")],
        description="It stands at the end of a profile’s address.",
    )

    person: Person | None = None

    def validate_username(self, field: Line) -> None:
        said = (field.data or "").lstrip("@").lower()
        self.person = db.session.scalars(
            Person.visible().where(Person.username == said)
        ).one_or_none()
        if self.person is None:
            raise ValidationError("No colleague here has this user name. Look at their profile.")


class AgreeForm(Form):
    agrees = BooleanField("I agree to this", [Needed("Read what they agree on, then tick this.")])


class MeetForm(Form):
    at = HiddenField()
    host = SelectField("Who hosted")
    went_ahead = HiddenField()

    def offer(self, circle: Circle) -> None:
        """Those who may have hosted, whose turn it was first."""
        self.host.choices = [(one.person.username, one.person.name) for one in circle.joined]

    @property
    def moment(self) -> datetime | None:
        """The meeting that is noted; None where it names none."""
        try:
            at = datetime.fromisoformat(self.at.data or "")
        except ValueError:
            return None
        return at if at.tzinfo else None


class AskedIn(SelectField):
    """Everyone, or one of my circles: looked up where it is shown or sent, and not before."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label, choices=self._offered, **more)

    @cached_property
    def circles(self) -> list[Circle]:
        return list(db.session.scalars(Circle.joined_by(me())))

    @property
    def chosen(self) -> Circle | None:
        """The circle that it is for; None where it is for everyone."""
        return next((one for one in self.circles if one.key == self.data), None)

    def prefer(self, key: str | None) -> None:
        """Choose the circle with this key, if it is one of mine."""
        if key and any(one.key == key for one in self.circles):
            self.data = key

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            return
        if self.chosen is None:
            raise ValidationError("You aren’t in that circle any more. Choose anew who reads it.")
        if why := self.chosen.why_no_case_of(me()):
            raise ValidationError(why)

    def _offered(self) -> dict[str, str]:
        return {"": "All verified members"} | {one.key: one.name for one in self.circles}

"""A promise in words and with a day; another day for it."""

from typing import Any

from wtforms import ValidationError
from wtforms.validators import Optional

from forum.core.forms import AtMost, Day, Form, Line, Needed
from forum.guard import Guarded, GuardedForm
from forum.people.session import me
from forum.trust.days import NotThatDay, may_be_due
from forum.trust.models import LONGEST, THINKING


class DayForm(Form):
    due_on = Day("Another day", [Needed("Choose a day.")])

    def validate_due_on(self, field: Day) -> None:
        said_for(field)


class PromiseForm(GuardedForm):
    due_on = Day("By", [Needed("Choose a day.")])
    what = Line(
        "What you’ll come back with",
        [Optional(), AtMost(LONGEST), Guarded()],
        description="Only the two of you see it.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """It stands beside other forms, so its fields have ids of their own."""
        super().__init__(*args, **kwargs)
        for field in self:
            field.id += "-promise"

    def validate_due_on(self, field: Day) -> None:
        said_for(field)

    @property
    def said(self) -> str:
        return self.what.data or THINKING


def said_for(field: Day) -> None:
    """Raises ValidationError where no promise of mine may be for that day."""
    try:
        may_be_due(field.day, me())
    except NotThatDay as refused:
        raise ValidationError(str(refused)) from refused

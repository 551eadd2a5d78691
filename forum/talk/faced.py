"""A form that stops first at words of crisis, until its author has looked at who is in danger."""

from wtforms import HiddenField, StringField, ValidationError

from forum.core.forms import GivenAnew
from forum.core.text import tidy
from forum.guard import GuardedForm
from forum.guard.urgent import urgent_in


class FacedForm(GuardedForm):
    """A form whose words are read for a crisis; where there is one, it asks for a tick.

    Its page shows `talk/_urgent.html`, and what was sent all the same is told to moderators.
    """

    is_drafted = False

    faced = GivenAnew("I’ve done what I have to do, or this is about something else")

    @property
    def beside(self) -> str:
        """What tells its ids from those of another on the same page."""
        return ""

    def validate_faced(self, field: GivenAnew) -> None:
        if self.urgent and not field.data:
            raise ValidationError("Look first at who may be in danger, then tick this.")

    @property
    def urgent(self) -> list[str]:
        """Words of crisis, or of a duty to report, in what was typed."""
        return urgent_in("\n".join(self.words.values()))

    @property
    def words(self) -> dict[str, str]:
        """Of what was filled in, what was typed word by word."""
        boxes = (box for box in self if isinstance(box, StringField))
        return {
            box.name: "\n".join(map(tidy, box.raw_data or ()))
            for box in boxes
            if not isinstance(box, HiddenField)
        }

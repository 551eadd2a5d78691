"""The forms of the settings: what reaches me and when, how Weft looks, address and password."""

from typing import Any

from wtforms import BooleanField, PasswordField, RadioField, SelectField, ValidationError
from wtforms.validators import Optional

from forum.account.forms import check_address
from forum.account.passwords import LONGEST, why_too_easy
from forum.core.forms import AtMost, Day, Form, Line, Needed
from forum.notifications.news import BY_HEADING, OF_CHOICE, Heading, News, Way
from forum.people.forms import zones
from forum.people.session import me
from forum.people.vocabulary import Letters, Theme

HOURS = {str(hour): f"{hour:02}:00" for hour in range(24)}


class _Ways(Form):
    """A field for each kind of news, called as the kind is."""

    @property
    def headings(self) -> dict[Heading, tuple[News, ...]]:
        """What may be news to whoever looks; what has no field comes in any case."""
        moderates = me().is_moderator
        return {
            heading: kinds
            for heading, kinds in BY_HEADING.items()
            if moderates or heading is not Heading.MODERATION
        }

    @property
    def ways(self) -> dict[News, Way]:
        """What was chosen, as `choose_ways` takes it."""
        return {news: Way(self[news.value].data) for news in OF_CHOICE}


for news in OF_CHOICE:
    setattr(
        _Ways,
        news.value,
        SelectField(news.label, choices={way.value: way.label for way in Way}),
    )


class ReachForm(_Ways):
    letters = RadioField("When letters come", choices={when.value: when.label for when in Letters})
    letters_at = SelectField("A daily or Monday letter comes at", choices=HOURS)
    quiet_from = SelectField("From", choices=HOURS)
    quiet_until = SelectField("Until", choices=HOURS)
    volunteers = BooleanField(
        "Ask me first when a case has waited for two days",
        description="You are one of three then. It counts among the three cases of your week.",
    )
    rests_until = Day("Don’t ask me before", [Optional()])

    def told(self) -> dict[str, Any]:
        """When letters come, and whether one is asked, as `Person.choose` takes it."""
        return {
            "letters": Letters(self.letters.data),
            "letters_at": int(self.letters_at.data),
            "quiet_from": int(self.quiet_from.data),
            "quiet_until": int(self.quiet_until.data),
            "volunteers": self.volunteers.data,
            "rests_until": self.rests_until.data,
        }


class LookForm(Form):
    theme = RadioField("Look", choices={one.value: one.label for one in Theme})
    time_zone = SelectField(
        "Time zone",
        choices={zone: zone.replace("_", " ") for zone in zones()},
        description="Times are shown in it, and a daily letter comes by it.",
    )
    shows_presence = BooleanField(
        "Others may see that I’m here",
        description="While a case is open: “2 others are reading”, “Noor is writing”. "
        "Nothing of it is kept.",
    )

    named_in_notes = BooleanField(
        "My name may stand in a colleague’s consultation note",
        description="Their own printed record of a case that you thought along with. Otherwise it "
        "says what you are and where you work: “An SLP, private practice”.",
    )

    def told(self) -> dict[str, Any]:
        """What was chosen, as `Person.choose` takes it."""
        return {
            "theme": Theme(self.theme.data),
            "time_zone": self.time_zone.data,
            "shows_presence": self.shows_presence.data,
            "named_in_notes": self.named_in_notes.data,
        }


class AddressForm(Form):
    email = Line(
        "New address",
        [Needed("Say where your letters should go."), AtMost(254)],
        description="We send a link there; until it’s opened, letters go where they went.",
        render_kw={"autocomplete": "email", "type": "email"},
    )
    password = PasswordField(
        "Your password",
        [Needed("Type your password.")],
        render_kw={"autocomplete": "current-password", "maxlength": LONGEST},
    )

    def validate_email(self, field: Line) -> None:
        check_address(field)
        if field.data == me().email:
            raise ValidationError("That’s where your letters go already.")


class PasswordForm(Form):
    password = PasswordField(
        "Your password now",
        [Needed("Type your password.")],
        render_kw={"autocomplete": "current-password", "maxlength": LONGEST},
    )
    password_new = PasswordField(
        "New password",
        [Needed("Choose a password.")],
        description="Three words in a row work well. Pasting is fine.",
        render_kw={"autocomplete": "new-password", "maxlength": LONGEST},
    )

    def validate_password_new(self, field: PasswordField) -> None:
        about = (me().username, me().email.partition("@")[0], "weft")
        if why := why_too_easy(field.data or "", about):
            raise ValidationError(why)
        if field.data == self.password.data:
            raise ValidationError("That’s the password you have. Choose another one.")

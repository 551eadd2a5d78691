"""What a member says of themself, and may change at any time."""

import re
from typing import Any
from zoneinfo import available_timezones

from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from forum.core.forms import AtMost, Form, Line, Lines, Needed
from forum.guard import Guarded
from forum.people.vocabulary import AgeBand, Discipline, Setting

HIDDEN = ("csrf_token", "once")
NUMBERS = Guarded(numbers_only=True)
"""People write about themselves here: a number or an address has no place in it, all else has."""


def zones() -> list[str]:
    """The time zones to choose from, as IANA names them, by region and city."""
    regions = (
        "Africa",
        "America",
        "Antarctica",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
    )
    named = (zone for zone in available_timezones() if zone.startswith((*regions, "Pacific")))
    return ["UTC", *sorted(named)]


class AboutMe(Form):
    """What joining and the profile both ask."""

    name = Line("Name colleagues know you by", [Needed("Say what to call you."), AtMost(60)])
    discipline = RadioField(
        "I’m a",
        [Needed("Choose the one nearest to what you do.")],
        choices={one.value: one.label for one in Discipline},
    )
    credentials = Line(
        "Credentials",
        [Optional(), AtMost(120), NUMBERS],
        description="As you’d sign a report, for example “BSc, OTR/L”. Shown on your profile.",
    )
    region = Line("State or country", [Optional(), AtMost(60)], description="As wide as you like.")
    time_zone = SelectField("Time zone", choices={zone: zone.replace("_", " ") for zone in zones()})
    settings = SelectMultipleField(
        "Where I work",
        [Optional()],
        choices={one.value: one.label for one in Setting},
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class OneALine(Lines):
    """A box for a list, one thing a line."""

    def process_data(self, value: list[str] | None) -> None:
        super().process_data("\n".join(value or ()))


class ProfileForm(AboutMe):
    scope = Line(
        "Scope, in one line",
        [Optional(), AtMost(90), NUMBERS],
        description="Stands beside everything you say: “Feeding & swallowing · 11 yrs”.",
    )
    age_bands = SelectMultipleField(
        "Ages I work with",
        [Optional()],
        choices={one.value: one.label for one in AgeBand},
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description="Cases near to what you do ask for you first.",
    )
    about = Lines(
        "About you", [Optional(), AtMost(600), NUMBERS], description="Two or three sentences."
    )
    ask_me = OneALine(
        "Ask me about", [Optional(), AtMost(600), NUMBERS], description="One thing a line."
    )
    opinions = OneALine(
        "I have opinions, not expertise",
        [Optional(), AtMost(600), NUMBERS],
        description="One thing a line.",
    )
    not_mine = OneALine(
        "Not mine to answer", [Optional(), AtMost(600), NUMBERS], description="One thing a line."
    )

    def told(self) -> dict[str, Any]:
        """What was said, as `Person.change` takes it."""
        lists = ("ask_me", "opinions", "not_mine")
        told = {name: field.data for name, field in self._fields.items() if name not in HIDDEN}
        return told | {name: listed(told[name]) for name in lists}


def listed(text: str | None) -> list[str]:
    """The lines of a box as a list, without empty ones and leading dashes."""
    lines = (re.sub(r"^[-*•\s]+", "", line).strip() for line in (text or "").split("\n"))
    return [line for line in lines if line]

"""What a member says of themself, and may change at any time."""

import re
from zoneinfo import available_timezones

from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from forum.core.forms import AtMost, Form, Line, Lines, Needed
from forum.people.vocabulary import Discipline, Setting


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
        choices=[(one.value, one.label) for one in Discipline],
    )
    credentials = Line(
        "Credentials",
        [AtMost(120)],
        description="As you’d sign a report, for example “BSc, OTR/L”. Shown on your profile.",
    )
    region = Line("State or country", [AtMost(60)], description="As wide as you like.")
    time_zone = SelectField(
        "Time zone", choices=[(zone, zone.replace("_", " ")) for zone in zones()]
    )
    settings = SelectMultipleField(
        "Where I work",
        choices=[(one.value, one.label) for one in Setting],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class ProfileForm(AboutMe):
    scope = Line(
        "Scope, in one line",
        [AtMost(90)],
        description="Stands beside everything you say: “Feeding & swallowing · 11 yrs”.",
    )
    about = Lines("About you", [AtMost(600)], description="Two or three sentences.")
    ask_me = Lines("Ask me about", [AtMost(600)], description="One thing a line.")
    opinions = Lines(
        "I have opinions, not expertise", [AtMost(600)], description="One thing a line."
    )
    not_mine = Lines("Not mine to answer", [AtMost(600)], description="One thing a line.")


def listed(text: str | None) -> list[str]:
    """The lines of a box as a list, without empty ones and leading dashes."""
    lines = (re.sub(r"^[-*•\s]+", "", line).strip() for line in (text or "").split("\n"))
    return [line for line in lines if line]

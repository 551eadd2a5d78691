"""What a moderator fills in: words that the guard should have found."""

from wtforms import SelectField

from forum.core.forms import AtMost, Form, Line, Needed
from forum.deid import Label
from forum.guard.misses import LONGEST


class MissForm(Form):
    words = Line(
        "Words that the check should have found",
        [Needed("Paste the words from the message."), AtMost(LONGEST)],
        description="Only their shape is kept: “Seen on 4/2” becomes “Xxxx xx 9/9”.",
    )
    kind = SelectField(
        "They are",
        [Needed("Choose what they are.")],
        choices={"": "Choose one", **{one.value: one.words for one in Label}},
    )

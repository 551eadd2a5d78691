"""What members report, and what a moderator fills in."""

from collections.abc import Sequence

from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import Optional

from forum.core.forms import AtMost, Form, Line, Lines, Needed
from forum.deid import Label
from forum.guard import Guarded
from forum.guard.misses import LONGEST
from forum.moderation.vocabulary import ASK_FIRST, FOR_MEMBERS, NEED_NO_REASON, Act, Reason, ready

NUMBERS = Guarded(numbers_only=True)
WHYS = (
    "A place, a name or a date in it could lead to a person. Said more widely, it can go out.",
    "Several details together could lead to one person. Leave out one, or make one wider.",
    "It reads as if it were about one family that somebody may know. Tell what is typical instead.",
    "It is about a colleague and not about the work. Say what you saw, and what you would do.",
    "It is advice beyond your scope as your profile has it. Say so in it, or ask instead.",
    "It offers something for sale. Say what helped, without where to buy it.",
    "Nothing in it points to a person.",
    "Thank you for the care in it. Nothing needs to change.",
    ASK_FIRST,
    "This is for your supervisor and an emergency line now. Ask again when everybody is safe.",
)
"""Reasons that name the fix and blame nobody, for a moderator to choose from."""


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


class ReportForm(Form):
    """Why a moderator should look: the button that sends it says the reason."""

    note = Lines(
        "Anything a moderator should know",
        [Optional(), AtMost(300)],
        description="Only moderators read it. Leave out names here too.",
    )
    reason = RadioField(
        "What is it?",
        [Needed("Choose what it is.")],
        choices={reason.value: reason.label for reason in FOR_MEMBERS},
    )

    @property
    def chosen(self) -> Reason:
        return Reason(self.reason.data)

    def stands_beside(self, number: int) -> None:
        """With ids of its own, as other boxes may be open on the same page."""
        for field in self:
            field.id += f"-of-{number}"


class DecisionForm(Form):
    """What a moderator decides; the button that sends it says what is done."""

    why = SelectField(
        "The reason its author gets",
        default="",
        choices={
            "": "Choose one, or write your own",
            **{one: one for one in WHYS},
        },
    )
    own = Lines(
        "In your own words",
        [Optional(), AtMost(600), NUMBERS],
        description="As you’d want to be written to. Added to the reason chosen above. It is kept "
        "in the log, so quote nothing.",
    )
    rewording = Lines(
        "Suggested wording",
        [Optional(), AtMost(5_000)],
        description="Change here what should change. It goes along when you ask for other words.",
    )
    act = RadioField(
        "What you decide",
        [Needed("Choose what to do.")],
        choices={act.value: act.value for act in Act},
    )
    seen = HiddenField(default="0")

    @property
    def chosen(self) -> Act:
        return Act(self.act.data)

    @property
    def said(self) -> str:
        return " ".join(said for said in (self.why.data, self.own.data) if said)

    def explain(self, acts: Sequence[Act], reason: Reason) -> None:
        """Say what an author reads after each of `acts` where no reason is written."""
        asked = [act.button for act in acts if act is not Act.DISMISSED and not ready(act, reason)]
        lines = [
            f"“{act.button}” alone says: “{said}”" for act in acts if (said := ready(act, reason))
        ]
        if Act.DISMISSED in acts and not ready(Act.DISMISSED, reason):
            lines.append(f"“{Act.DISMISSED.button}” alone tells its author nothing.")
        lines += [f"“{button}” needs a reason." for button in asked]
        self.why.description = " ".join(lines)

    def says_enough(self) -> bool:
        """Whether there is a reason where its author gets one; else the form says so."""
        if self.said or self.chosen in NEED_NO_REASON:
            return True
        self.why.errors = ["Choose a reason, or write one: its author always gets it."]
        return False

    def rewording_for(self, wording: str) -> str:
        """What is suggested, where anything was changed of what its author wrote."""
        suggested = self.rewording.data or ""
        return "" if suggested.split() == wording.split() else suggested

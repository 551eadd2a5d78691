"""Asking about a case: an outline that cannot identify, a story in safe words, one's own word."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import null
from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    SelectMultipleField,
    ValidationError,
)
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from forum.cases.circle_forms import AskedIn
from forum.cases.general import MayBeGeneral
from forum.cases.reminding import Later
from forum.cases.vocabulary import ASKABLE, Consent, Help, NeedBy, Since
from forum.cases.words import PARTS
from forum.core.clock import now
from forum.core.forms import AtMost, GivenAnew, Line, MarkdownField, Needed
from forum.core.words import Words
from forum.guard import Guarded
from forum.guard.mending import Counted
from forum.people.session import me
from forum.people.vocabulary import AgeBand, Discipline, Setting

OUTLINE: dict[str, Callable[[Any], Any]] = {
    "title": str,
    "age_band": AgeBand,
    "setting": Setting,
    "since": Since,
    "help": Help,
    "need_by": NeedBy,
    "question": str,
    "consent": Consent,
    "generalised": int,
}
"""Beside its words, and as what it is kept."""


class CaseForm(MayBeGeneral):
    title = Line(
        "In one line, what’s stuck?",
        [Needed("Say in one line what’s stuck."), AtMost(90), Guarded()],
        description="Describe the problem, not the person.",
    )
    age_band = RadioField(
        "Age band",
        [Needed("Choose an age band; it’s as exact as an age should be.")],
        choices={one.value: one.label for one in AgeBand},
    )
    asked = SelectMultipleField(
        "Whose view would help?",
        [Needed("Choose at least one discipline.")],
        choices={one.value: one.chip for one in ASKABLE},
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    setting = SelectField(
        "Setting",
        [Needed("Choose where you see them.")],
        choices={"": "Choose one", **{one.value: one.label for one in Setting}},
    )
    since = SelectField(
        "Stuck for",
        [Needed("Choose for how long.")],
        choices={"": "Choose one", **{one.value: one.label for one in Since}},
    )
    story = MarkdownField(
        "What’s happening",
        [Needed("Tell what’s happening."), AtMost(5_000), Guarded()],
        description="Enough to think with, nothing that could point to a person.",
    )
    tried = MarkdownField(
        "What you’ve tried",
        [Optional(), AtMost(3_000), Guarded()],
        description="Include what didn’t work: it saves everyone time.",
    )
    matters = MarkdownField(
        "What matters most to this family?",
        [Needed("Say what matters most to them."), AtMost(240), Guarded()],
        description="Or to the person, where they speak for themselves. Ideas are measured by it.",
    )
    question = Line(
        "Your one question",
        [Needed("Ask one question."), AtMost(160), Guarded()],
        description="One question gets better answers than three.",
    )
    need = MarkdownField(
        "What you need from colleagues",
        [Optional(), AtMost(1_000), Guarded()],
        description="What a good answer would give you.",
    )
    help = RadioField(
        "What kind of answer helps?",
        [Needed("Choose what would help.")],
        choices={one.value: one.label for one in Help},
        default=Help.IDEAS.value,
        description="With “Just listening” colleagues are asked to leave advice for another day.",
    )
    need_by = SelectField(
        "When would ideas help?",
        [Needed("Choose when.")],
        choices={one.value: one.label for one in NeedBy},
        default=NeedBy.TWO_WEEKS.value,
    )
    consent = RadioField(
        "May this be told?",
        [Needed("Say what stands behind it; without that it can’t be told as a case.")],
        choices={one.value: one.label for one in Consent},
        description="“They” are whoever may decide: the person, or a parent or guardian. Only your "
        "choice is kept, never who agreed or when. In schools, education records count too.",
    )
    nobody_would_know = GivenAnew(
        "No one who knows this person would recognise them from this",
        [Needed("Read it once more with the family’s eyes, then tick this.")],
        description="And I know of no way that it could be used, alone or with other information, "
        "to tell who they are. Think of a parent, a teacher, a colleague in the next room.",
    )
    circle = AskedIn(
        "Who reads it", description="In a circle its members and you see it, and nobody else."
    )
    anonymous = BooleanField("Ask without my name")
    no_discipline = BooleanField("Nor with my discipline")
    remind = BooleanField("Remind me to say how it went", default=True)
    follow_up_on = Later("On this day", default=Later.usual)

    generalised = Counted()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_general:
            self.title.label.text = "In one line, what is it about?"
            self.tried.description = "What you have tried or read. Methods, not a person."
            self.nobody_would_know.label.text = "There is no client in this"
            self.nobody_would_know.description = (
                "It asks about the work. Nobody who reads it would think of someone they know."
            )

    def validate_consent(self, field: RadioField) -> None:
        if field.data == Consent.NONE:
            raise ValidationError(
                "Then it stays between you and them, and can’t be told as a case. You can ask it "
                "as a general question instead: what you tried and your question stay."
            )

    def validate_anonymous(self, field: BooleanField) -> None:
        if field.data and self.circle.data:
            raise ValidationError(
                "In a circle the others would soon know. Ask all verified members without your "
                "name, or the circle with it."
            )

    @property
    def age_words(self) -> str:
        chosen = "" if self.is_general else self.age_band.data
        return AgeBand(chosen).label.lower() if chosen in list(AgeBand) else ""

    @property
    def hidden_name(self) -> str:
        return me().name if self.anonymous.data else ""

    @property
    def views(self) -> list[Discipline]:
        """Whose view is asked for."""
        return [Discipline(one) for one in self.asked.data or ()]

    @property
    def told(self) -> dict[str, Words]:
        """Its words, once they are valid."""
        return {name: self[name].words for name in PARTS if name in self}

    @property
    def outline(self) -> dict[str, Any]:
        """Everything else, once it is valid. Whoever posts it gives their word with that."""
        kept = {name: kind(self[name].data) for name, kind in OUTLINE.items() if name in self}
        at = self.follow_up_on.moment if self.remind.data else None
        never = null()  # as None would be asked after the usual time
        return kept | {"attested_at": now(), "follow_up_at": at or never}

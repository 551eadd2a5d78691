"""Asking about a case: an outline that cannot identify, a story in safe words, one's own word."""

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from forum.cases.vocabulary import ASKABLE, AgeBand, Help, NeedBy, Since
from forum.core.forms import AtMost, Line, MarkdownField, Needed
from forum.guard import Guarded
from forum.guard.mending import Counted
from forum.people.vocabulary import Setting
from forum.talk.forms import DraftedForm


class CaseForm(DraftedForm):
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
    need_by = SelectField(
        "When would ideas help?",
        [Needed("Choose when.")],
        choices={one.value: one.label for one in NeedBy},
        default=NeedBy.TWO_WEEKS.value,
    )
    help = RadioField(
        "What kind of answer helps?",
        [Needed("Choose what would help.")],
        choices={one.value: one.label for one in Help},
        default=Help.IDEAS.value,
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
    need = MarkdownField(
        "What you need from colleagues",
        [Optional(), AtMost(1_000), Guarded()],
        description="What a good answer would give you.",
    )
    question = Line(
        "Your one question",
        [Needed("Ask one question."), AtMost(160), Guarded()],
        description="One question gets better answers than three.",
    )
    nobody_would_know = BooleanField(
        "No one who knows this person would recognise them from this",
        [Needed("Read it once more with the family’s eyes, then tick this.")],
        description="And I know of no way that it could be used, alone or with other information, "
        "to tell who they are. Think of a parent, a teacher, a colleague in the next room.",
    )

    generalised = Counted()

    @property
    def age_words(self) -> str:
        chosen = self.age_band.data
        return AgeBand(chosen).label.lower() if chosen in list(AgeBand) else ""

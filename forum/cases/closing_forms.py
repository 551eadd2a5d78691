"""The forms at the end of a case: how it turned out, when to be asked, one's own note of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectMultipleField,
    ValidationError,
)
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from forum.cases import insights
from forum.cases.insights import Insight, Lesson
from forum.cases.note import LONGEST as LONGEST_NOTE
from forum.cases.outcome import Telling
from forum.cases.reminding import Later
from forum.cases.vocabulary import Result
from forum.core.addresses import whole
from forum.core.forms import AtMost, Form, GivenAnew, Line, Lines, MarkdownField, Needed
from forum.guard import Guarded
from forum.talk.drafted import DraftedForm
from forum.talk.drafts import Fields
from forum.talk.said import Said


class Ideas(SelectMultipleField):
    """Ideas to tick, by their numbers; what isn't `offered` any more is passed over."""

    offered: Sequence[tuple[int, str]] = ()

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(
            label,
            [Optional()],
            coerce=int,
            choices=(),
            validate_choice=False,
            widget=ListWidget(prefix_label=False),
            option_widget=CheckboxInput(),
            **more,
        )

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset(number for number, _ in self.offered if number in (self.data or ()))

    def offer(self, named: Sequence[tuple[int, str]]) -> None:
        self.choices = self.offered = named


class OutcomeForm(DraftedForm):
    """`wording` is the number of the one that its page knew, 0 where nothing was told yet."""

    result = RadioField(
        "How did it turn out?",
        [Needed("Choose what comes nearest.")],
        choices={one.value: one.label for one in Result},
    )
    body = MarkdownField(
        "In a sentence or two",
        [Needed("A sentence is enough."), AtMost(2_000), Guarded()],
        description="What you did, and what happened. What didn’t work helps the next person too.",
    )
    made = Ideas("What made the difference")
    not_made = Ideas("What didn’t help")
    lesson = Line(
        "What would you tell the next person?",
        [Optional(), AtMost(insights.TITLE), Guarded()],
        description="One general line, with no client in it.",
    )
    more = Lines("A little more", [Optional(), AtMost(insights.BODY), Guarded()])
    for_all = GivenAnew(
        "Others may find this insight",
        description="Under “What worked” and beside cases like this; also once the case is sealed "
        "and all its other words are gone.",
    )
    wording = HiddenField(default="0")

    @property
    def typed(self) -> Fields:
        """With the wording that it corrects, as another may stand when it is taken up again.

        A correction takes no approved insight back unasked: it says how that tick was left.
        """
        kept = super().typed | {"wording": [self.wording.data or "0"]}
        return kept | ({"for_all": self.for_all.raw_data or []} if self.corrects else {})

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed or chosen yet."""
        return super().is_blank and not (self.result.data or self.made.data or self.not_made.data)

    def take_along(self, insight: Insight | None) -> None:
        """What was taught meanwhile stands here too: to share this takes nothing of it unasked."""
        if insight is None:
            return
        if not (self.lesson.data or "").strip():
            self.lesson.data, self.more.data = insight.title, self.more.data or insight.body
        self.for_all.data = self.for_all.data or insight.approved_at is not None

    @property
    def corrects(self) -> int:
        """The number of the wording that it corrects, or 0."""
        return whole(self.wording.data)

    def offer(self, tried: Sequence[Said]) -> None:
        """The ideas that may be ticked."""
        named = [(one.number, f"{one.author.first_name}: {one.opening}") for one in tried]
        self.made.offer(named)
        self.not_made.offer(named)

    @property
    def lost(self) -> int:
        """How many ideas were ticked that aren't there any more."""
        ticked = set(self.made.data or ()) | set(self.not_made.data or ())
        return len(ticked - {number for number, _ in self.made.offered})

    @property
    def told(self) -> Telling:
        lesson = None
        if self.lesson.data:
            lesson = Lesson(self.lesson.data, self.more.data or "", self.for_all.data)
        made, not_made = self.made.numbers, self.not_made.numbers
        return Telling(Result(self.result.data), self.body.words, made, not_made, lesson)

    def validate_not_made(self, field: Ideas) -> None:
        if self.made.numbers & field.numbers:
            raise ValidationError("An idea can’t do both: make the difference, and not help.")

    def validate_for_all(self, field: BooleanField) -> None:
        if not self.lesson.data and (field.data or self.more.data):
            raise ValidationError("Say the insight in its one line first, or leave it out.")


class FollowUpForm(Form):
    remind = BooleanField("Ask me how it went")
    follow_up_on = Later("On this day", default=Later.usual)

    @property
    def at(self) -> datetime | None:
        """When to ask, if at all."""
        return self.follow_up_on.moment if self.remind.data else None


class NoteForm(Form):
    decided = Lines(
        "What I decided",
        [Optional(), AtMost(LONGEST_NOTE), Guarded(numbers_only=True)],
        description="For your own record; nobody else sees it here. Leave out names and numbers: "
        "add those by hand once it’s printed.",
    )
    version = HiddenField(default="0")

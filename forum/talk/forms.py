"""The boxes of a conversation: to speak, to answer, to say it otherwise."""

from collections.abc import Sequence
from typing import Any, Self

from wtforms import BooleanField, HiddenField, RadioField, ValidationError
from wtforms.validators import Optional

from forum.core.addresses import whole
from forum.core.forms import AtMost, GivenAnew, Line, MarkdownField, Needed
from forum.core.links import may_link
from forum.guard import Guarded
from forum.guard.links import is_personal
from forum.talk.drafted import DraftedForm
from forum.talk.drafts import Draft
from forum.talk.turning_back import ListeningForm
from forum.talk.vocabulary import Grounds, Kind, Sureness

LONGEST = 5_000
ALL = tuple(Kind)
ADVISING = (Kind.IDEA, Kind.WORTH_CHECKING)
"""What nobody is offered to say to themselves."""


class ReplyForm(ListeningForm, DraftedForm):
    """Something said of one of the kinds that it `takes`, beginning with the first of them.

    It is the `own` box of whoever began what is talked about, or a colleague’s.
    Without ideas among them, one listens: advice is left for another day.
    """

    takes: Sequence[Kind] = ALL

    kind = RadioField(
        "This is",
        [Needed("Say what kind of reply this is.")],
        choices={kind.value: kind.label for kind in Kind},
        default=Kind.IDEA.value,
        validate_choice=False,
    )
    body = MarkdownField(
        "Your reply",
        [Needed("Write something first."), AtMost(LONGEST), Guarded()],
        description="Say what you’d do and why. If it’s outside your scope, say that too: "
        "it still helps.",
    )
    sureness = RadioField(
        "How sure are you?",
        [Optional()],
        choices={one.value: one.label for one in Sureness},
    )
    evidence_url = Line(
        "Where the evidence can be read",
        [AtMost(500)],
        description="The address of a page about the method: a review, a guideline, a study.",
    )
    outside_scope = BooleanField("This is outside my scope")
    to = HiddenField()

    def __init__(
        self, *args: Any, takes: Sequence[Kind] = ALL, own: bool = False, **kwargs: Any
    ) -> None:
        """Several may stand on one page, so the fields of an answer have ids of their own."""
        super().__init__(*args, **kwargs)
        self.takes, self.listens = takes, Kind.IDEA not in takes
        self.own = own
        self.kind.choices = [(kind.value, kind.label) for kind in self.offers]
        if own:
            self.body.description = "What you’d like to add, or to answer."
        elif self.listens:
            self.body.description = "What you hear in it, or how it was for you. Company is enough."
        if self.answers:
            for field in self:
                field.id += self.beside

    @classmethod
    def begun(cls, place: str, draft: Draft | None, **more: Any) -> Self:
        form = super().begun(place, draft, **more)
        if draft is None or form.kind.data not in form.offers:
            form.kind.data = form.offers[0].value
        return form

    def validate_kind(self, field: RadioField) -> None:
        if field.data not in ALL:
            raise ValidationError("Not a valid choice.")
        if field.data not in self.takes:
            raise ValidationError(
                "What’s asked for here is someone to listen, so ideas wait until they’re wanted. "
                "If it is support, a question or an experience, choose that."
            )

    def validate_evidence_url(self, field: Line) -> None:
        if self.sureness.data != Sureness.EVIDENCE or not self._is_a_claim:
            return
        url = field.data or ""
        if not url:
            raise ValidationError("Add the address of the evidence, or say that it’s a hunch.")
        if not url.lower().startswith(("http://", "https://")) or not may_link(url):
            raise ValidationError("Give the whole address of a page, beginning with https://")
        if is_personal(url):
            raise ValidationError(
                "This leads to a person, to shared files, or doesn’t show where it leads. "
                "Give the address of the page itself."
            )

    @property
    def offers(self) -> list[Kind]:
        """The kinds to choose from: of what it takes, what makes sense from whom it is for."""
        return [kind for kind in self.takes if not (self.own and kind in ADVISING)]

    @property
    def is_untouched(self) -> bool:
        """Whether it is as it is for everyone who may say the same kinds of thing."""
        sent = any(field.raw_data for field in self if field is not self.to)
        return not (sent or self.body.data or self.errors or self.answers)

    @property
    def grounds(self) -> Grounds:
        """On which grounds it is said. Only of a form that is valid."""
        sure = Sureness(self.sureness.data) if self.sureness.data and self._is_a_claim else None
        url = self.evidence_url.data if sure is Sureness.EVIDENCE else ""
        return Grounds(sure, url or "", bool(self.outside_scope.data))

    @property
    def may_link(self) -> bool:
        return bool(self.kind.data == Kind.RESOURCE)

    @property
    def beside(self) -> str:
        return f"-{self.answers}" if self.answers else ""

    @property
    def answers(self) -> int | None:
        """The number of the message that this answers, or None for an idea of its own."""
        return whole(self.to.data) or None

    @property
    def _is_a_claim(self) -> bool:
        return self.kind.data in ALL and not self.listens and Kind(self.kind.data).is_a_claim


class EditForm(ListeningForm):
    """Saying it otherwise; `wording` is the number of the wording that is being changed.

    `said_as` is the kind of the message.
    """

    said_as: Kind | None = None
    beside = ""

    body = MarkdownField(
        "What you said",
        [Needed("Write something, or withdraw it."), AtMost(LONGEST), Guarded()],
        description="Readers see that it was edited, and may look up how it read before.",
    )
    as_it_is = GivenAnew("Save it as it is")
    wording = HiddenField(default="0")

    @property
    def may_link(self) -> bool:
        return self.said_as is Kind.RESOURCE

    def stands_beside(self, number: int) -> Self:
        """With ids of its own, as other boxes may be open on the same page."""
        self.beside = f"-of-{number}"
        for field in self:
            field.id += self.beside
        return self

"""The boxes of a conversation: to speak, to answer, to say it otherwise; how a form is drafted."""

from datetime import datetime
from typing import Any, Self

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField, RadioField, StringField

from forum.core.addresses import whole
from forum.core.forms import AtMost, MarkdownField, Needed
from forum.core.text import tidy
from forum.guard import Guarded, GuardedForm
from forum.talk.drafts import Draft, Fields
from forum.talk.vocabulary import Kind

LONGEST = 5_000


class DraftedForm(GuardedForm):
    """A form that is kept as a draft of `place` while somebody fills it in.

    `version` is that of the draft that it shows, and `saved_at` when that was saved.
    """

    place = ""
    version = 0
    saved_at: datetime | None = None

    @classmethod
    def begun(cls, place: str, draft: Draft | None, **more: Any) -> Self:
        """The form as its draft left it, or an empty one."""
        form = cls(formdata=MultiDict(draft.typed) if draft else None, **more)
        form.place = place
        if draft:
            form.version, form.saved_at = draft.version, draft.saved_at
        return form

    @classmethod
    def sent(cls, place: str) -> Self:
        """The form as it comes in, knowing the draft that its page knew."""
        form = cls()
        form.place = place
        form.version = whole((request.form.getlist("draft") or ["0"])[-1])
        return form

    @property
    def typed(self) -> Fields:
        """What was filled in, as typed; one's word that nobody would know is given anew."""
        kept = (field for field in self if not isinstance(field, (HiddenField, BooleanField)))
        return {field.name: [tidy(said) for said in field.raw_data or ()] for field in kept}

    @property
    def words(self) -> dict[str, str]:
        """Of what was filled in, what was typed word by word."""
        boxes = {field.name for field in self if isinstance(field, StringField)}
        return {name: "\n".join(said) for name, said in self.typed.items() if name in boxes}

    @property
    def is_blank(self) -> bool:
        """Whether no word was typed yet."""
        return not "".join(self.words.values()).strip()

    @property
    def known(self) -> dict[str, Any]:
        """For Draft: what this form holds, and what it knows of what was saved."""
        return {"typed": self.typed, "known": self.version, "once": self.once.data or ""}


class ReplyForm(DraftedForm):
    kind = RadioField(
        "This is",
        [Needed("Say what kind of reply this is.")],
        choices={kind.value: kind.label for kind in Kind},
        default=Kind.IDEA.value,
    )
    body = MarkdownField(
        "Your reply",
        [Needed("Write something first."), AtMost(LONGEST), Guarded()],
        description="Say what you’d do and why. If it’s outside your scope, say that too: "
        "it still helps.",
    )
    to = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Several may stand on one page, so the fields of an answer have ids of their own."""
        super().__init__(*args, **kwargs)
        if self.answers:
            for field in self:
                field.id += self.beside

    @property
    def may_link(self) -> bool:
        return bool(self.kind.data == Kind.RESOURCE)

    @property
    def beside(self) -> str:
        """What tells its ids from those of another on the same page."""
        return f"-{self.answers}" if self.answers else ""

    @property
    def answers(self) -> int | None:
        """The number of the message that this answers, or None for an idea of its own."""
        return whole(self.to.data) or None


class EditForm(GuardedForm):
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

"""The box under every conversation."""

from typing import Any

from wtforms import HiddenField, RadioField

from forum.core.addresses import whole
from forum.core.forms import AtMost, Form, MarkdownField, Needed
from forum.talk.guard import Guarded
from forum.talk.vocabulary import Kind

LONGEST = 5_000


class ReplyForm(Form):
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
                field.id += f"-{self.answers}"

    @property
    def answers(self) -> int | None:
        """The number of the message that this answers, or None for an idea of its own."""
        return whole(self.to.data) or None

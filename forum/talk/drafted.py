"""A form that is kept as a draft while it is filled in."""

from datetime import datetime
from typing import Any, Self

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from forum.core.addresses import whole
from forum.core.forms import GivenAnew
from forum.core.text import tidy
from forum.talk.drafts import Draft, Fields
from forum.talk.faced import FacedForm


class DraftedForm(FacedForm):
    """A form that is kept as a draft of `place` while somebody fills it in.

    `version` is that of the draft that it shows, and `saved_at` when that was saved.
    """

    place = ""
    version = 0
    saved_at: datetime | None = None
    is_drafted = True

    @classmethod
    def begun(cls, place: str, draft: Draft | None, **more: Any) -> Self:
        """The form as its draft left it, or an empty one."""
        form = cls(formdata=MultiDict(draft.typed) if draft else None, **more)
        form.place = place
        if draft:
            form.version, form.saved_at = draft.version, draft.saved_at
        return form

    @classmethod
    def sent(cls, place: str, **more: Any) -> Self:
        """The form as it comes in, knowing the draft that its page knew."""
        form = cls(**more)
        form.place = place
        form.version = whole((request.form.getlist("draft") or ["0"])[-1])
        return form

    @property
    def typed(self) -> Fields:
        """What was filled in, as typed; one's word is given anew each time."""
        kept = (field for field in self if not isinstance(field, (HiddenField, GivenAnew)))
        return {field.name: [tidy(said) for said in field.raw_data or ()] for field in kept}

    @property
    def is_blank(self) -> bool:
        """Whether no word was typed yet."""
        return not "".join(self.words.values()).strip()

    @property
    def known(self) -> dict[str, Any]:
        """For Draft: what this form holds, and what it knows of what was saved."""
        return {"typed": self.typed, "known": self.version, "once": self.once.data or ""}

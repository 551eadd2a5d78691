"""A general question: one about the work, with no client behind it, and so no client’s outline."""

from collections.abc import Sequence
from typing import Any

from wtforms import Field
from wtforms.widgets import HiddenInput

from forum.core.forms import GivenAnew
from forum.people.models import Person
from forum.talk.drafted import DraftedForm
from forum.talk.drafts import Draft, Fields

OF_A_CLIENT = ("age_band", "setting", "since", "story", "matters", "consent")
"""What a case tells of its client, and a general question doesn’t."""


class Turned(Field):
    """Whether it is a general question; a button of the same name turns it into one, or back."""

    widget = HiddenInput()
    data: bool
    is_turned = False

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = valuelist[-1:] == ["y"]
        self.is_turned = len(valuelist) > 1

    def process_data(self, value: bool | None) -> None:
        self.data = bool(value)

    def _value(self) -> str:
        return "y" if self.data else ""


class MayBeGeneral(DraftedForm):
    """A form about a case that may be turned into a general question, and back, losing nothing.

    While it is one, what was filled in of a client is set `aside`: drafts keep it and nobody
    checks or posts it.
    """

    aside: Fields

    general = Turned("A general question")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.aside = {}
        if self.general.is_turned:
            self._take_back_ones_word()
        if self.general.data:
            raw = {name: self[name].raw_data or () for name in OF_A_CLIENT}
            self.aside = {name: [str(said) for said in some] for name, some in raw.items()}
            for name in OF_A_CLIENT:
                del self[name]

    def _take_back_ones_word(self) -> None:
        """It was given of a client, or of a question without one: of the other it is given anew."""
        for field in self:
            if isinstance(field, GivenAnew):
                field.data = False

    @property
    def is_general(self) -> bool:
        return self.general.data

    @property
    def typed(self) -> Fields:
        return super().typed | self.aside | {"general": ["y" if self.is_general else ""]}

    @property
    def is_blank(self) -> bool:
        return super().is_blank and not self.left_over

    def keep_what_is_left(self, *, by: Person) -> None:
        """What was told of a client stays as `by`’s draft, in case they agree later.

        The case that it may become begins with a reminder, as every other does.
        """
        if self.left_over and Draft.at(self.place, by) is None:
            left = self.left_over | {"remind": ["y"]}
            Draft.keep(self.place, left, by=by, known=0, once="")

    @property
    def left_over(self) -> Fields:
        """What a general question leaves behind, where something of it was told in words."""
        told = "".join(self.aside.get("story", []) + self.aside.get("matters", []))
        return self.aside if told.strip() else {}

"""Forms: fields that tidy what was typed, sentences that say the fix, a key against doubles."""

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    Field,
    HiddenField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, StopValidation

from forum.core.db import new_key
from forum.core.text import TextTooLong, TextTooTangled, tidy
from forum.core.words import Words


def stripped(text: str | None) -> str | None:
    return None if text is None else tidy(text).strip()


def one_line(text: str | None) -> str | None:
    return None if text is None else " ".join(tidy(text).split())


def _is_seen(letter: str) -> bool:
    return letter.isprintable() and not letter.isspace()


class Form(FlaskForm):
    """Any form of ours; `once` names one filling-in, so that sending it twice changes nothing."""

    once = HiddenField(default=new_key, filters=[one_line])


class Line(StringField):
    def __init__(self, label: str, validators: Any = (), **more: Any) -> None:
        super().__init__(label, validators, filters=[one_line], **more)


class Lines(TextAreaField):
    def __init__(self, label: str, validators: Any = (), **more: Any) -> None:
        super().__init__(label, validators, filters=[stripped], **more)


class GivenAnew(BooleanField):
    """A tick that is one's word: it is given each time, and no draft brings it along."""


class Day(DateField):
    """A day of the calendar, as browsers send it; None where none was chosen."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = (valuelist or [""])[0].strip()
        self.data = None
        if typed:
            try:
                self.data = date.fromisoformat(typed)
            except ValueError as odd:
                raise ValueError("Choose a day, as in 2026-11-30.") from odd

    @property
    def day(self) -> date:
        """The day of a form that needs one and is valid."""
        if self.data is None:
            raise ValueError("No day was chosen.")
        return self.data


class MarkdownField(Lines):
    """A box for a member's Markdown; once valid, `words` holds it with its safe HTML."""

    words: Words

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        if self.errors:
            return
        try:
            self.words = Words.of(self.data or "")
        except (TextTooLong, TextTooTangled) as refused:
            raise ValidationError(str(refused)) from refused


class Needed(DataRequired):
    """Something has to be here that can be seen; the sentence says what."""

    def __call__(self, form: Any, field: Field) -> None:
        super().__call__(form, field)
        if isinstance(field.data, str) and not any(map(_is_seen, field.data)):
            raise StopValidation(str(self.message))


class AtMost:
    """No more than `most` characters, counted as typed."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.field_flags = {"maxlength": most}

    def __call__(self, form: FlaskForm, field: Field) -> None:
        length = len(field.data or "")
        if length > self.most:
            raise StopValidation(
                f"Make it {self.most:,} characters or shorter; it has {length:,} now."
            )


class AtLeast:
    """At least `least` characters."""

    def __init__(self, least: int) -> None:
        self.least = least

    def __call__(self, form: FlaskForm, field: Field) -> None:
        if len(field.data or "") < self.least:
            raise StopValidation(f"Make it {self.least} characters or longer.")

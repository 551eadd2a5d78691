"""A form after the check, in the words of the page: how much there is to look at, what is left."""

from dataclasses import dataclass

from flask_wtf import FlaskForm
from wtforms import Field

from forum.deid import is_english
from forum.deid.telling import summed_up
from forum.guard.details import Detail, details_of
from forum.guard.forms import FOUND, boxes
from forum.guard.looking import folded, why_not

_ALL = ("", "both", *(f"all {one}" for one in "three four five six seven eight nine ten".split()))
_ONLY_RULES = "The part of the check that reads for names isn’t there just now: it finds numbers, \
dates and addresses, and you look for names."
_NOT_ENGLISH = "Most of this isn’t in English. The check knows numbers, dates and addresses in it; \
names and places are yours to find."


@dataclass(frozen=True)
class Checked:
    """What the check found in `form`, and what keeps it from being sent."""

    form: FlaskForm
    details: list[Detail]

    @property
    def is_read(self) -> bool:
        """Whether something is written, and the check has looked at it."""
        return bool(self._written) and all(hasattr(box, FOUND) for box in self._written)

    @property
    def boxes(self) -> list[Field]:
        return boxes(self.form)

    @property
    def _written(self) -> list[Field]:
        return [box for box in self.boxes if (box.data or "").strip()]

    @property
    def is_waiting(self) -> bool:
        """Whether something is written that the check has not looked at."""
        return bool(self._written) and not self.is_read

    @property
    def must(self) -> int:
        return sum(detail.must_change for detail in self.details)

    @property
    def summary(self) -> tuple[str, str]:
        """How much there is to look at: a first sentence, and what it leads to."""
        if not self.is_read:
            return "", "As you write, what could point to a person is listed here with safer words."
        return summed_up(self.must, len(self.details) - self.must)

    @property
    def in_short(self) -> str:
        """The summary where there is little room; nothing where there is nothing to look at."""
        if not self.details:
            return ""
        said = summed_up(self.must, len(self.details) - self.must)[0].removesuffix(".")
        return f"{said}, {self.must} must change" if self.must else said

    @property
    def left(self) -> str:
        """Why the form can't be sent as it is, or nothing."""
        if must := self.must:
            needs = "detail still needs" if must == 1 else "details still need"
            return f"{must} {needs} changing before this can be posted."
        if asks := sum(detail.stops for detail in self.details):
            if asks == 1:
                return "1 detail is still up to you: change it, or say that you keep it."
            return f"{asks} details are still up to you: change them, or say that you keep them."
        return ""

    @property
    def all_of_them(self) -> str:
        """“all four”, for the button that changes them all; nothing where there are not several."""
        found = len(self.details)
        return f"all {found}" if found > len(_ALL) else _ALL[found - 1] if found else ""

    @property
    def kept(self) -> list[str]:
        """What its author keeps, of what is still written there."""
        text = " ".join(folded(box.data) for box in self._written)
        return [words for words in self.form.kept.data if folded(words) in text]

    @property
    def note(self) -> str:
        """What the check could not do with what is written, or nothing."""
        if not self.is_read:
            return ""
        if why_not():
            return _ONLY_RULES
        text = "\n".join(box.data for box in self._written)
        return "" if is_english(text) else _NOT_ENGLISH

    @property
    def in_the_way(self) -> str:
        """`left`, where nothing else kept the form from being sent; else nothing."""
        named = {mention.box.id for detail in self.details for mention in detail.mentions}
        wrong = {box.id for box in self.form if box.errors}
        return self.left if wrong and wrong <= named else ""

    @property
    def comes_first(self) -> bool:
        """Whether the details are what the page is shown for, so that the focus is there."""
        return bool(self.in_the_way) or getattr(self.form, "is_mended", False)


def checked(form: FlaskForm) -> Checked:
    """What the check has found in `form` so far."""
    return Checked(form, details_of(form))

"""Safer words at the press of a button: put into a form that is not sent yet."""

from collections.abc import Sequence

from flask import request
from wtforms import Field
from wtforms.widgets import HiddenInput

from forum.core.addresses import whole
from forum.deid import generalise
from forum.guard.details import Detail, details_of
from forum.guard.forms import GuardedForm, boxes, look_over

MOST = 99
"""As many details as are counted; nobody tells more in a case."""


class Counted(Field):
    """How many details were made less telling while the form was filled in: 0 to MOST."""

    widget = HiddenInput()
    data: int

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = min(whole(valuelist[0]), MOST) if valuelist else 0

    def process_data(self, value: int | None) -> None:
        self.data = value or 0

    def _value(self) -> str:
        return str(self.data)


def mended(form: GuardedForm) -> bool:
    """Put safer words into `form` where a button asked for it, and say whether one did.

    `use` names the words of one mention of a detail, and `use_all` asks for them all. The form is
    looked over again, so that its page shows what is left.
    """
    if not {"use", "use_all"} & request.form.keys():
        return False
    look_over(form)
    details = details_of(form)
    if "use_all" not in request.form:
        wanted = {words.casefold() for words in request.form.getlist("use")}
        details = [detail for detail in details if wanted & _said(detail)]
    for box in boxes(form):
        found = [m.finding for detail in details for m in detail.mentions if m.box is box]
        box.data = generalise(box.data or "", found)
    if "generalised" in form:
        form.generalised.data = min(form.generalised.data + len(details), MOST)
    look_over(form)
    form.is_mended = True
    return True


def _said(detail: Detail) -> set[str]:
    return {mention.finding.text.casefold() for mention in detail.mentions}

"""The guard at a form's door: a red finding stops it, and all are shown with safer words."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, ValidationError

from forum import deid
from forum.core.clock import now
from forum.deid import Finding, Severity

FOUND = "findings"
"""Where a field keeps what was found in it."""


class Guarded:
    """No identifier in this field; what was found stays with the field for the page."""

    def __call__(self, form: FlaskForm, field: Field) -> None:
        found = deid.check(field.data or "", today=now().date())
        setattr(field, FOUND, found)
        must_change = [finding for finding in found if finding.severity is Severity.RED]
        if must_change:
            raise ValidationError(_sentence(must_change))


def findings_of(form: FlaskForm) -> list[tuple[Any, Finding]]:
    """Every finding of a form with the field it stands in, in the order of the form."""
    return [(field, finding) for field in form for finding in getattr(field, FOUND, ())]


def _sentence(must_change: list[Finding]) -> str:
    quoted = ", ".join(dict.fromkeys(f"“{finding.text}”" for finding in must_change))
    return f"{quoted} could point to a person. Use safer words before posting."

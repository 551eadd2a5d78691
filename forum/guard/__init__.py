"""The guard at work on this site: looks at what members write, and stops what could identify.

form.validate_on_submit()  # its boxes are Guarded; a GuardedForm knows what its author keeps
for field, finding in findings_of(form): ...
"""

from forum.guard.forms import Guarded, GuardedForm, KeptWords, findings_of, look_over
from forum.guard.looking import look_at, why_not

__all__ = [
    "Guarded",
    "GuardedForm",
    "KeptWords",
    "findings_of",
    "look_at",
    "look_over",
    "why_not",
]

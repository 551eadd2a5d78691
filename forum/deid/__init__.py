"""The guard: text in, findings out. Knows neither Flask nor the database.

for finding in check("Seen on 14 March, call 617-555-0142."):
    print(finding.label.words, finding.text, finding.why, finding.suggestion)
"""

from forum.deid.check import check
from forum.deid.english import is_english
from forum.deid.finding import Finding, Label, Severity
from forum.deid.generalise import Edit, alike, edit_of, edits_of, generalise

__all__ = [
    "Edit",
    "Finding",
    "Label",
    "Severity",
    "alike",
    "check",
    "edit_of",
    "edits_of",
    "generalise",
    "is_english",
]

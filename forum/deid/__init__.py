"""The guard: text in, findings out. Knows neither Flask nor the database.

for finding in check("Seen on 14 March, call 617-555-0142."):
    print(finding.label.words, finding.text, finding.why, finding.suggestion)
"""

from forum.deid.check import check
from forum.deid.finding import Finding, Label, Severity
from forum.deid.generalise import generalise

__all__ = ["Finding", "Label", "Severity", "check", "generalise"]

"""Being written."""
from forum.deid.finding import Finding, Label, Severity
def check(text, context=(), safe=frozenset()): return []

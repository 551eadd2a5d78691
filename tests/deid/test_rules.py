"""How the rules are written: fast on any text, and pure."""

import re
import sys
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from subprocess import run

from forum.deid.rules import RULES
from forum.deid.rules.checks import luhn, modulus_11
from forum.deid.signs import SIGNS

PATTERNS = [*(rule.pattern for rule in RULES), *(sign.pattern for sign in SIGNS)]


def test_no_repeat_without_bound_holds_another_repeat():
    for pattern in PATTERNS:
        for repeated in endless(parser.parse(pattern.pattern, pattern.flags)):
            assert not any(True for _ in repeats(repeated)), pattern.pattern


def test_no_pattern_matches_nothing_at_all():
    assert [pattern.pattern for pattern in PATTERNS if pattern.search("")] == []


def test_patterns_for_any_case_are_written_in_small_letters():
    for pattern in PATTERNS:
        if pattern.flags & re.IGNORECASE and "(?-i:" not in pattern.pattern:
            written = re.sub(r"\\.|\(\?P[<=]\w+", "", pattern.pattern)
            assert written == written.lower()


def test_every_reason_and_suggestion_is_said():
    assert all(rule.why and rule.suggestion for rule in RULES)


def test_the_guard_is_pure():
    code = "import sys, forum.deid; print(*sys.modules)"

    modules = run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert not {"flask", "sqlalchemy", "forum.core"} & set(modules.split())


def test_check_digits():
    assert luhn("4111111111111111")
    assert not luhn("4111111111111112")
    assert modulus_11("4010232137")
    assert not modulus_11("4010232138")


def repeats(tree):
    """Every repeat of more than one in a parsed pattern, at any depth."""
    for code, argument in tree:
        if code in (op.MAX_REPEAT, op.MIN_REPEAT) and argument[1] > 1:
            yield argument
        for inner in inside(argument):
            yield from repeats(inner)


def endless(tree):
    """What is repeated without bound."""
    for _least, most, repeated in repeats(tree):
        if most == op.MAXREPEAT:
            yield repeated


def inside(argument):
    """The parsed patterns within an argument of a parsed pattern."""
    if isinstance(argument, parser.SubPattern):
        yield argument
    elif isinstance(argument, (tuple, list)):
        for part in argument:
            yield from inside(part)

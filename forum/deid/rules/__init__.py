"""The rules of the guard, the most certain first: of two that find the same words it speaks."""

from forum.deid.rules import (
    ages,
    contact,
    dates,
    day_or_score,
    moments,
    numbers,
    phones,
    pictures,
    shapes,
    vehicles,
    whereabouts,
)
from forum.deid.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *contact.RULES,
    *dates.RULES,
    *day_or_score.RULES,
    *ages.RULES,
    *vehicles.RULES,
    *numbers.RULES,
    *phones.RULES,
    *shapes.RULES,
    *whereabouts.RULES,
    *moments.RULES,
    *pictures.RULES,
)

"""The outline of a case in words that cannot identify anybody."""

from collections.abc import Iterable
from enum import StrEnum

from forum.people.vocabulary import Discipline

ASKABLE = (
    Discipline.OT,
    Discipline.PT,
    Discipline.SLP,
    Discipline.COUNSELLOR,
    Discipline.PSYCHOLOGIST,
    Discipline.SOCIAL_WORKER,
    Discipline.MUSIC_ART_THERAPIST,
    Discipline.EDUCATOR,
)
"""The disciplines whose view one may ask for."""

_ASSISTANTS = {
    Discipline.OTA: Discipline.OT,
    Discipline.PTA: Discipline.PT,
    Discipline.SLPA: Discipline.SLP,
}


def lens_of(discipline: Discipline) -> Discipline | None:
    """The discipline through which somebody looks: assistants look with theirs."""
    lens = _ASSISTANTS.get(discipline, discipline)
    return lens if lens in ASKABLE else None


def looking_through(lenses: Iterable[Discipline]) -> list[Discipline]:
    """Everybody who looks through one of these lenses, by their own discipline."""
    wanted = set(lenses)
    return [one for one in Discipline if lens_of(one) in wanted]


class Since(StrEnum):
    """For how long it has been stuck: never a date."""

    UNDER_A_MONTH = "under_a_month"
    ONE_TO_THREE_MONTHS = "one_to_three_months"
    THREE_TO_TWELVE_MONTHS = "three_to_twelve_months"
    OVER_A_YEAR = "over_a_year"

    @property
    def label(self) -> str:
        return {
            Since.UNDER_A_MONTH: "Under a month",
            Since.ONE_TO_THREE_MONTHS: "One to three months",
            Since.THREE_TO_TWELVE_MONTHS: "Three to twelve months",
            Since.OVER_A_YEAR: "Over a year",
        }[self]


class Help(StrEnum):
    """What kind of answer helps."""

    IDEAS = "ideas"
    REALITY_CHECK = "reality_check"
    RESOURCES = "resources"
    SECOND_LOOK = "second_look"
    LISTENING = "listening"

    @property
    def label(self) -> str:
        return {
            Help.IDEAS: "Ideas",
            Help.REALITY_CHECK: "A reality check",
            Help.RESOURCES: "Resources",
            Help.SECOND_LOOK: "A second look",
            Help.LISTENING: "Just listening",
        }[self]


class NeedBy(StrEnum):
    THIS_WEEK = "this_week"
    TWO_WEEKS = "two_weeks"
    NO_RUSH = "no_rush"

    @property
    def label(self) -> str:
        return {
            NeedBy.THIS_WEEK: "This week",
            NeedBy.TWO_WEEKS: "In the next two weeks",
            NeedBy.NO_RUSH: "No rush",
        }[self]


class Consent(StrEnum):
    """What stands behind a case that is told to colleagues (APA 4.06, ACA B.7, 45 CFR 164.514)."""

    GIVEN = "given"
    INTAKE = "intake"
    COMPOSITE = "composite"
    NONE = "none"

    @property
    def label(self) -> str:
        return {
            Consent.GIVEN: "They agreed to an anonymous consult",
            Consent.INTAKE: "My intake consent covers peer consultation",
            Consent.COMPOSITE: "It’s composite or fictionalised",
            Consent.NONE: "None of these",
        }[self]


class Result(StrEnum):
    """How it turned out. What failed is as good to know as what helped."""

    HELPED = "helped"
    A_BIT = "a_bit"
    NOT_THIS_TIME = "not_this_time"
    CHANGED_PLAN = "changed_plan"
    REFERRED_ON = "referred_on"

    @property
    def label(self) -> str:
        return _RESULTS[self][0]

    @property
    def icon(self) -> str:
        return _RESULTS[self][1]

    @property
    def chip(self) -> str:
        """The class of its small label: calm, whichever it is."""
        return _RESULTS[self][2]


_RESULTS = {
    Result.HELPED: ("It helped", "sprout", "is-good"),
    Result.A_BIT: ("It helped a bit", "sprout", "is-good"),
    Result.NOT_THIS_TIME: ("Not this time", "compass", "is-info"),
    Result.CHANGED_PLAN: ("We changed the plan", "rotate-ccw", "is-info"),
    Result.REFERRED_ON: ("Referred on", "arrow-right", "is-info"),
}

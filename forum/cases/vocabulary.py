"""The outline of a case in words that cannot identify anybody."""

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


class AgeBand(StrEnum):
    EARLY_YEARS = "early_years"
    SCHOOL_AGE = "school_age"
    TEEN = "teen"
    ADULT = "adult"
    OLDER_ADULT = "older_adult"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


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

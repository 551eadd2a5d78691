"""The words for who somebody is and where they work, as therapists say them."""

from enum import StrEnum


class Discipline(StrEnum):
    OT = "ot"
    OTA = "ota"
    PT = "pt"
    PTA = "pta"
    SLP = "slp"
    SLPA = "slpa"
    COUNSELLOR = "counsellor"
    PSYCHOLOGIST = "psychologist"
    SOCIAL_WORKER = "social_worker"
    MUSIC_ART_THERAPIST = "music_art_therapist"
    EDUCATOR = "educator"
    STUDENT = "student"
    OTHER = "other"

    @property
    def chip(self) -> str:
        """As it stands in a small label: “OT”, “Counselling”."""
        return _DISCIPLINES[self][0]

    @property
    def label(self) -> str:
        """As somebody would say of themself: “Occupational therapist (OT)”."""
        return _DISCIPLINES[self][1]

    @property
    def dye(self) -> str:
        """The stylesheet's colour for it: `d-<dye>`."""
        return _DISCIPLINES[self][2]


_DISCIPLINES = {
    Discipline.OT: ("OT", "Occupational therapist (OT)", "ot"),
    Discipline.OTA: ("OTA", "OT assistant (OTA)", "ot"),
    Discipline.PT: ("PT", "Physiotherapist or physical therapist (PT)", "pt"),
    Discipline.PTA: ("PTA", "PT assistant (PTA)", "pt"),
    Discipline.SLP: ("SLP", "Speech and language therapist (SLP)", "slp"),
    Discipline.SLPA: ("SLPA", "SLP assistant (SLPA)", "slp"),
    Discipline.COUNSELLOR: ("Counselling", "Counsellor or psychotherapist", "cou"),
    Discipline.PSYCHOLOGIST: ("Psychology", "Psychologist", "cou"),
    Discipline.SOCIAL_WORKER: ("Social work", "Social worker", "cou"),
    Discipline.MUSIC_ART_THERAPIST: ("Music & art", "Music or art therapist", "cou"),
    Discipline.EDUCATOR: ("Education", "Educator", "all"),
    Discipline.STUDENT: ("Student", "Student", "all"),
    Discipline.OTHER: ("Other", "Something else", "all"),
}


class Setting(StrEnum):
    SCHOOL = "school"
    EARLY_YEARS_SETTING = "early_years_setting"
    HOME = "home"
    OUTPATIENT = "outpatient"
    COMMUNITY_CLINIC = "community_clinic"
    INPATIENT = "inpatient"
    RESIDENTIAL = "residential"
    VOCATIONAL = "vocational"
    ONLINE = "online"
    PRIVATE_PRACTICE = "private_practice"

    @property
    def label(self) -> str:
        return _SETTINGS[self]


_SETTINGS = {
    Setting.SCHOOL: "School",
    Setting.EARLY_YEARS_SETTING: "Early years",
    Setting.HOME: "Home visits",
    Setting.OUTPATIENT: "Outpatient",
    Setting.COMMUNITY_CLINIC: "Community clinic",
    Setting.INPATIENT: "Inpatient",
    Setting.RESIDENTIAL: "Residential or supported living",
    Setting.VOCATIONAL: "Vocational",
    Setting.ONLINE: "Online",
    Setting.PRIVATE_PRACTICE: "Private practice",
}


class AgeBand(StrEnum):
    EARLY_YEARS = "early_years"
    SCHOOL_AGE = "school_age"
    TEEN = "teen"
    ADULT = "adult"
    OLDER_ADULT = "older_adult"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


class Theme(StrEnum):
    MATCH = "match"
    LIGHT = "light"
    DARK = "dark"

    @property
    def label(self) -> str:
        return "Match my device" if self is Theme.MATCH else self.value.capitalize()


class Letters(StrEnum):
    """When news goes out by letter."""

    STRAIGHT = "straight"
    DAILY = "daily"
    MONDAYS = "mondays"
    NONE = "none"

    @property
    def label(self) -> str:
        return {
            Letters.STRAIGHT: "As it happens, a few together",
            Letters.DAILY: "Once a day",
            Letters.MONDAYS: "On Mondays, all in one",
            Letters.NONE: "Never",
        }[self]

    @property
    def often(self) -> str:
        """As a letter says how often such letters come."""
        return {Letters.DAILY: "once a day", Letters.MONDAYS: "on Mondays"}.get(
            self, "as things happen"
        )


class Role(StrEnum):
    """What somebody may do; that a register was checked stands beside it, in `verified_at`."""

    APPLICANT = "applicant"
    MEMBER = "member"
    VERIFIED = "verified"
    MODERATOR = "moderator"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        return "Verified clinician" if self is Role.VERIFIED else self.value.capitalize()


MODERATE = (Role.MODERATOR, Role.ADMIN)

"""What the guard says about a text: where something stands, what it is, why, and safer words."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How firmly the guard insists, the firmest first."""

    RED = "red"  # an identifier: must change before posting
    AMBER = "amber"  # could show or name a person: the author decides
    SOFT = "soft"  # could single someone out together with other details: advice


class Label(StrEnum):
    """The classes of HIPAA Safe Harbor (45 CFR 164.514(b)(2)), as far as text can hold them."""

    NAME = "NAME"
    GEO = "GEO"
    FACILITY = "FACILITY"
    DATE = "DATE"
    AGE90 = "AGE90"
    PHONE = "PHONE"
    FAX = "FAX"
    EMAIL = "EMAIL"
    SSN = "SSN"
    MRN = "MRN"
    HEALTH_PLAN = "HEALTH_PLAN"
    ACCOUNT = "ACCOUNT"
    LICENSE = "LICENSE"
    VEHICLE = "VEHICLE"
    DEVICE = "DEVICE"
    URL = "URL"
    IP = "IP"
    OTHER_ID = "OTHER_ID"
    SOFT = "SOFT"
    PHOTO = "PHOTO"
    BIOMETRIC = "BIOMETRIC"

    @property
    def words(self) -> str:
        """The kind in plain words, as shown beside a finding."""
        return _WORDS[self]


@dataclass(frozen=True)
class Finding:
    """A stretch of the text as typed, `text[start:end]`.

    `why` stands after the quoted words: “*14 March* can be matched to records”.
    `suggestion` takes their place through `generalise`; "" means that they are best left out.
    """

    start: int
    end: int
    label: Label
    severity: Severity
    text: str
    why: str
    suggestion: str


_WORDS = {
    Label.NAME: "Name",
    Label.GEO: "Place",
    Label.FACILITY: "School, clinic or workplace",
    Label.DATE: "Date",
    Label.AGE90: "Great age",
    Label.PHONE: "Phone number",
    Label.FAX: "Fax number",
    Label.EMAIL: "E-mail address",
    Label.SSN: "Social security number",
    Label.MRN: "Record number",
    Label.HEALTH_PLAN: "Health plan number",
    Label.ACCOUNT: "Account number",
    Label.LICENSE: "Licence number",
    Label.VEHICLE: "Vehicle or plate",
    Label.DEVICE: "Device number",
    Label.URL: "Web address",
    Label.IP: "Internet address",
    Label.OTHER_ID: "Identifying number",
    Label.SOFT: "Telling detail",
    Label.PHOTO: "Photo or recording",
    Label.BIOMETRIC: "Voice, face or fingerprint",
}

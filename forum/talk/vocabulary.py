"""The kinds of message, and how each is said and shown; on which grounds something is said."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit


class Kind(StrEnum):
    IDEA = "idea"
    QUESTION = "question"
    RESOURCE = "resource"
    WORTH_CHECKING = "worth_checking"
    EXPERIENCE = "experience"
    SUPPORT = "support"

    @property
    def label(self) -> str:
        return _KINDS[self][0]

    @property
    def short(self) -> str:
        """As a small label on a message: “Question”."""
        return _KINDS[self][0].removeprefix("A ").capitalize()

    @property
    def icon(self) -> str:
        return _KINDS[self][1]

    @property
    def chip(self) -> str:
        """The class of its small label, or nothing for an idea, which needs none."""
        return _KINDS[self][2]

    @property
    def is_a_claim(self) -> bool:
        """Whether one may ask how sure its author is."""
        return self not in (Kind.QUESTION, Kind.SUPPORT)


_KINDS = {
    Kind.IDEA: ("An idea", "lightbulb", ""),
    Kind.QUESTION: ("A question", "message-circle-question-mark", "is-plain"),
    Kind.RESOURCE: ("A resource", "book-open", "is-info"),
    Kind.WORTH_CHECKING: ("Worth checking", "triangle-alert", "is-care"),
    Kind.EXPERIENCE: ("Experience", "footprints", "is-plain"),
    Kind.SUPPORT: ("Support", "heart-handshake", "is-good"),
}

LISTENING = (Kind.SUPPORT, Kind.QUESTION, Kind.EXPERIENCE)
"""What one may say to somebody who asked to be listened to: nothing that is advice."""


class Sureness(StrEnum):
    """How sure somebody is of what they say."""

    HUNCH = "hunch"
    SEEN = "seen"
    EVIDENCE = "evidence"

    @property
    def label(self) -> str:
        return {
            Sureness.HUNCH: "A hunch",
            Sureness.SEEN: "I’ve seen it work",
            Sureness.EVIDENCE: "There’s evidence",
        }[self]

    @property
    def short(self) -> str:
        """As a small label on a message: “Seen it work”."""
        return {
            Sureness.HUNCH: "A hunch",
            Sureness.SEEN: "Seen it work",
            Sureness.EVIDENCE: "Evidence",
        }[self]


@dataclass(frozen=True, slots=True)
class Grounds:
    """On which grounds something is said: how sure, by which evidence, from outside one’s scope.

    `evidence_url` is the address of a page that may be linked to, or "".
    """

    sureness: Sureness | None = None
    evidence_url: str = ""
    outside_scope: bool = False

    @property
    def evidence_host(self) -> str:
        """The site that the evidence is on: “cochrane.org”."""
        return (urlsplit(self.evidence_url).hostname or "").removeprefix("www.")


UNSAID = Grounds()
"""Nobody said on which grounds."""

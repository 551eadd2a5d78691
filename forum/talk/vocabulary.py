"""The kinds of message, and how each is said and shown."""

from enum import StrEnum


class Kind(StrEnum):
    IDEA = "idea"
    QUESTION = "question"
    RESOURCE = "resource"
    WORTH_CHECKING = "worth_checking"
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


_KINDS = {
    Kind.IDEA: ("An idea", "lightbulb", ""),
    Kind.QUESTION: ("A question", "message-circle-question-mark", "is-plain"),
    Kind.RESOURCE: ("A resource", "book-open", "is-info"),
    Kind.WORTH_CHECKING: ("Worth checking", "triangle-alert", "is-care"),
    Kind.SUPPORT: ("Support", "heart-handshake", "is-good"),
}

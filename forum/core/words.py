"""A member's words as they are kept: the Markdown typed, and the safe HTML made of it once."""

from typing import NamedTuple, Self

from forum.core.text import TEXT_VERSION, to_html


class Words(NamedTuple):
    md: str
    html: str
    version: int

    @classmethod
    def of(cls, markdown: str) -> Self:
        """Render `markdown`; raises TextTooLong or TextTooTangled, each fit to be shown."""
        return cls(markdown, str(to_html(markdown)) if markdown else "", TEXT_VERSION)


NOTHING = Words("", "", TEXT_VERSION)

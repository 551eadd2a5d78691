"""The words of a case: its story, what was tried, is needed and matters, as typed and as shown."""

from collections.abc import Mapping

from markupsafe import Markup
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.text import shown, to_plain
from forum.core.words import NOTHING, Words

EXCERPT = 200
"""Characters of the story that a list shows: two lines on a wide screen."""
PARTS = ("story", "tried", "need", "matters")


class InWords:
    """The part of a case that holds its words; all but the excerpt are read by `Case.at`."""

    excerpt: Mapped[str]
    story_md: Mapped[str] = mapped_column(deferred=True)
    story_html: Mapped[str] = mapped_column(deferred=True, deferred_group="told")
    tried_md: Mapped[str] = mapped_column(deferred=True)
    tried_html: Mapped[str] = mapped_column(deferred=True, deferred_group="told")
    need_md: Mapped[str] = mapped_column(deferred=True)
    need_html: Mapped[str] = mapped_column(deferred=True, deferred_group="told")
    matters_md: Mapped[str] = mapped_column(deferred=True, default="")
    matters_html: Mapped[str] = mapped_column(deferred=True, deferred_group="told", default="")
    text_version: Mapped[int]

    def tell(self, told: Mapping[str, Words], *, excerpt: str) -> None:
        """Hold what is `told` under the names of PARTS; lists show the story, or else `excerpt`."""
        for name in PARTS:
            words = told.get(name, NOTHING)
            setattr(self, f"{name}_md", words.md)
            setattr(self, f"{name}_html", words.html)
        self.excerpt = to_plain(told.get("story", NOTHING).html, EXCERPT) or excerpt
        self.text_version = NOTHING.version

    @property
    def story(self) -> Markup:
        return shown(self.story_html)

    @property
    def tried(self) -> Markup:
        return shown(self.tried_html)

    @property
    def need(self) -> Markup:
        return shown(self.need_html)

    @property
    def matters(self) -> Markup:
        return shown(self.matters_html)

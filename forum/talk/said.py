"""What a reader sees of a talk: messages and authors, in values equal where they look the same."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from forum.core.text import to_plain
from forum.people.voices import Voice
from forum.talk.models import Talk
from forum.talk.vocabulary import UNSAID, Grounds, Kind

OPENING = 90


@dataclass(frozen=True, slots=True)
class Said:
    """One message as it is shown; `body` is safe HTML, made when it was written.

    Everything that is shown of it is in here, in values: two that are equal look the same.
    `talk` is the key of its talk, and `posted` is when, as this reader says it: “2 days ago”.
    `tried` is the first name of whoever tries it, and `may_be_tried` by this reader; whether it
    `made_difference` is what they said afterwards, if they did. Its talk `is_closed` as long as
    nobody may answer there or try more.
    """

    talk: str
    number: int
    kind: Kind
    body: Markup
    posted_at: datetime
    posted: str
    helpful: int
    is_marked: bool
    is_mine: bool
    parent: int | None
    author: Voice
    grounds: Grounds = UNSAID
    is_edited: bool = False
    is_withdrawn: bool = False
    is_hidden: bool = False
    may_be_read: bool = True
    is_new: bool = False
    tried: str = ""
    tried_at: datetime | None = None
    made_difference: bool | None = None
    may_be_tried: bool = False
    is_closed: bool = False
    answers: tuple["Said", ...] = ()

    @property
    def opening(self) -> str:
        """How it begins, as it is quoted elsewhere."""
        return to_plain(str(self.body), OPENING)


@dataclass(slots=True)
class Reading:
    """What of a talk is on the page: `said` up to number `seen`, and how many ideas come after."""

    talk: Talk
    said: list[Said]
    later: int
    is_cut: bool = False
    """Whether earlier ideas were left out."""

    @property
    def last(self) -> int:
        return self.said[-1].number if self.said else 0

    def shows(self, number: int) -> bool:
        """Whether message `number` is on the page."""
        return any(m.number == number for idea in self.said for m in (idea, *idea.answers))

    @property
    def upto(self) -> int:
        """The newest number that somebody has read who has read this page."""
        return self.last if self.later else self.talk.version

    @property
    def authors(self) -> list[Voice]:
        """Whose words are here, each once, in order of appearance."""
        everyone = (m for idea in self.said for m in (idea, *idea.answers) if not m.is_withdrawn)
        return list({message.author: message.author for message in everyone})

    @property
    def tried(self) -> list[Said]:
        """The ideas that are being tried."""
        return [idea for idea in self.said if idea.tried_at]

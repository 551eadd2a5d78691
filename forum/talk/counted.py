"""How much is said in a talk, and how much of it by others than whoever began it."""

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, ForeignKey, case
from sqlalchemy.orm import Mapped, mapped_column

from forum.talk.keeping_up import keep_up


class Counted:
    """The part of a talk that counts; what was withdrawn or is hidden counts for nothing.

    `message_count` counts ideas and answers alike; `answer_count` those of them that aren't by
    `owner_id`, who began what is talked about: at 0 they wait, whatever they have added themself.
    """

    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    message_count: Mapped[int] = mapped_column(default=0)
    answer_count: Mapped[int] = mapped_column(default=0)

    if TYPE_CHECKING:
        id: Mapped[int]
        kind: Mapped[str]

        def changed(self, **more: object) -> int: ...

    def recount(self, by: int, *, author: int) -> int:
        """A message by `author` (an id) was withdrawn or hidden (-1), or is shown again (1)."""
        version = self.changed(**self.counted(by, author))
        keep_up(self.kind, self.id)
        return version

    @classmethod
    def counted(cls, by: int, author: int) -> dict[str, ColumnElement[int]]:
        """What the counts are once `by` messages of `author` (an id) are more."""
        answers = case((cls.owner_id == author, 0), else_=by)
        return {
            "message_count": cls.message_count + by,
            "answer_count": cls.answer_count + answers,
        }

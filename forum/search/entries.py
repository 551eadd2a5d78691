"""What may be found: an entry for each thing, written by the verb that changes its words."""

from typing import Self

from sqlalchemy import UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import Model, db, is_sqlite
from forum.search.sought import cut

# FTS5 keeps no words of its own here (`content=`), so it has to be told which ones go. Triggers
# could do that, but with `trusted_schema=OFF` SQLite lets none of them touch a virtual table.
_TAKE_OUT = text(
    "INSERT INTO search_words (search_words, rowid, kind, title, words) "
    "VALUES ('delete', :id, :kind, :title, :words)"
)
_PUT_IN = text(
    "INSERT INTO search_words (rowid, kind, title, words) VALUES (:id, :kind, :title, :words)"
)
_MERGE = text("INSERT INTO search_words (search_words) VALUES ('optimize')")


class Entry(Model):
    """The words by which the thing of this kind with this id is found, `cut`; never shown."""

    __tablename__ = "search_entries"
    __table_args__ = (UniqueConstraint("kind", "thing_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    thing_id: Mapped[int]
    title: Mapped[str]
    words: Mapped[str]

    @classmethod
    def of(cls, kind: str, thing_id: int) -> Self | None:
        return db.session.scalars(select(cls).filter_by(kind=kind, thing_id=thing_id)).one_or_none()

    def note(self, statement: object) -> None:
        """Tell FTS5 of this entry's words; PostgreSQL’s column makes itself."""
        if is_sqlite():
            said = {"id": self.id, "kind": self.kind, "title": self.title, "words": self.words}
            db.session.execute(statement, said)  # type: ignore[call-overload]


def put(kind: str, thing_id: int, *, title: str, words: str) -> None:
    """From now on this thing is found by these words; those it was found by before are gone.

    `kind` is one word of letters; `title` counts for more than `words`. Nothing is shown of them.
    """
    entry = Entry.of(kind, thing_id)
    if entry is None:
        entry = Entry(kind=kind, thing_id=thing_id)
        db.session.add(entry)
    else:
        entry.note(_TAKE_OUT)
    entry.title, entry.words = cut(title), cut(words)
    db.session.flush()
    entry.note(_PUT_IN)


def drop(kind: str, thing_id: int) -> None:
    """This thing is found no more. Where it was not, nothing happens."""
    if entry := Entry.of(kind, thing_id):
        entry.note(_TAKE_OUT)
        db.session.delete(entry)
        db.session.flush()


def forget_what_was_dropped() -> None:
    """Have FTS5 rewrite its index without what was taken out, which it otherwise does in time."""
    if is_sqlite():
        db.session.execute(_MERGE)

"""On which grounds a message is said: kept beside its words."""

from sqlalchemy.orm import Mapped, mapped_column

from forum.talk.vocabulary import Grounds, Sureness


class Grounded:
    """The part of a message that knows how sure its author is, and by which evidence."""

    sureness: Mapped[Sureness | None]
    evidence_url: Mapped[str] = mapped_column(default="")
    outside_scope: Mapped[bool] = mapped_column(default=False)

    def rest_on(self, grounds: Grounds) -> None:
        self.sureness, self.evidence_url = grounds.sureness, grounds.evidence_url
        self.outside_scope = grounds.outside_scope

    def drop_evidence(self) -> None:
        """No page is named any more, and so no evidence claimed."""
        if self.evidence_url:
            self.rest_on(Grounds(None, "", self.outside_scope))

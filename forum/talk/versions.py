"""What a message said before: kept when its author edits it, for readers who want to know."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import Model


class Version(Model):
    """An earlier wording of a message, and until when it stood."""

    __tablename__ = "message_versions"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(
        ForeignKey("messages.id", ondelete="CASCADE"), index=True
    )
    body_md: Mapped[str]
    body_html: Mapped[str]
    text_version: Mapped[int]
    until: Mapped[datetime]

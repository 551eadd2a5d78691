"""Cases know when they were answered, and an idea tried, so that lists find both by an index"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

OPEN = "settled_at IS NULL AND sealed_at IS NULL"
VIEWS = {"waiting": "answered_at IS NULL", "trying": "tried_at IS NOT NULL"}
FILTERS = {
    "": [],
    "_age": ["age_band"],
    "_setting": ["setting"],
    "_both": ["age_band", "setting"],
}
# One update, of the cases alone in which something stands that tells.
KNOWN = """
UPDATE cases SET (answered_at, tried_at) = (
  SELECT
    MIN(CASE WHEN messages.author_id != cases.author_id THEN messages.posted_at END),
    MIN(messages.tried_at)
  FROM messages
  WHERE messages.talk_id = cases.talk_id
  AND messages.withdrawn_at IS NULL AND messages.hidden_at IS NULL
)
WHERE EXISTS (
  SELECT 1 FROM messages
  WHERE messages.talk_id = cases.talk_id
  AND messages.withdrawn_at IS NULL AND messages.hidden_at IS NULL
  AND (messages.author_id != cases.author_id OR messages.tried_at IS NOT NULL)
)
"""


def upgrade() -> None:
    op.drop_index("ix_talks_unanswered", table_name="talks")
    for column in ("answered_at", "tried_at"):
        op.add_column("cases", sa.Column(column, sa.DateTime(timezone=True), nullable=True))
    op.execute(KNOWN)
    for view, condition in VIEWS.items():
        for name, filters in FILTERS.items():
            columns = [*filters, "opened_at", "id"]
            _partial(f"ix_cases_{view}{name}", columns, f"{condition} AND {OPEN}")


def downgrade() -> None:
    for view in VIEWS:
        for name in FILTERS:
            op.drop_index(f"ix_cases_{view}{name}", table_name="cases")
    for column in ("tried_at", "answered_at"):
        op.drop_column("cases", column)
    unanswered = "answer_count = 0 AND closed_at IS NULL"
    _partial("ix_talks_unanswered", ["id"], unanswered, table="talks")


def _partial(name: str, columns: list[str], condition: str, table: str = "cases") -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)

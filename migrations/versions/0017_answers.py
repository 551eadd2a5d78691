"""Who waits for an answer: a talk counts what others than its owner have said"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

BEFORE = "message_count = 0 AND closed_at IS NULL"
UNANSWERED = "answer_count = 0 AND closed_at IS NULL"
OWNERS = """
UPDATE talks SET owner_id = (SELECT author_id FROM cases WHERE cases.talk_id = talks.id)
"""
ANSWERS = """
UPDATE talks SET answer_count = (
  SELECT COUNT(*) FROM messages
  WHERE messages.talk_id = talks.id
  AND (talks.owner_id IS NULL OR messages.author_id != talks.owner_id)
  AND messages.withdrawn_at IS NULL AND messages.hidden_at IS NULL
)
"""


def upgrade() -> None:
    op.drop_index("ix_talks_unanswered", table_name="talks")
    with op.batch_alter_table("talks") as talks:
        talks.add_column(sa.Column("owner_id", sa.Integer(), nullable=True))
        talks.add_column(
            sa.Column("answer_count", sa.Integer(), nullable=False, server_default="0")
        )
        talks.create_foreign_key(
            "fk_talks_owner_id_people", "people", ["owner_id"], ["id"], ondelete="SET NULL"
        )
    op.execute(OWNERS)
    op.execute(ANSWERS)
    _unanswered(UNANSWERED)


def downgrade() -> None:
    op.drop_index("ix_talks_unanswered", table_name="talks")
    with op.batch_alter_table("talks") as talks:
        talks.drop_constraint("fk_talks_owner_id_people", type_="foreignkey")
        for column in ("answer_count", "owner_id"):
            talks.drop_column(column)
    _unanswered(BEFORE)


def _unanswered(condition: str) -> None:
    where = sa.text(condition)
    op.create_index(
        "ix_talks_unanswered", "talks", ["id"], sqlite_where=where, postgresql_where=where
    )

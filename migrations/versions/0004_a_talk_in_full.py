"""A talk in full"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    tried = sa.text("tried_at IS NOT NULL")
    op.create_index(
        "ix_messages_tried",
        "messages",
        ["talk_id"],
        unique=False,
        sqlite_where=tried,
        postgresql_where=tried,
    )


def downgrade() -> None:
    op.drop_index("ix_messages_tried", table_name="messages")

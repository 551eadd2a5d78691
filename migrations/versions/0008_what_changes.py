"""What changes, and quiet hours"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    changed = sa.text("changed_in > 0")
    for table in ("talks", "messages"):
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(
                sa.Column("changed_in", sa.Integer(), nullable=False, server_default="0")
            )
    with op.batch_alter_table("people") as batch_op:
        for hour in ("quiet_from", "quiet_until"):
            batch_op.add_column(sa.Column(hour, sa.Integer(), nullable=False, server_default="0"))
    op.create_index(
        "ix_messages_changed",
        "messages",
        ["talk_id", "changed_in"],
        unique=False,
        sqlite_where=changed,
        postgresql_where=changed,
    )


def downgrade() -> None:
    op.drop_index("ix_messages_changed", table_name="messages")
    with op.batch_alter_table("people") as batch_op:
        for hour in ("quiet_until", "quiet_from"):
            batch_op.drop_column(hour)
    for table in ("messages", "talks"):
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column("changed_in")

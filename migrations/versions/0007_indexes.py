"""Indexes"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_cases_opened", "cases", ["opened_at", "id"])
    _partial("ix_cases_settled", "cases", ["opened_at", "id"], "settled_at IS NOT NULL")
    for name in ("inbox", "about", "to_mail"):
        op.drop_index(f"ix_notices_{name}", table_name="notices")
    op.create_index("ix_notices_inbox", "notices", ["person_id", "id"])
    _partial("ix_notices_unread", "notices", ["person_id"], "read_at IS NULL")
    _partial("ix_notices_to_mail", "notices", ["left_at"], "mailed_at IS NULL AND read_at IS NULL")


def downgrade() -> None:
    for name in ("to_mail", "unread", "inbox"):
        op.drop_index(f"ix_notices_{name}", table_name="notices")
    op.create_index("ix_notices_to_mail", "notices", ["mailed_at", "read_at", "left_at"])
    op.create_index("ix_notices_about", "notices", ["about", "person_id"])
    op.create_index("ix_notices_inbox", "notices", ["person_id", "read_at", "left_at"])
    op.drop_index("ix_cases_settled", table_name="cases")
    op.drop_index("ix_cases_opened", table_name="cases")


def _partial(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)

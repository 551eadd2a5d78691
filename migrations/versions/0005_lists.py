"""Lists of cases"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases") as batch_op:
        batch_op.add_column(sa.Column("asked_of", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.create_index("ix_cases_author", ["author_id", "opened_at", "id"])
        batch_op.create_index("ix_cases_age", ["age_band", "opened_at", "id"])
        batch_op.create_index("ix_cases_setting", ["setting", "opened_at", "id"])
        batch_op.drop_index("ix_cases_author_id")
    with op.batch_alter_table("talks") as batch_op:
        batch_op.create_index("ix_talks_unanswered", ["message_count", "id"])
    _fill_asked_of()


def downgrade() -> None:
    with op.batch_alter_table("talks") as batch_op:
        batch_op.drop_index("ix_talks_unanswered")
    with op.batch_alter_table("cases") as batch_op:
        batch_op.create_index("ix_cases_author_id", ["author_id"])
        batch_op.drop_index("ix_cases_setting")
        batch_op.drop_index("ix_cases_age")
        batch_op.drop_index("ix_cases_author")
        batch_op.drop_column("asked_of")


def _fill_asked_of() -> None:
    cases = sa.table("cases", sa.column("id"), sa.column("asked_of", sa.JSON()))
    asks = sa.table("case_asks", sa.column("id"), sa.column("case_id"), sa.column("discipline"))
    asked: dict[int, list[str]] = {}
    for case, discipline in op.get_bind().execute(
        sa.select(asks.c.case_id, asks.c.discipline).order_by(asks.c.id)
    ):
        asked.setdefault(case, []).append(discipline)
    for case, disciplines in asked.items():
        op.get_bind().execute(cases.update().where(cases.c.id == case).values(asked_of=disciplines))

"""What is said: how sure, from which scope, with which evidence; a question without a client"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

OUTLINE = ("age_band", "setting", "since")
NO_CLIENT = "(age_band IS NULL) = (setting IS NULL) AND (setting IS NULL) = (since IS NULL)"


def upgrade() -> None:
    with op.batch_alter_table("cases") as batch_op:
        for column in OUTLINE:
            batch_op.alter_column(column, existing_type=sa.String(32), nullable=True)
        batch_op.add_column(sa.Column("follow_up_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_check_constraint(op.f("ck_cases_outline_is_whole"), NO_CLIENT)
    with op.batch_alter_table("messages") as batch_op:
        batch_op.add_column(sa.Column("sureness", sa.String(32), nullable=True))
        batch_op.add_column(
            sa.Column("evidence_url", sa.String(), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("outside_scope", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    with op.batch_alter_table("messages") as batch_op:
        for column in ("outside_scope", "evidence_url", "sureness"):
            batch_op.drop_column(column)
    with op.batch_alter_table("cases") as batch_op:
        batch_op.drop_constraint(op.f("ck_cases_outline_is_whole"), type_="check")
        batch_op.drop_column("follow_up_at")
    for column, word in zip(OUTLINE, ("adult", "outpatient", "under_a_month"), strict=True):
        cases = sa.table("cases", sa.column(column))
        said = cases.c[column]
        op.execute(cases.update().where(said.is_(None)).values({column: word}))
    with op.batch_alter_table("cases") as batch_op:
        for column in OUTLINE:
            batch_op.alter_column(column, existing_type=sa.String(32), nullable=False)

"""What keeps a case from sight, what stands behind it, and a name for one talk"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TIMES = ("held_at", "hidden_at", "sealed_at")
TEXTS = ("matters_md", "matters_html")


def upgrade() -> None:
    with op.batch_alter_table("cases") as batch_op:
        for column in TEXTS:
            batch_op.add_column(sa.Column(column, sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("consent", sa.String(32), nullable=True))
        for column in TIMES:
            batch_op.add_column(sa.Column(column, sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("talks") as batch_op:
        batch_op.add_column(sa.Column("veiled_id", sa.Integer(), nullable=True))
        for column in ("veil", "veil_scope"):
            batch_op.add_column(sa.Column(column, sa.String(), nullable=False, server_default=""))
        batch_op.create_foreign_key(
            "fk_talks_veiled_id_people", "people", ["veiled_id"], ["id"], ondelete="SET NULL"
        )
    with op.batch_alter_table("notices") as batch_op:
        batch_op.alter_column("actor_id", existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column("veil", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    op.execute("DELETE FROM notices WHERE actor_id IS NULL")
    with op.batch_alter_table("notices") as batch_op:
        batch_op.drop_column("veil")
        batch_op.alter_column("actor_id", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("talks") as batch_op:
        batch_op.drop_constraint("fk_talks_veiled_id_people", type_="foreignkey")
        for column in ("veil_scope", "veil", "veiled_id"):
            batch_op.drop_column(column)
    with op.batch_alter_table("cases") as batch_op:
        for column in (*reversed(TIMES), "consent", *reversed(TEXTS)):
            batch_op.drop_column(column)

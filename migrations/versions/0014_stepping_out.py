"""Stepping out, and reveals"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("talks") as batch_op:
        batch_op.add_column(sa.Column("veil_discipline", sa.String(32), nullable=True))
    with op.batch_alter_table("cases") as batch_op:
        batch_op.add_column(sa.Column("advised_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "recusals",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("tell_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_recusals_case_id_cases"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_recusals_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("case_id", "person_id", name=op.f("pk_recusals")),
    )
    op.create_index(op.f("ix_recusals_person_id"), "recusals", ["person_id"])
    op.create_index(
        "ix_recusals_to_tell",
        "recusals",
        ["tell_at"],
        sqlite_where=sa.text("tell_at IS NOT NULL"),
        postgresql_where=sa.text("tell_at IS NOT NULL"),
    )
    op.create_table(
        "reveals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_by_id", sa.Integer(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "agreed_by_id <> asked_by_id OR refused_at IS NOT NULL",
            name=op.f("ck_reveals_takes_two"),
        ),
        sa.CheckConstraint(
            "agreed_at IS NULL OR agreed_by_id IS NOT NULL", name=op.f("ck_reveals_agreed_by_one")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["people.id"], name=op.f("fk_reveals_asked_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["agreed_by_id"], ["people.id"], name=op.f("fk_reveals_agreed_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reveals")),
        sa.UniqueConstraint("key", name=op.f("uq_reveals_key")),
    )
    op.create_index("ix_reveals_about", "reveals", ["about"])
    open_ones = sa.text("agreed_at IS NULL AND refused_at IS NULL")
    op.create_index(
        "ix_reveals_one_at_a_time",
        "reveals",
        ["about"],
        unique=True,
        sqlite_where=open_ones,
        postgresql_where=open_ones,
    )


def downgrade() -> None:
    op.drop_table("reveals")
    op.drop_table("recusals")
    with op.batch_alter_table("cases") as batch_op:
        batch_op.drop_column("advised_at")
    with op.batch_alter_table("talks") as batch_op:
        batch_op.drop_column("veil_discipline")

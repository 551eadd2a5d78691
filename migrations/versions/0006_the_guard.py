"""The guard"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "safe_terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("said_of", sa.String(length=32), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by", sa.Integer(), nullable=True),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_by", sa.Integer(), nullable=True),
        _of_a_person("safe_terms", "asked_by", "CASCADE"),
        _of_a_person("safe_terms", "accepted_by", "SET NULL"),
        _of_a_person("safe_terms", "refused_by", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_safe_terms"),
        sa.UniqueConstraint("folded", name="uq_safe_terms_folded"),
    )
    op.create_index("ix_safe_terms_asked_by", "safe_terms", ["asked_by"])
    op.create_index("ix_safe_terms_accepted_at", "safe_terms", ["accepted_at"])
    op.create_table(
        "misses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("shape", sa.String(), nullable=False),
        sa.Column("marked_by", sa.Integer(), nullable=True),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        _of_a_person("misses", "marked_by", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_misses"),
    )
    with op.batch_alter_table("cases") as cases:
        cases.add_column(sa.Column("attested_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cases") as cases:
        cases.drop_column("attested_at")
    op.drop_table("misses")
    op.drop_index("ix_safe_terms_accepted_at", table_name="safe_terms")
    op.drop_index("ix_safe_terms_asked_by", table_name="safe_terms")
    op.drop_table("safe_terms")


def _of_a_person(table: str, column: str, once_gone: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_people"
    return sa.ForeignKeyConstraint([column], ["people.id"], name=name, ondelete=once_gone)

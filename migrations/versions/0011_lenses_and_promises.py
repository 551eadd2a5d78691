"""Who is asked, and what was promised"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TO_DO = sa.text("invited_at IS NULL")
TO_NUDGE = sa.text("nudged_at IS NULL AND kept_at IS NULL AND let_go_at IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("age_bands", sa.JSON(), nullable=False, server_default="[]"))
        people.add_column(
            sa.Column("volunteers", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        people.add_column(sa.Column("rests_until", sa.Date(), nullable=True))
    with op.batch_alter_table("cases") as cases:
        cases.add_column(sa.Column("rescued_at", sa.DateTime(timezone=True), nullable=True))
        for column in ("rescuers", "stewards"):
            cases.add_column(sa.Column(column, sa.Integer(), nullable=False, server_default="0"))
    _let_every_discipline_be_asked_once()
    op.create_table(
        "case_invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("rescue", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_case_invitations_case_id_cases", ondelete="CASCADE"
        ),
        _of_a_person("case_invitations", "person_id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_case_invitations"),
        sa.UniqueConstraint(
            "case_id", "person_id", "rescue", name="uq_case_invitations_case_id_person_id_rescue"
        ),
    )
    op.create_index("ix_case_invitations_turn", "case_invitations", ["person_id", "at"])
    op.create_table(
        "promises",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("maker_id", sa.Integer(), nullable=True),
        sa.Column("receiver_id", sa.Integer(), nullable=True),
        sa.Column("maker_veil", sa.String(), nullable=False),
        sa.Column("receiver_veil", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("was_due_on", sa.Date(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("nudged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("let_go_at", sa.DateTime(timezone=True), nullable=True),
        _of_a_person("promises", "maker_id", "SET NULL"),
        _of_a_person("promises", "receiver_id", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_promises"),
        sa.UniqueConstraint("key", name="uq_promises_key"),
    )
    op.create_index("ix_promises_made", "promises", ["maker_id", "due_on"])
    op.create_index("ix_promises_received", "promises", ["receiver_id", "due_on"])
    op.create_index("ix_promises_about", "promises", ["about"])
    op.create_index(
        "ix_promises_to_nudge",
        "promises",
        ["due_on"],
        sqlite_where=TO_NUDGE,
        postgresql_where=TO_NUDGE,
    )


def downgrade() -> None:
    op.drop_table("promises")
    op.drop_table("case_invitations")
    op.drop_index("ix_case_asks_to_do", table_name="case_asks")
    with op.batch_alter_table("case_asks") as asks:
        asks.drop_constraint("uq_case_asks_case_id_discipline", type_="unique")
        asks.drop_column("invited_at")
    with op.batch_alter_table("cases") as cases:
        for column in ("stewards", "rescuers", "rescued_at"):
            cases.drop_column(column)
    with op.batch_alter_table("people") as people:
        for column in ("rests_until", "volunteers", "age_bands"):
            people.drop_column(column)


def _let_every_discipline_be_asked_once() -> None:
    """One named twice was asked once; nobody is invited to cases that were there before."""
    op.execute(
        "DELETE FROM case_asks WHERE id NOT IN "
        "(SELECT MIN(id) FROM case_asks GROUP BY case_id, discipline)"
    )
    with op.batch_alter_table("case_asks") as asks:
        asks.add_column(sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True))
        asks.create_unique_constraint("uq_case_asks_case_id_discipline", ["case_id", "discipline"])
    op.execute(
        "UPDATE case_asks SET invited_at = "
        "(SELECT opened_at FROM cases WHERE cases.id = case_asks.case_id)"
    )
    op.create_index(
        "ix_case_asks_to_do", "case_asks", ["id"], sqlite_where=TO_DO, postgresql_where=TO_DO
    )


def _of_a_person(table: str, column: str, once_gone: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_people"
    return sa.ForeignKeyConstraint([column], ["people.id"], name=name, ondelete=once_gone)

"""Reports, decisions that only grow, hidden messages, and checked registrations"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

OPEN = sa.text("decided_at IS NULL")
ON_SQLITE = """
CREATE TRIGGER decisions_keep_{what} BEFORE {what} ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are only added to'); END
"""
ON_POSTGRES = """
CREATE FUNCTION decisions_keep() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'decisions are only added to'; END $$
"""
TRIGGER = """
CREATE TRIGGER decisions_keep BEFORE UPDATE OR DELETE ON decisions
FOR EACH ROW EXECUTE FUNCTION decisions_keep()
"""


def upgrade() -> None:
    op.create_table(
        "matters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("act", sa.String(32), nullable=True),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("rewording", sa.String(), nullable=False),
        _of_a_person("matters", "author_id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_matters"),
        sa.UniqueConstraint("key", name="uq_matters_key"),
    )
    op.create_index(
        "uq_matters_open",
        "matters",
        ["about", "number"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("ix_matters_thing", "matters", ["about", "number", "id"])
    op.create_index(
        "ix_matters_waiting", "matters", ["opened_at"], sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_index("ix_matters_author_id", "matters", ["author_id"])
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("reporter_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matters.id"], name="fk_reports_matter_id_matters", ondelete="CASCADE"
        ),
        _of_a_person("reports", "reporter_id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        sa.UniqueConstraint("matter_id", "reporter_id", name="uq_reports_matter_id_reporter_id"),
    )
    op.create_index("ix_reports_reporter", "reports", ["reporter_id", "at"])
    op.create_table(
        "registrations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("register", sa.String(), nullable=False),
        sa.Column("jurisdiction", sa.String(), nullable=False),
        sa.Column("last_four", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looked_up", sa.String(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by", sa.Integer(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=True),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        _of_a_person("registrations", "person_id", "CASCADE"),
        _of_a_person("registrations", "checked_by", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_registrations"),
    )
    unchecked = sa.text("checked_at IS NULL")
    op.create_index(
        "uq_registrations_waiting",
        "registrations",
        ["person_id"],
        unique=True,
        sqlite_where=unchecked,
        postgresql_where=unchecked,
    )
    op.create_index("ix_registrations_person_id", "registrations", ["person_id"])
    op.create_index("ix_registrations_expires_at", "registrations", ["expires_at"])
    with op.batch_alter_table("people") as batch_op:
        batch_op.add_column(sa.Column("verified_until", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("messages") as batch_op:
        batch_op.add_column(sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("hidden_with", sa.Integer(), nullable=True))
    _make_the_log()


def downgrade() -> None:
    op.drop_table("decisions")
    if not _is_sqlite():
        op.execute("DROP FUNCTION decisions_keep()")
    with op.batch_alter_table("messages") as batch_op:
        batch_op.drop_column("hidden_with")
        batch_op.drop_column("hidden_at")
    with op.batch_alter_table("people") as batch_op:
        batch_op.drop_column("verified_until")
    op.drop_table("registrations")
    op.drop_table("reports")
    op.drop_table("matters")


def _make_the_log() -> None:
    """A table whose rows the database itself keeps as they are."""
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(32), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    op.create_index("ix_decisions_thing", "decisions", ["about", "number"])
    op.create_index("ix_decisions_at", "decisions", ["at"])
    if _is_sqlite():
        for what in ("UPDATE", "DELETE"):
            op.execute(ON_SQLITE.format(what=what))
    else:
        op.execute(ON_POSTGRES)
        op.execute(TRIGGER)


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _of_a_person(table: str, column: str, once_gone: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_people"
    return sa.ForeignKeyConstraint([column], ["people.id"], name=name, ondelete=once_gone)

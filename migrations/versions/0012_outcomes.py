"""How it turned out, what is kept of it, and what may be found"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

COURSE = ("asked_how_at", "kept_at", "seals_told_at")
LASTS = "sealed_at IS NULL"
DUE = "follow_up_at IS NOT NULL AND asked_how_at IS NULL"


def upgrade() -> None:
    with op.batch_alter_table("cases") as batch_op:
        for column in COURSE:
            batch_op.add_column(sa.Column(column, sa.DateTime(timezone=True), nullable=True))
    for name, columns, condition in (
        ("ix_cases_lasting", ["opened_at"], LASTS),
        ("ix_cases_to_ask", ["follow_up_at"], DUE),
    ):
        where = sa.text(condition)
        op.create_index(name, "cases", columns, sqlite_where=where, postgresql_where=where)
    with op.batch_alter_table("messages") as batch_op:
        batch_op.add_column(sa.Column("made_difference", sa.Boolean(), nullable=True))
    with op.batch_alter_table("people") as batch_op:
        batch_op.add_column(
            sa.Column("named_in_notes", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    _tables()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_words USING fts5(kind, title, words, "
            "content='search_entries', content_rowid='id', "
            "tokenize='porter unicode61 remove_diacritics 2')"
        )
    else:
        op.execute(
            "ALTER TABLE search_entries ADD COLUMN vector tsvector GENERATED ALWAYS AS ("
            "setweight(to_tsvector('english', title), 'A') || "
            "setweight(to_tsvector('english', words), 'B')) STORED"
        )
        op.execute("CREATE INDEX ix_search_entries_vector ON search_entries USING gin (vector)")


def _tables() -> None:
    op.create_table(
        "case_outcomes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(32), nullable=False),
        sa.Column("body_md", sa.String(), nullable=False),
        sa.Column("body_html", sa.String(), nullable=False),
        sa.Column("text_version", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=True),
        _of("case_outcomes", "case_id", "cases"),
        sa.PrimaryKeyConstraint("id", name="pk_case_outcomes"),
        sa.UniqueConstraint("case_id", name="uq_case_outcomes_case_id"),
        sa.CheckConstraint("kept >= 0", name=op.f("ck_case_outcomes_keeps_are_counted")),
    )
    op.create_table(
        "insights",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        _of("insights", "case_id", "cases"),
        sa.PrimaryKeyConstraint("id", name="pk_insights"),
        sa.UniqueConstraint("case_id", name="uq_insights_case_id"),
    )
    op.create_table(
        "case_keeps",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _of("case_keeps", "case_id", "cases"),
        _of("case_keeps", "person_id", "people"),
        sa.PrimaryKeyConstraint("case_id", "person_id", name="pk_case_keeps"),
    )
    op.create_index("ix_case_keeps_person_id", "case_keeps", ["person_id"])
    op.create_table(
        "consultation_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("decided", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        _of("consultation_notes", "case_id", "cases"),
        sa.PrimaryKeyConstraint("id", name="pk_consultation_notes"),
        sa.UniqueConstraint("case_id", name="uq_consultation_notes_case_id"),
    )
    op.create_table(
        "search_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_entries"),
        sa.UniqueConstraint("kind", "thing_id", name="uq_search_entries_kind_thing_id"),
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_words")
    for table in ("search_entries", "consultation_notes"):
        op.drop_table(table)
    op.drop_index("ix_case_keeps_person_id", table_name="case_keeps")
    for table in ("case_keeps", "insights", "case_outcomes"):
        op.drop_table(table)
    with op.batch_alter_table("people") as batch_op:
        batch_op.drop_column("named_in_notes")
    with op.batch_alter_table("messages") as batch_op:
        batch_op.drop_column("made_difference")
    for index in ("ix_cases_to_ask", "ix_cases_lasting"):
        op.drop_index(index, table_name="cases")
    with op.batch_alter_table("cases") as batch_op:
        for column in COURSE:
            batch_op.drop_column(column)


def _of(table: str, column: str, whose: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{whose}"
    return sa.ForeignKeyConstraint([column], [f"{whose}.id"], name=name, ondelete="CASCADE")

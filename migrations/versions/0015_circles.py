"""Circles"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

IN_ONE = sa.text("circle_id IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "circles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("rhythm", sa.String(32), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("agreement_md", sa.String(), nullable=False),
        sa.Column("agreement_html", sa.String(), nullable=False),
        sa.Column("text_version", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_for", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("hour BETWEEN 0 AND 23", name=op.f("ck_circles_hour_is_of_a_day")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circles")),
        sa.UniqueConstraint("key", name=op.f("uq_circles_key")),
    )
    op.create_table(
        "circle_members",
        sa.Column("circle_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("host_order", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(joined_at IS NULL) = (host_order IS NULL)",
            name=op.f("ck_circle_members_who_joins_hosts"),
        ),
        sa.CheckConstraint(
            "joined_at IS NOT NULL OR agreed_at IS NULL",
            name=op.f("ck_circle_members_who_agrees_joins"),
        ),
        _of("circle_members", "circle_id", "circles", "CASCADE"),
        _of("circle_members", "person_id", "people", "CASCADE"),
        sa.PrimaryKeyConstraint("circle_id", "person_id", name=op.f("pk_circle_members")),
    )
    op.create_index(op.f("ix_circle_members_person_id"), "circle_members", ["person_id"])
    op.create_table(
        "circle_meets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("circle_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("host_id", sa.Integer(), nullable=True),
        sa.Column("went_ahead", sa.Boolean(), nullable=False),
        _of("circle_meets", "circle_id", "circles", "CASCADE"),
        _of("circle_meets", "host_id", "people", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle_meets")),
        sa.UniqueConstraint("circle_id", "at", name=op.f("uq_circle_meets_circle_id_at")),
    )
    op.create_index(op.f("ix_circle_meets_host_id"), "circle_meets", ["host_id"])
    with op.batch_alter_table("cases") as cases:
        cases.add_column(sa.Column("circle_id", sa.Integer(), nullable=True))
        cases.create_foreign_key("fk_cases_circle_id_circles", "circles", ["circle_id"], ["id"])
    op.create_index(
        "ix_cases_circle",
        "cases",
        ["circle_id", "opened_at", "id"],
        sqlite_where=IN_ONE,
        postgresql_where=IN_ONE,
    )


def downgrade() -> None:
    op.drop_index("ix_cases_circle", table_name="cases")
    with op.batch_alter_table("cases") as cases:
        cases.drop_constraint("fk_cases_circle_id_circles", type_="foreignkey")
        cases.drop_column("circle_id")
    for table in ("circle_meets", "circle_members", "circles"):
        op.drop_table(table)


def _of(table: str, column: str, what: str, once_gone: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{what}"
    return sa.ForeignKeyConstraint([column], [f"{what}.id"], name=name, ondelete=once_gone)

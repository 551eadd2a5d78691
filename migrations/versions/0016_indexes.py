"""What lists walk at a hundred thousand cases"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

NEWEST = ["opened_at", "id"]
CHOICES = {"": [], "_age": ["age_band"], "_setting": ["setting"], "_both": ["age_band", "setting"]}
LISTED = {
    "open": "settled_at IS NULL AND sealed_at IS NULL",
    "settled": "settled_at IS NOT NULL AND sealed_at IS NULL",
}
UNANSWERED = "message_count = 0 AND closed_at IS NULL"
CLOSED = """
UPDATE talks SET closed_at = (
  SELECT COALESCE(cases.sealed_at, cases.settled_at) FROM cases WHERE cases.talk_id = talks.id
)
"""
SETTLED = "settled_at IS NOT NULL"
ALIKE = {"_age": "ix_cases_alike", "_both": "ix_cases_alike_both"}
BEFORE = {
    "newest": ["settled_at", *NEWEST],
    "opened": NEWEST,
    "age": ["age_band", *NEWEST],
    "setting": ["setting", *NEWEST],
}


def upgrade() -> None:
    for name in ("settled", *BEFORE):
        op.drop_index(f"ix_cases_{name}", table_name="cases")
    for name, condition in LISTED.items():
        for choice, columns in CHOICES.items():
            _partial(f"ix_cases_{name}{choice}", [*columns, *NEWEST], condition)
    for choice, name in ALIKE.items():
        _partial(name, [*CHOICES[choice], *NEWEST], SETTLED)
    op.add_column("talks", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(CLOSED)
    op.drop_index("ix_talks_unanswered", table_name="talks")
    _partial("ix_talks_unanswered", ["id"], UNANSWERED, table="talks")


def downgrade() -> None:
    op.drop_index("ix_talks_unanswered", table_name="talks")
    op.drop_column("talks", "closed_at")
    op.create_index("ix_talks_unanswered", "talks", ["message_count", "id"])
    for name in ALIKE.values():
        op.drop_index(name, table_name="cases")
    for name in LISTED:
        for choice in CHOICES:
            op.drop_index(f"ix_cases_{name}{choice}", table_name="cases")
    for name, columns in BEFORE.items():
        op.create_index(f"ix_cases_{name}", "cases", columns)
    _partial("ix_cases_settled", NEWEST, SETTLED)


def _partial(name: str, columns: list[str], condition: str, table: str = "cases") -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)

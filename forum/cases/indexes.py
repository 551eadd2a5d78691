"""The indexes of cases: one for each choice of filters, which has its cases newest first."""

from sqlalchemy import Index

from forum.core.db import only

_OPEN = "settled_at IS NULL AND sealed_at IS NULL"
_SETTLED = "settled_at IS NOT NULL AND sealed_at IS NULL"
_NEWEST = ("opened_at", "id")


def _listed(name: str, condition: str) -> list[Index]:
    """What lists walk, newest first, under each choice of filters; `asked` is looked up as well."""
    return [
        Index(f"ix_cases_{name}", *_NEWEST, **only(condition)),
        Index(f"ix_cases_{name}_age", "age_band", *_NEWEST, **only(condition)),
        Index(f"ix_cases_{name}_setting", "setting", *_NEWEST, **only(condition)),
        Index(f"ix_cases_{name}_both", "age_band", "setting", *_NEWEST, **only(condition)),
    ]


INDEXES = (
    *_listed("open", _OPEN),
    *_listed("settled", _SETTLED),
    *_listed("waiting", f"answered_at IS NULL AND {_OPEN}"),
    *_listed("trying", f"tried_at IS NOT NULL AND {_OPEN}"),
    Index("ix_cases_author", "author_id", *_NEWEST),
    Index("ix_cases_circle", "circle_id", *_NEWEST, **only("circle_id IS NOT NULL")),
    Index("ix_cases_alike", "age_band", *_NEWEST, **only("settled_at IS NOT NULL")),
    Index("ix_cases_alike_both", "age_band", "setting", *_NEWEST, **only("settled_at IS NOT NULL")),
    Index("ix_cases_lasting", "opened_at", **only("sealed_at IS NULL")),
    Index(
        "ix_cases_to_ask",
        "follow_up_at",
        **only("follow_up_at IS NOT NULL AND asked_how_at IS NULL"),
    ),
)

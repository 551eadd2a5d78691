"""The one question that both full-text engines answer: which things of a kind, and how well."""

from typing import Any

from sqlalchemy import Float, Integer, Subquery, text

from forum.core.db import is_sqlite
from forum.search.sought import Sought

NEWEST = 2_000
"""Matches that are weighed, the newest: to weigh a word that stands in 100,000 texts takes FTS5
half a second, and some 10 ms so (docs/decisions/0006-search.md)."""

_FTS5 = """
SELECT entry.thing_id AS thing_id, {rank} AS rank FROM search_words
JOIN search_entries AS entry ON entry.id = search_words.rowid
WHERE search_words MATCH :sought ORDER BY search_words.rowid DESC LIMIT :newest
"""
_TSVECTOR = """
SELECT thing_id, {rank} AS rank FROM (
  SELECT thing_id, vector FROM search_entries
  WHERE kind = :kind AND vector @@ to_tsquery('english', :sought)
  ORDER BY id DESC LIMIT :newest
) AS found
"""
_THE_BEST = "SELECT thing_id, rank FROM ({}) AS weighed ORDER BY rank DESC LIMIT :best"
_BM25, _TS_RANK = "-bm25(search_words, 0, 4, 1)", "ts_rank(vector, to_tsquery('english', :sought))"


def matching(kind: str, sought: Sought, *, newest: int = NEWEST, best: int = 0) -> Subquery:
    """Things of `kind` in whose entry the words that are `sought` stand, to be joined to theirs.

    Looks through the `newest` matches. Its columns are `thing_id` and `rank`: higher where it fits
    better, and comparable within one question; only the `best` are given then. Without `best` none
    is weighed, and all are given. `sought` needs at least one word, and none can be syntax. What
    somebody may see is for the statement that joins it to ask.
    """
    if is_sqlite():
        question, weigh = _FTS5, _BM25
        asked = f'kind : "{kind}" AND {{title words}} : ({sought.for_fts5})'
        said: dict[str, Any] = {"sought": asked, "newest": newest}
    else:
        question, weigh = _TSVECTOR, _TS_RANK
        said = {"sought": sought.for_tsquery, "newest": newest, "kind": kind}
    matched = question.format(rank=weigh if best else "0.0")
    if best:
        matched = _THE_BEST.format(matched)
        said["best"] = best
    found = text(matched).bindparams(**said)
    return found.columns(thing_id=Integer, rank=Float).subquery("matched")

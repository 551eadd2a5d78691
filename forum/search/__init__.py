"""One index over everything that may be found: SQLite’s FTS5 or PostgreSQL’s tsvector behind it."""

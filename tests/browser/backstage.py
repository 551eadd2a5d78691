"""What nobody can do at a browser: give a role, know a link that was mailed, have a letter die."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

from itsdangerous import URLSafeSerializer

from forum.core.clock import now
from tests.browser.served import Site

FAULTS = ("SMTPRecipientsRefused 550", "TimeoutError")


def way_out_of_letters(site: Site, username: str) -> str:
    """The path by which this member's letters of news are turned off, as each of them has it."""
    secret = (site.folder / "data" / "secret_key").read_text()
    return f"/no-more-letters/{URLSafeSerializer(secret, salt='no-more-letters').dumps(username)}"


@contextmanager
def letters_that_no_server_took(site: Site) -> Iterator[None]:
    """Meanwhile one letter for each of FAULTS has been given up."""
    at = now().replace(tzinfo=None).isoformat(" ")
    rows = [
        (f"<{number}@dead.example>", f"kim{number}@example.org", at, at, at, fault)
        for number, fault in enumerate(FAULTS)
    ]
    _change(
        site,
        "INSERT INTO letters (message_id, recipient, subject, body, written_at, due_at,"
        " given_up_at, tries, fault, unsubscribe_url)"
        " VALUES (?, ?, 'A new password', 'Dear Kim', ?, ?, ?, 20, ?, '')",
        rows,
    )
    try:
        yield
    finally:
        _change(site, "DELETE FROM letters WHERE message_id = ?", [row[:1] for row in rows])


def _change(site: Site, statement: str, rows: Sequence[tuple[str, ...]]) -> None:
    path = site.folder / "data" / "forum.sqlite3"
    with closing(sqlite3.connect(path, timeout=30)) as connection, connection:
        connection.executemany(statement, rows)

"""A letter of news: who did what, and where to read it; never a word of what was written."""

import re
from collections.abc import Sequence

from flask import current_app, url_for

from forum.core.config import Settings
from forum.notifications.inbox import Group, grouped
from forum.notifications.models import Letter
from forum.notifications.notices import Notice
from forum.notifications.unsubscribe import way_out
from forum.people.models import Person

SUBJECT = "News for you on Weft"
"""The same for all: a subject is seen on its way, and who is asked may be unnamed there."""
LINES_AT_MOST = 20
"""Things that one letter tells of; the rest is in the inbox."""

_PLAIN = re.compile(r"[^\W_][\w’'-]*\.?")


def write_news_letter(person: Person, notices: Sequence[Notice]) -> Letter | None:
    """Put one letter about all of `notices`, newest first, into the outbox of this transaction.

    None where `person` may not see any of what they are about, or not any more.
    """
    with current_app.test_request_context():
        groups = sorted(grouped(person, notices), key=lambda group: not group.needs_answer)
        if not groups:
            return None
        unsubscribe = whole(way_out(person))
        body = _drawn(
            "letters/news.txt",
            person=person,
            news=[(_line(group), whole(group.url)) for group in groups[:LINES_AT_MOST]],
            more=len(groups) > LINES_AT_MOST,
            inbox=whole(url_for("notices.index")),
            often=person.letters.often,
            unsubscribe=unsubscribe,
        )
    return Letter.write(
        to=person.email,
        subject=SUBJECT,
        body=body,
        unsubscribe_url=unsubscribe,
    )


def whole(path: str) -> str:
    """The address to put into a letter for a path of this site."""
    settings: Settings = current_app.extensions["settings"]
    return settings.base_url.rstrip("/") + path


def _line(group: Group) -> str:
    """“Tess and 2 others replied in a case you follow.”"""
    first = group.first.who.first_name
    who = first if _PLAIN.fullmatch(first) else "Somebody"  # an address would become a link
    if group.others > 0:
        who += f" and {group.others} {'other' if group.others == 1 else 'others'}"
    return _drawn(f"notices/{group.first.news}.txt", who=who)


def _drawn(template: str, **what: object) -> str:
    """A text as its template has it, without all that pages are given beside."""
    return current_app.jinja_env.get_template(template).render(**what).strip()

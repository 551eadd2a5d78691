"""Catching up: what an open page has not shown yet and what of it has changed, piece by piece.

The page says how far it has got: `last` is the last idea that it shows, `seen` the version up to
which it shows answers, and `known` the one up to which it knows of changes. It is `closed` where
it offers no answers, as the talk took none.
"""

from flask import render_template, request

from forum.core.addresses import whole
from forum.people.session import me
from forum.talk.hosts import Found
from forum.talk.reading import answers_since, changed_since, count_since, read, shown_upto


def number(name: str) -> int:
    """How far the page has got, from its address or its form; 0 where it doesn't say."""
    return whole(request.args.get(name) or request.form.get(name))


def pill(found: Found) -> str:
    """How many messages are waiting to be shown, and what has changed of those that are."""
    waiting = count_since(found.talk, me(), since=number("seen"))
    counted = render_template("talk/_pill.html", talk=found.talk, news=waiting)
    return counted + changes(found)


def news(found: Found) -> str:
    """Later ideas, newer answers, and what has changed of what was shown before."""
    talk, last, seen = found.talk, number("last"), number("seen")
    eyes = found.through(me())
    reading = read(talk, eyes, after=last)
    answers = answers_since(talk, eyes, since=seen, upto=last)
    beside = _amended(found) or found.host.tally(found.thing)
    return beside + render_template(
        "talk/_since.html", talk=talk, reading=reading, answers=answers, last=reading.last or last
    )


def changes(found: Found, *, but: int = 0) -> str:
    """What has changed of what the page shows, and how far it knows of changes then.

    Message number `but` is left out: it comes by itself.
    """
    amended = _amended(found, but)
    return amended and amended + render_template("talk/_known_now.html", talk=found.talk)


def _amended(found: Found, but: int = 0) -> str:
    """Messages that were edited, withdrawn or tried, and how what is talked about stands now.

    Where the talk was closed or opened again, what may be done with every message has changed.
    """
    talk, known, last = found.talk, number("known"), number("last")
    if talk.changed_in <= known:
        return ""
    eyes = found.through(me())
    if bool(number("closed")) is (talk.closed_at is None):
        changed = shown_upto(talk, eyes, last=last)
    else:
        changed = changed_since(talk, eyes, known=known, last=last)
    others = [said for said in changed if said.number != but]
    amended = render_template("talk/_amended.html", changed=others)
    return amended + found.host.stands(found.thing)

"""The demo community: people and cases from the pillars' demo.toml, with times up to today."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import update

from forum.account.passwords import hash_password
from forum.cases.models import Case
from forum.core.clock import now
from forum.core.db import db, writing
from forum.core.words import Words
from forum.notifications.notices import Notice
from forum.people.models import Person
from forum.people.vocabulary import Discipline, Role
from forum.talk.marks import helpful_marks
from forum.talk.vocabulary import Kind

PASSWORD = "three words in a row"
WELCOME = """
Weft is at home:  http://127.0.0.1:{port}

  Sign in as maren (OT), tess (SLP), joss (OT), otis (new graduate) or imani (moderator).
  The password of all demo people is:  {password}
  Letters are files under the data folder; read them at http://127.0.0.1:{port}/mailbox

Ctrl-C stops everything.
"""
_here = Path(__file__).parent


def seed() -> bool:
    """Let the demo people and their cases move in; False, and nothing done, where anybody lives."""
    if Person.count():
        return False
    password_hash = hash_password(PASSWORD)
    cases = [_prepared(said) for said in _read("cases")["case"]]
    with writing():
        people = {
            said["username"]: _move_in(said, password_hash) for said in _read("people")["person"]
        }
        db.session.flush()
        for said in sorted(cases, key=lambda said: -said["hours_ago"]):
            _ask(said, people)
    return True


def told() -> list[str]:
    """Every story and message of the demo, as Markdown."""
    cases = _read("cases")["case"]
    return [case["story"] for case in cases] + [
        message["body"] for case in cases for message in case.get("message", [])
    ]


def _read(pillar: str) -> dict[str, Any]:
    return tomllib.loads((_here / pillar / "demo.toml").read_text(encoding="utf-8"))


def _prepared(said: dict[str, Any]) -> dict[str, Any]:
    """A case with its words rendered, before any writing begins, its messages in order of time."""
    messages = []
    for message in said.pop("message", []):
        answers = message.pop("answer", [])
        idea = message | {"words": Words.of(message.pop("body"))}
        messages.append(idea)
        messages += [
            {**answer, "kind": "idea", "to": idea, "words": Words.of(answer.pop("body"))}
            for answer in answers
        ]
    said |= {name: Words.of(said[name]) for name in ("story", "tried", "need")}
    if outcome := said.pop("outcome", None):
        settled = said["hours_ago"] - said["settled_hours_ago"]
        idea = {"by": said["author"], "kind": "support", "hours_after": settled}
        messages.append(idea | {"words": Words.of(outcome)})
    return said | {"messages": sorted(messages, key=lambda message: message["hours_after"])}


def _move_in(said: dict[str, Any], password_hash: str) -> Person:
    joined = now() - timedelta(days=said.pop("joined_days_ago"))
    role, discipline = Role(said.pop("role")), Discipline(said.pop("discipline"))
    return Person.join(
        **said,
        discipline=discipline,
        role=role,
        password_hash=password_hash,
        joined_at=joined,
        confirmed_at=joined,
        verified_at=None if role in (Role.APPLICANT, Role.MEMBER) else joined,
    )


def _ask(said: dict[str, Any], people: dict[str, Person]) -> None:
    opened = now() - timedelta(hours=said["hours_ago"])
    outline = (
        "title",
        "age_band",
        "setting",
        "since",
        "help",
        "need_by",
        "question",
        "generalised",
    )
    case = Case.open(
        by=people[said["author"]],
        asked=[Discipline(one) for one in said["asked"]],
        told={name: said[name] for name in ("story", "tried", "need")},
        **{name: said[name] for name in outline},
    )
    case.opened_at = opened
    for message in said["messages"]:
        _say(case, message, opened + timedelta(hours=message["hours_after"]), people)
    if "settled_hours_ago" in said:
        case.settle(by=case.author)
        case.settled_at = now() - timedelta(hours=said["settled_hours_ago"])
        _told(case, 0, case.settled_at)


def _say(case: Case, said: dict[str, Any], at: datetime, people: dict[str, Person]) -> None:
    to = said["to"]["number"] if "to" in said else None
    message = case.reply(by=people[said["by"]], kind=Kind(said["kind"]), words=said["words"], to=to)
    said["number"] = message.number
    message.posted_at = case.talk.last_said_at = at
    marks = [people[username].id for username in said.get("helpful", [])]
    if marks:
        rows = [{"message_id": message.id, "person_id": person} for person in marks]
        db.session.execute(helpful_marks.insert(), rows)
        message.helpful_count = len(marks)
    _told(case, message.number, at)


def _told(case: Case, number: int, at: datetime) -> None:
    """Notices are as old as what they tell of; none becomes a letter, and older ones are read."""
    news = update(Notice).where(Notice.about == case.talk.topic, Notice.number == number)
    is_old = now() - at > timedelta(days=2)
    db.session.execute(news.values(left_at=at, mailed_at=at, read_at=at if is_old else None))

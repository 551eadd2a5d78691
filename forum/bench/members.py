"""Members of the large demo, as benches need them: signed in by the hundred, following a case."""

from dataclasses import dataclass
from typing import Any, Self

from flask import Flask
from sqlalchemy import Select, delete, func, insert, literal, select

from forum.bench.reader import Answer, Reader
from forum.bench.server import Server
from forum.cases.models import Case
from forum.cases.showing import address
from forum.core.db import db, new_key, writing
from forum.crowd import gather
from forum.people.models import Person
from forum.people.session import SignIn
from forum.talk.asking import AT_ONCE as IDEAS
from forum.talk.following import followers
from forum.talk.models import Message, Talk

FOLLOWERS = 500
SAID = {
    "kind": "idea",
    "body": "Try it once at snack time, with the same two words each day, and count on Friday.",
}
"""A reply that the guard has nothing against."""


@dataclass(frozen=True)
class Poster:
    """A member with a page of a case open, about to reply. Each may do so 20 times a minute."""

    reader: Reader
    say: str
    token: str

    @classmethod
    def at(cls, server: Server, case: str, talk: str, cookies: dict[str, str]) -> Self:
        reader = Reader(server.port, cookies)
        return cls(reader, f"/talks/{talk}/messages", reader.token(case))

    @property
    def form(self) -> dict[str, str]:
        """A reply that was never sent before."""
        return SAID | {"csrf_token": self.token, "once": new_key()}

    def post(self) -> Answer:
        """Raises ClickException where it is not taken."""
        return self.reader.post(self.say, self.form)


def crowded(app: Flask) -> None:
    """Let the large demo's 1,000 people move in beside whoever lives here."""
    with app.app_context():
        gather(1)


def signed_in(app: Flask, how_many: int) -> list[dict[str, str]]:
    """The cookies of so many of them, or of as many as there are, each signed in anew."""
    with app.app_context(), writing():
        people = db.session.scalars(_crowd(Person).limit(how_many)).all()
        tokens = [SignIn.begin(person).token for person in people]
    return [_cookies(app, token) for token in tokens]


def followed(app: Flask, key: str) -> str:
    """Have FOLLOWERS of them, and nobody else, follow the case with this key; its talk's key."""
    with app.app_context(), writing():
        talk = db.session.scalars(select(Talk).join(Case).where(Case.key == key)).one()
        db.session.execute(delete(followers).where(followers.c.talk_id == talk.id))
        some = _crowd(literal(talk.id), Person.id).limit(FOLLOWERS)
        db.session.execute(insert(followers).from_select(["talk_id", "person_id"], some))
        return talk.key


def longest(app: Flask) -> tuple[str, int]:
    """The address of the case with the most messages, and the number after which its last begin.

    The last page shows as many ideas as the first.
    """
    with app.test_request_context():
        most = select(Case).join(Talk).order_by(Talk.message_count.desc()).limit(1)
        case = db.session.scalars(most).one()
        ideas = select(Message.number).where(
            Message.talk_id == case.talk_id, Message.parent_id.is_(None)
        )
        before_last = ideas.order_by(Message.number.desc()).offset(IDEAS).limit(1)
        return address(case), db.session.scalar(before_last) or 0


def middle(app: Flask) -> str:
    """The key of the case in the middle of the list."""
    with app.app_context():
        half = (db.session.scalar(select(func.count(Case.id))) or 0) // 2
        keys = select(Case.key).order_by(Case.opened_at.desc(), Case.id.desc())
        return db.session.scalars(keys.offset(half).limit(1)).one()


def key_of(case: str) -> str:
    """The public key in the address of a case."""
    return case.rpartition("/")[2]


def _crowd(*columns: Any) -> Select[Any]:
    """The first who came are the first here."""
    return select(*columns).where(Person.username.startswith("crowd")).order_by(Person.id)


def _cookies(app: Flask, token: str) -> dict[str, str]:
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    kept = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    return {kept.key: kept.value} if kept else {}

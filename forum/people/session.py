"""Who is asking: a sign-in is a row, its token is Flask-Login's id, and `me()` is its person."""

import hashlib
import secrets
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Self, cast

from flask import Flask, g, request
from flask import session as cookie
from flask_login import LoginManager, UserMixin, current_user, login_user
from sqlalchemy import ColumnElement, ForeignKey, Select, bindparam, delete, select
from sqlalchemy.orm import Mapped, mapped_column, relationship
from werkzeug.wrappers import Response

from forum.core.clock import now
from forum.core.db import Model, db, new_key, writing
from forum.core.errors import Busy
from forum.core.rows import columns, loaded
from forum.people.models import Person

IDLE = timedelta(hours=12)
IDLE_REMEMBERED = timedelta(days=30)
AT_MOST = timedelta(days=90)
"""How long a sign-in lasts untouched, and at most (notes of the house, after OWASP ASVS 7.3)."""
SEEN_EVERY = timedelta(minutes=5)


class SignIn(UserMixin, Model):
    """Somebody signed in on one device. Only a hash of the token is kept."""

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True, default=new_key)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    device: Mapped[str] = mapped_column(default="")
    is_remembered: Mapped[bool] = mapped_column(default=False)
    began_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)

    person: Mapped[Person] = relationship()

    token = ""
    who = cast(Person | None, None)  # `person`, where this is known without asking again

    if TYPE_CHECKING:
        unread_count: Mapped[int]

    @classmethod
    def begin(cls, person: Person, *, remember: bool = False, device: str = "") -> Self:
        token = secrets.token_urlsafe(32)
        sign_in = cls(
            person=person, token_hash=hashed(token), is_remembered=remember, device=device
        )
        sign_in.token = token
        db.session.add(sign_in)
        db.session.flush()
        return sign_in

    @classmethod
    def with_token(cls, token: str) -> Self | None:
        """The sign-in of this cookie with its person, in one statement; None once it has ended."""
        row = db.session.connection().execute(_with_person(), {"hash": hashed(token)}).first()
        if row is None:
            return None
        whole = len(columns(cls))
        found = loaded(cls, row[:whole])
        if found.is_over:
            return None
        found.who, found.token = loaded(Person, row[whole:]), token
        return found

    @property
    def is_over(self) -> bool:
        idle = IDLE_REMEMBERED if self.is_remembered else IDLE
        return now() > min(self.seen_at + idle, self.began_at + AT_MOST)

    def get_id(self) -> str:
        return self.token

    @classmethod
    def all_of(cls, person: Person) -> list[Self]:
        """Where `person` is signed in now, the one last seen first."""
        theirs = select(cls).where(cls.person_id == person.id).order_by(cls.seen_at.desc())
        return [sign_in for sign_in in db.session.scalars(theirs) if not sign_in.is_over]

    @classmethod
    def end_all(cls, person: Person, *only: ColumnElement[bool]) -> list[str]:
        """Sign `person` out everywhere, or `only` where this holds; the keys of what ended."""
        ended = delete(cls).where(cls.person_id == person.id, *only).returning(cls.key)
        return list(db.session.scalars(ended))

    def renew(self) -> None:
        """The same sign-in under a fresh token, which the caller hands to the browser."""
        self.token = secrets.token_urlsafe(32)
        self.token_hash = hashed(self.token)


@cache
def _with_person() -> Select[Any]:
    """Built once, as every request asks it; at the first of them, when all columns are known."""
    both = select(*columns(SignIn), *columns(Person)).join(Person, Person.id == SignIn.person_id)
    return both.where(SignIn.token_hash == bindparam("hash"))


def hashed(token: str) -> str:
    """How a random token is kept: SHA-256, as it has 256 bits and needs no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def me() -> Person:
    """The member who is asking; only behind `members_only`."""
    found = my_sign_in()
    return found.who or found.person


def visitor() -> Person | None:
    """The member who is asking; None for a stranger, as all are once the database is away."""
    if g.get("nobody_is_known"):
        return None
    g.nobody_is_known = True
    found = me() if current_user.is_authenticated else None
    g.nobody_is_known = False
    return found


def asker() -> str:
    """For limits: whose doings are counted together, wherever they sit."""
    return f"person {current_user.person_id}" if current_user.is_authenticated else "stranger"


def my_sign_in() -> SignIn:
    return cast(SignIn, current_user._get_current_object())


def sign_in(person: Person, *, remember: bool) -> None:
    """Begin a sign-in here with a fresh token; the caller writes and commits."""
    began = SignIn.begin(person, remember=remember, device=_device())
    token_for_forms = cookie.get("csrf_token")
    cookie.clear()
    if token_for_forms:
        cookie["csrf_token"] = token_for_forms
    cookie.permanent = remember
    login_user(began)


def renew_sign_in() -> None:
    """A fresh token for this device, as an old password is none any more; the caller commits."""
    my_sign_in().renew()
    login_user(my_sign_in())


def sign_out() -> str | None:
    """End the sign-in of this device, if no other window just did, and give its key.

    The caller writes and commits.
    """
    ended = delete(SignIn).where(SignIn.token_hash == hashed(my_sign_in().token))
    key = db.session.scalar(ended.returning(SignIn.key))
    cookie.clear()
    return key


def members_only() -> Response | None:
    """Before each request of a members' blueprint: strangers are shown the door, kindly."""
    if not current_user.is_authenticated:
        return cast(Response, login.unauthorized())
    _note_presence(my_sign_in())
    return None


login = LoginManager()
login.session_protection = None
login.user_loader(SignIn.with_token)


def init_app(app: Flask) -> None:
    login.init_app(app, add_context_processor=False)
    app.config["PERMANENT_SESSION_LIFETIME"] = IDLE_REMEMBERED


def _note_presence(sign_in: SignIn) -> None:
    if now() - sign_in.seen_at < SEEN_EVERY or request.method != "GET":
        return
    try:
        with writing():
            sign_in.seen_at = now()
    except Busy:
        return


def _device() -> str:
    agent = request.user_agent.string
    families = ("Edg", "OPR", "Firefox", "Chrome", "Safari")
    systems = ("iPhone", "iPad", "Android", "Windows", "Mac OS", "Linux")
    browser = next((name for name in families if name in agent), "Browser")
    system = next((name for name in systems if name in agent), "")
    return f"{browser} on {system}".removesuffix(" on ")

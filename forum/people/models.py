"""A member: name, discipline and scope, what they may do, and what opens the door for them."""

import re
from datetime import date, datetime
from typing import Any, Protocol, Self

from sqlalchemy import JSON, ColumnElement, Select, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.clock import now
from forum.core.db import Model, db
from forum.core.errors import NotAllowed, Refused
from forum.people.checked import Checked
from forum.people.quiet import is_quiet
from forum.people.vocabulary import MODERATE, Discipline, Letters, Role, Setting, Theme

USERNAME = re.compile(r"[a-z0-9][a-z0-9_-]{1,28}[a-z0-9]")


class NameIsTaken(Refused):
    def __init__(self) -> None:
        super().__init__("Somebody took that user name a moment ago. Try another.")


class AddressIsTaken(Refused):
    def __init__(self) -> None:
        super().__init__("Somebody else here has this address by now.")


class Named(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def discipline(self) -> Discipline: ...


class Shown:
    """How a person stands beside their words: initials in their discipline's dye."""

    __slots__ = ()

    @property
    def initials(self: Named) -> str:
        words = [word for word in self.name.split() if word[0].isalnum()] or [self.name]
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()

    @property
    def first_name(self: Named) -> str:
        return self.name.split()[0]

    @property
    def dye(self: Named) -> str:
        return self.discipline.dye


class Person(Shown, Checked, Model):
    """Somebody who is here. `email` is for letters alone and never shown.

    `letters_at` is the hour of day, 0 to 23 in their own zone, of a gathered letter; `quiet_from`
    and `quiet_until` are such hours too, and the same where no hours are quiet. `new_email` is an
    address that they want and have not confirmed; `failed_sign_ins` counts those in a row. Who
    `volunteers` is asked first where a case waits; before the day of `rests_until` nobody asks.
    """

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    discipline: Mapped[Discipline]
    credentials: Mapped[str] = mapped_column(default="")
    region: Mapped[str] = mapped_column(default="")
    time_zone: Mapped[str] = mapped_column(default="UTC")
    settings: Mapped[list[str]] = mapped_column(JSON, default=list)
    scope: Mapped[str] = mapped_column(default="")
    about: Mapped[str] = mapped_column(default="")
    ask_me: Mapped[list[str]] = mapped_column(JSON, default=list)
    opinions: Mapped[list[str]] = mapped_column(JSON, default=list)
    not_mine: Mapped[list[str]] = mapped_column(JSON, default=list)
    age_bands: Mapped[list[str]] = mapped_column(JSON, default=list)
    volunteers: Mapped[bool] = mapped_column(default=False)
    rests_until: Mapped[date | None]
    theme: Mapped[Theme] = mapped_column(default=Theme.MATCH)
    shows_presence: Mapped[bool] = mapped_column(default=True)
    named_in_notes: Mapped[bool] = mapped_column(default=False)
    letters: Mapped[Letters] = mapped_column(default=Letters.STRAIGHT)
    letters_at: Mapped[int] = mapped_column(default=8)
    quiet_from: Mapped[int] = mapped_column(default=0)
    quiet_until: Mapped[int] = mapped_column(default=0)
    new_email: Mapped[str | None]
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    role: Mapped[Role] = mapped_column(default=Role.APPLICANT)
    confirmed_at: Mapped[datetime | None]
    joined_at: Mapped[datetime] = mapped_column(default=now)

    @classmethod
    def join(cls, **about: Any) -> Self:
        """Somebody new, an applicant until they confirm their address. Raises NameIsTaken."""
        person = cls(**about)
        try:
            with db.session.begin_nested():
                db.session.add(person)
        except IntegrityError:
            raise NameIsTaken from None
        return person

    @classmethod
    def called(cls, name: str) -> Self | None:
        """The person with this user name or e-mail address, whichever was typed."""
        name = name.strip().lower()
        return db.session.scalars(
            select(cls).where(or_(cls.username == name, cls.email == name))
        ).one_or_none()

    @classmethod
    def with_email(cls, email: str) -> Self | None:
        return db.session.scalars(select(cls).where(cls.email == email)).one_or_none()

    @classmethod
    def visible(cls) -> Select[Self]:
        """Those whom members may look up: who has confirmed their address."""
        return select(cls).where(cls.confirmed_at.is_not(None))

    @classmethod
    def count(cls) -> int:
        return db.session.scalar(select(func.count()).select_from(cls)) or 0

    @property
    def works_in(self) -> list[Setting]:
        return [Setting(setting) for setting in self.settings]

    @property
    def is_moderator(self) -> bool:
        return self.role in MODERATE

    @classmethod
    def are_moderators(cls) -> ColumnElement[bool]:
        """As `is_moderator`, of the people of a statement."""
        return cls.role.in_(MODERATE)

    @property
    def may_be_seen_here(self) -> bool:
        """Whether others may see now that they read or write."""
        is_away = is_quiet(self.quiet_from, self.quiet_until, self.time_zone)
        return self.shows_presence and not is_away

    def confirm(self) -> None:
        """The address is theirs: an applicant becomes a member."""
        self.confirmed_at = self.confirmed_at or now()
        if self.role is Role.APPLICANT:
            self.role = Role.MEMBER

    def change(self, **chosen: Any) -> None:
        """What one says of oneself, or how Weft looks to one and reaches one: name, letters, …"""
        for name, value in chosen.items():
            setattr(self, name, value)

    def take_address(self, email: str) -> None:
        """Letters go here from now on; no other address is waited for. Raises AddressIsTaken."""
        try:
            with db.session.begin_nested():
                self.email, self.new_email = email, None
        except IntegrityError:
            raise AddressIsTaken from None

    def take_password(self, password_hash: str) -> None:
        """From now on this one opens; what was begun under the old one is off."""
        self.password_hash = password_hash
        self.failed_sign_ins = 0
        self.new_email = None

    def take_role(self, role: Role) -> None:
        """`forum person` promotes with this; a verified clinician keeps the day it was checked."""
        if not self.confirmed_at and role is not Role.APPLICANT:
            raise NotAllowed(f"{self.name} has not confirmed an address yet.")
        self.role = role
        if role is Role.VERIFIED and not (self.verified_at and self.is_verified):
            self.take_check(until=None)

"""What a talk belongs to: each pillar says who may see its things, and how they are shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, Self

from flask import url_for
from sqlalchemy import Select
from werkzeug.exceptions import NotFound

from forum.core.db import db
from forum.core.words import Words
from forum.notifications.news import News
from forum.notifications.subjects import Subject
from forum.people.models import Person
from forum.talk.forms import ReplyForm
from forum.talk.models import Message, Talk
from forum.talk.reading import Eyes
from forum.talk.telling import said_by
from forum.talk.vocabulary import Kind


class Thing(Protocol):
    """What is talked about, such as a case."""

    @property
    def talk(self) -> Talk: ...
    @property
    def title(self) -> str: ...
    @property
    def author(self) -> Person: ...
    @property
    def listens(self) -> bool: ...
    def takes_from(self, person: Person) -> Sequence[Kind]: ...
    def reply(self, *, by: Person, kind: Kind, words: Words, to: int | None = None) -> Message: ...


@dataclass(frozen=True)
class Host:
    """How a pillar takes part: `visible_to(person)` selects things joined with their talks.

    `of_talk(key, person)` is one of them, with all that its page shows, or None.
    `show` makes the page with the form that is handed to it, or with a fresh one; `stands` gives an
    open page the pieces that say how the thing stands now, each for its place, and `tally` those
    alone that every message changes. `told` gives what its author told in it, for the guard,
    and `ways` where some kinds of news lead.
    """

    visible_to: Callable[[Person], Select[Any]]
    of_talk: Callable[[str, Person], Any]
    address: Callable[[Any], str]
    show: Callable[[Any, ReplyForm | None], str]
    stands: Callable[[Any], str] = lambda _: ""
    told: Callable[[Any], Sequence[str]] = lambda _: ()
    tally: Callable[[Any], str] = lambda _: ""
    ways: Callable[[Any], Mapping[News, str]] = lambda _: {}


_hosts: dict[str, Host] = {}


def register(kind: str, host: Host) -> None:
    """Talks whose `kind` this is belong to that pillar."""
    _hosts[kind] = host


@dataclass(frozen=True)
class Found:
    """A thing that somebody may see, found by its talk."""

    thing: Thing
    host: Host

    @classmethod
    def by_key(cls, key: str, person: Person) -> Self:
        """The thing whose talk has this key. Raises NotFound, also where it is not for `person`."""
        for host in _hosts.values():
            if (found := host.of_talk(key, person)) is not None:
                return cls(found, host)
        raise NotFound

    @property
    def talk(self) -> Talk:
        return self.thing.talk

    @property
    def address(self) -> str:
        return self.host.address(self.thing)

    def told_by(self, person: Person, *, besides: int = 0) -> tuple[str, ...]:
        """What `person` told of the thing before, where it is theirs, but for message `besides`.

        Only the author knows whom it is about; what others guess together tells nothing.
        """
        if not self.is_own(person):
            return ()
        return (*self.host.told(self.thing), *said_by(person, self.talk, besides=besides))

    def is_own(self, person: Person) -> bool:
        """Whether it is `person` who began what is talked about."""
        return self.thing.author.id == person.id

    def listens_to(self, person: Person) -> bool:
        """Whether words of `person` are to listen here, with advice left for another day."""
        return Kind.IDEA not in self.thing.takes_from(person)

    def through(self, reader: Person) -> Eyes:
        """What `reader` sees of the talk, knowing who began what is talked about."""
        return Eyes(reader, self.thing.author, listens=self.thing.listens)


def described(person: Person, topics: list[str]) -> dict[str, Subject]:
    """For notices: which of these talks `person` may see, their titles and addresses."""
    keys = [topic.removeprefix("talk-") for topic in topics]
    known = {}
    for host in _hosts.values():
        for thing in db.session.scalars(host.visible_to(person).where(Talk.key.in_(keys))):
            place = partial(_message_address, thing.talk.key)
            subject = Subject(thing.title, host.address(thing), place, host.ways(thing))
            known[thing.talk.topic] = subject
    return known


def _message_address(key: str, number: int) -> str:
    return url_for("talk.permalink", key=key, number=number)


def talks_heard(person: Person, topics: list[str]) -> dict[str, int]:
    """For the doorbell: which of these talks `person` may see, and their versions."""
    keys = [topic.removeprefix("talk-") for topic in topics]
    heard = {}
    for host in _hosts.values():
        visible = host.visible_to(person).where(Talk.key.in_(keys))
        for key, version in db.session.execute(visible.with_only_columns(Talk.key, Talk.version)):
            heard[f"talk-{key}"] = version
    return heard

"""Deciding a matter: what may be done with a thing as it stands, and telling its author why."""

from typing import NamedTuple

from sqlalchemy import select

from forum.core.errors import NotAllowed, Refused
from forum.moderation.matters import IsGone
from forum.moderation.models import DecidedMeanwhile, Matter, note
from forum.moderation.reportable import Reportable, things_at
from forum.moderation.vocabulary import NEED_NO_REASON, Act, Reason, ready
from forum.notifications.notices import News, Veiled, is_read, tell
from forum.people.models import Person

MODERATOR = Veiled(0, "A moderator")
"""Who tells an author: which moderator it was is in the log alone."""


class ThatIsDone(Refused):
    def __init__(self) -> None:
        super().__init__("It doesn’t stand so any more, so that changed nothing. Look once more.")


class SayWhy(Refused):
    status = 422

    def __init__(self) -> None:
        super().__init__("Say why: its author always gets the reason.")


class Word(NamedTuple):
    """What a moderator writes to an author: the reason, and words that would do."""

    said: str = ""
    rewording: str = ""


NONE = Word()


def possible(thing: Reportable, matter: Matter) -> tuple[Act, ...]:
    """What a moderator may do with `thing` as it stands, the kindest first."""
    if thing.held_at:
        return (Act.LET_OUT, Act.RETURNED)
    if thing.hidden_at:
        keep = (Act.HID,) if matter.is_open else ()
        return (Act.RESTORED, Act.RETURNED, *keep)
    leave = (Act.DISMISSED,) if matter.is_open else ()
    return (*leave, Act.RETURNED, Act.HID)


def decide(matter: Matter, act: Act, *, by: Person, seen: int, word: Word = NONE) -> None:
    """Do it, knowing version `seen` of the matter, write it into the log, and tell the author.

    Raises DecidedMeanwhile, MoreToSee, ThatIsDone, SayWhy, IsGone, and NotAllowed for one's own.
    """
    thing = things_at([matter.place]).get(matter.place)
    if thing is None:
        raise IsGone
    if thing.author_id == by.id:
        raise NotAllowed("This is yours, so another moderator decides.")
    thing.wait_in_line()
    newest = Matter.latest_at(matter.place)
    if newest is not None and newest.id != matter.id:
        raise DecidedMeanwhile(newest)
    is_possible = act in possible(thing, matter)
    said = word.said or ready(act, matter.reason)
    if is_possible and not said and act not in NEED_NO_REASON:
        raise SayWhy
    rewording = word.rewording if act is Act.RETURNED else ""
    matter.claim(act, seen=seen, said=said, rewording=rewording)
    if not is_possible:
        raise ThatIsDone
    _do(act, thing)
    about, number = matter.place
    if matter.reason is Reason.CRISIS:
        is_read(matter.danger)
    note(act, by=by, about=about, number=number, reason=said)
    if said:
        author = select(Person.id).where(Person.id == thing.author_id)
        tell(author, News.DECIDED, about=matter.topic, by=MODERATOR)


def _do(act: Act, thing: Reportable) -> None:
    if act is Act.LET_OUT:
        thing.release()
    elif act is Act.RESTORED:
        thing.restore()
    elif act is Act.HID or (act is Act.RETURNED and not thing.held_at):
        thing.hide()

"""Cases that have been quiet for half a year: their authors are told, then they are sealed."""

from datetime import datetime, timedelta

from flask import url_for
from sqlalchemy import ColumnElement, Select, delete, exists, func, literal, or_, select, update

from forum.cases.gate import may_read_cases
from forum.cases.models import Case
from forum.cases.outcome import DRAFTED
from forum.cases.sealing import LASTS, TOLD_BEFORE
from forum.core.clock import now
from forum.core.db import db, writing
from forum.core.jobs import EVERY_HOUR, job
from forum.moderation.models import Matter
from forum.notifications.notices import News, tell
from forum.notifications.subjects import Described, Subject, register
from forum.people.models import Person
from forum.search.entries import forget_what_was_dropped
from forum.talk.drafts import Draft
from forum.talk.models import Talk

SHUT_OUT = "sealing"
"""What is about the case of an author to whom cases are closed now: it has no title for them."""
AT_ONCE = 200
"""Cases of one round; the rest wait for the next."""
TO_TAKE_ALONG = timedelta(days=7)
"""What somebody was writing in a case stays theirs so long once it is sealed."""


@job(EVERY_HOUR)
def tell_of_sealing() -> int:
    """Tell each author, TOLD_BEFORE it happens, that they may keep their case; how many."""
    return sum(_told(case_id) for case_id in _some(_is_to_be_told()))


@job(EVERY_HOUR)
def seal_what_rests() -> int:
    """Seal what nobody kept, and what was drafted in it goes a while later; how many."""
    sealed = sum(_sealed(case_id) for case_id in _some(_is_to_be_sealed()))
    with writing():
        _forget_what_was_begun(now() - TO_TAKE_ALONG)
        if sealed:
            forget_what_was_dropped()
    return sealed


def _forget_what_was_begun(long_ago: datetime) -> None:
    """What was drafted in cases that were sealed before then: to the talk, and of how it went."""
    was_sealed = Case.sealed_at.is_not(None) & (Case.sealed_at < long_ago)
    is_old = Draft.saved_at < long_ago
    drafted = db.session.scalars(select(Draft.place).where(Draft.place.startswith("talk-"), is_old))
    gone = select(Talk.key).join(Case).where(was_sealed)
    for key in db.session.scalars(gone.where(Talk.key.in_({p[5:17] for p in drafted}))):
        here = Draft.place.startswith(f"talk-{key}", autoescape=True)
        db.session.execute(delete(Draft).where(here, is_old))
    its_key = func.substr(Draft.place, len(DRAFTED) + 2)
    of_outcomes = delete(Draft).where(Draft.place.startswith(f"{DRAFTED}-"), is_old)
    db.session.execute(of_outcomes.where(exists().where(Case.key == its_key, was_sealed)))


def _told(case_id: int) -> bool:
    """Claim the case and tell its author, in one transaction; False where another did."""
    with writing():
        case = _claimed(case_id, _is_to_be_told())
        if case is None:
            return False
        db.session.execute(update(Case).where(Case.id == case_id).values(seals_told_at=now()))
        author = select(Person.id).where(Person.id == case.author_id)
        if may_read_cases(case.author):
            case.talk.tell(author, News.SEALS_SOON, by=None)
        else:
            tell(author, News.SEALS_SOON, about=f"{SHUT_OUT}-{case.key}", by=None)
        return True


def described(person: Person, topics: list[str]) -> Described:
    """For notices: a case of one's own, with the way to a new check where cases are closed."""
    keys = [topic.removeprefix(f"{SHUT_OUT}-") for topic in topics]
    mine = select(Case.key).where(
        Case.key.in_(keys), Case.author_id == person.id, Case.sealed_at.is_(None)
    )
    reads = may_read_cases(person)
    return {
        f"{SHUT_OUT}-{key}": Subject.on_one_page(
            "A case of yours",
            url_for("cases.show", key=key) if reads else url_for("registration.show"),
        )
        for key in db.session.scalars(mine)
    }


register(SHUT_OUT, described)


def _sealed(case_id: int) -> bool:
    with writing():
        case = _claimed(case_id, _is_to_be_sealed())
        if case is None:
            return False
        case.seal()
        return True


def _claimed(case_id: int, condition: ColumnElement[bool]) -> Case | None:
    """The case, once nobody else is at its talk, if the condition still holds then."""
    case = db.session.get(Case, case_id)
    if case is None:
        return None
    case.talk.wait_in_line()
    holds = _cases(condition).where(Case.id == case_id)
    return case if db.session.scalar(holds) else None


def _some(condition: ColumnElement[bool]) -> list[int]:
    return list(db.session.scalars(_cases(condition).order_by(Case.opened_at).limit(AT_ONCE)))


def _cases(condition: ColumnElement[bool]) -> Select[int]:
    """Those of which a moderator is still to look at something wait for that."""
    looked_at = ~Matter.waits_about(literal("talk-") + Talk.key)
    return select(Case.id).join(Talk, Talk.id == Case.talk_id).where(looked_at, condition)


def _is_to_be_told() -> ColumnElement[bool]:
    """Quiet for all but TOLD_BEFORE of LASTS, and its author was not told since it became quiet."""
    since = now() - (LASTS - TOLD_BEFORE)
    return Case.is_quiet_since(since) & ~_was_told_since_quiet()


def _is_to_be_sealed() -> ColumnElement[bool]:
    """Quiet for LASTS, and told of it TOLD_BEFORE: a worker that slept takes nobody’s time."""
    told = Case.seals_told_at <= now() - TOLD_BEFORE
    return Case.is_quiet_since(now() - LASTS) & _was_told_since_quiet() & told


def _was_told_since_quiet() -> ColumnElement[bool]:
    told = Case.seals_told_at
    return (
        told.is_not(None)
        & (told > Case.opened_at)
        & or_(Case.kept_at.is_(None), told > Case.kept_at)
        & or_(Talk.last_said_at.is_(None), told > Talk.last_said_at)
    )

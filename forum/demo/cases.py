"""The cases of the demo: asked, answered, tried, told how they went, each at its time."""

from datetime import datetime, timedelta

from forum.cases.circles import Circle
from forum.cases.coming_back import promise_to_come_back
from forum.cases.insights import Lesson
from forum.cases.models import Case
from forum.cases.outcome import ASKED_AFTER, Telling
from forum.cases.veils import role
from forum.cases.vocabulary import Consent, Help, NeedBy, Result, Since
from forum.cases.words import PARTS
from forum.core.clock import now
from forum.core.db import db
from forum.core.words import Words
from forum.demo.telling import Said, aged, ago
from forum.moderation.matters import QUEUE, report
from forum.moderation.vocabulary import Reason
from forum.people.models import Person
from forum.people.vocabulary import AgeBand, Discipline, Setting
from forum.talk.marks import helpful_marks
from forum.talk.models import Message
from forum.talk.vocabulary import Grounds, Kind, Sureness
from forum.trust.days import today

PLAIN = ("title", "question", "generalised")
CHOSEN = {
    "age_band": AgeBand,
    "setting": Setting,
    "since": Since,
    "help": Help,
    "need_by": NeedBy,
    "consent": Consent,
}
"""What is chosen of a few words, and from which."""

LATELY = timedelta(days=7)
"""Of what became due before, its author has heard."""

People = dict[str, Person]


def prepared(said: Said) -> Said:
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
    said |= {name: Words.of(said[name]) for name in (*PARTS, "outcome") if name in said}
    return said | {"messages": sorted(messages, key=lambda message: message["hours_after"])}


def asked(said: Said, people: People, circle: Circle) -> None:
    opened = ago(said["hours_ago"])
    case = Case.open(
        by=people[said["author"]],
        asked=[Discipline(one) for one in said["asked"]],
        told={name: said[name] for name in PARTS if name in said},
        **{name: said[name] for name in PLAIN if name in said},
        **{name: words(said[name]) for name, words in CHOSEN.items() if name in said},
    )
    _opened(case, opened)
    if "veil" in said:
        scope = role(case.author.discipline, case.setting)
        case.talk.veil_as(said["veil"], scope, person=case.author)
    if said.get("circle"):
        case.keep_in(circle, by=case.author)
    for message in said["messages"]:
        _say(case, message, opened + timedelta(hours=message["hours_after"]), people)
    for promised in said.get("promise", []):
        _promise(case, promised, people)
    if "outcome" in said:
        _turn_out(case, said, ago(said["settled_hours_ago"]))
    if said.get("held"):
        case.hold()
        case.held_at = opened
        aged(QUEUE, opened)


def _opened(case: Case, at: datetime) -> None:
    """Who was asked was asked then; its author has heard of what was due, unless it is so now."""
    case.opened_at = at
    case.follow_up_at = at + ASKED_AFTER
    if case.follow_up_at < now() - LATELY:
        case.asked_how_at = case.follow_up_at
    for ask in case.asks:
        ask.invited_at = at


def _say(case: Case, said: Said, at: datetime, people: People) -> None:
    to = said["to"]["number"] if "to" in said else None
    message = case.reply(by=people[said["by"]], kind=Kind(said["kind"]), words=said["words"], to=to)
    message.rest_on(_grounds(said))
    said["number"] = message.number
    message.posted_at = case.talk.last_said_at = at
    _helpful(message, [people[name].id for name in said.get("helpful", [])])
    if said.get("tried"):
        owner = case.author
        case.talk.try_out(message, by=owner, owner=owner.id, yes=True)
        message.tried_at = at + timedelta(hours=6)
    aged(case.talk.topic, at, number=message.number)
    if "report" in said:
        _report(case, said, people)


def _grounds(said: Said) -> Grounds:
    sure = Sureness(said["sureness"]) if "sureness" in said else None
    return Grounds(sure, said.get("evidence_url", ""), said.get("outside_scope", False))


def _helpful(message: Message, people: list[int]) -> None:
    if people:
        rows = [{"message_id": message.id, "person_id": person} for person in people]
        db.session.execute(helpful_marks.insert(), rows)
        message.helpful_count = len(people)


def _report(case: Case, said: Said, people: People) -> None:
    for one in said["report"]:
        by, reason = people[one["by"]], Reason(one["reason"])
        about, number = case.talk.topic, said["number"]
        report(by=by, about=about, number=number, reason=reason, note=one["note"])


def _promise(case: Case, said: Said, people: People) -> None:
    by = people[said["by"]]
    due = today(by) + timedelta(days=said["in_days"])
    promise_to_come_back(case, said["words"], due, by=by)


def _turn_out(case: Case, said: Said, at: datetime) -> None:
    """How it went, told by its author at that time."""
    weighed = {
        word: frozenset(one["number"] for one in said["messages"] if one.get("difference") == word)
        for word in ("helped", "no")
    }
    lesson = Lesson(**said["insight"], is_for_all=True) if "insight" in said else None
    result = Result(said["outcome_kind"])
    telling = Telling(result, said["outcome"], weighed["helped"], weighed["no"], lesson)
    case.tell_outcome(telling, by=case.author, known=0)
    case.settled_at = case.talk.closed_at = case.kept_at = at
    if case.outcome:
        case.outcome.told_at = at
    if case.insight:
        case.insight.approved_at = at
    aged(case.talk.topic, at)

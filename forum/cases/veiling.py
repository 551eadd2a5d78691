"""Whoever asked without a name: what they are told, and what moderators may learn of them."""

from functools import partial

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from forum.cases.finding import visible_case
from forum.cases.models import Case
from forum.core.db import db
from forum.core.web import page
from forum.moderation import reveals
from forum.moderation.reveals import Hidden, Reveal
from forum.notifications.subjects import Described, Subject, register
from forum.people.models import Person
from forum.people.session import me
from forum.talk.models import Talk

bp = Blueprint("veil", __name__, url_prefix="/<key>/veil")


@bp.get("")
def show(key: str) -> ResponseReturnValue:
    """What is known of one here, and who has learned more and why."""
    case = visible_case(key)
    if not case.talk.veils(me()):
        abort(404)
    agreed = select(Reveal).where(Reveal.about == case.talk.topic, Reveal.agreed_at.is_not(None))
    newest = agreed.order_by(Reveal.id.desc())
    return page("cases/veil.html", case=case, reveals=db.session.scalars(newest).all())


def hidden_at(topic: str) -> Hidden | None:
    """Who asked the case with this topic, where they did so without their name."""
    found = db.session.scalars(
        select(Case)
        .join(Case.talk)
        .options(contains_eager(Case.talk))
        .where(Talk.key == topic.removeprefix("talk-"), Talk.veiled_id.is_not(None))
    ).one_or_none()
    if found is None:
        return None
    address = partial(url_for, "cases.show", key=found.key)
    told = found.talk.topic.replace("talk-", "veil-", 1)
    return Hidden(found.author, found.asker, found.title, address, told)


def described(person: Person, topics: list[str]) -> Described:
    """For notices: those of these cases that `person` asked without their name."""
    keys = [topic.removeprefix("veil-") for topic in topics]
    theirs = Case.visible_to(person).where(Talk.key.in_(keys), Talk.veiled_id == person.id)
    known = {}
    for case in db.session.scalars(theirs):
        url = url_for("cases.veil.show", key=case.key)
        known[f"veil-{case.talk.key}"] = Subject.on_one_page(case.title, url)
    return known


reveals.register(hidden_at)
register("veil", described)

"""Asking to be verified: a member names their register, and reads what came of it."""

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue

from forum.core.limits import limiter
from forum.core.once import once
from forum.core.web import go, page
from forum.moderation.check_forms import RegistrationForm
from forum.moderation.registrations import Registration, topic_of
from forum.notifications import subjects
from forum.notifications.news import News
from forum.notifications.seeing import seen
from forum.notifications.subjects import Subject
from forum.people.models import Person
from forum.people.session import asker, me, members_only

bp = Blueprint("registration", __name__, url_prefix="/registration")
bp.before_request(members_only)


@bp.get("/")
def show() -> ResponseReturnValue:
    seen(me(), topic_of(me()))
    latest = Registration.latest_of(me())
    form = RegistrationForm(formdata=None, obj=latest)
    return _shown(form, latest)


@bp.post("/")
@limiter.limit("10/hour", key_func=asker, deduct_when=lambda said: said.status_code != 422)
def ask() -> ResponseReturnValue:
    form = RegistrationForm()
    if not form.validate_on_submit():
        return _shown(form, Registration.latest_of(me())), 422

    with once(form) as done:
        Registration.ask(by=me(), **form.named)
        done.url = url_for("registration.show")
    flash("A moderator will look it up. You will hear either way.")
    return go(done.url)


def described(person: Person, topics: list[str]) -> dict[str, Subject]:
    """For notices: one's own registration."""
    topic = topic_of(person)
    if topic not in topics:
        return {}
    url = url_for("registration.show")
    ways = {News.CONFIRMED: url_for("cases.index")}
    return {topic: Subject("Your registration", url, lambda _: url, ways)}


def _shown(form: RegistrationForm, latest: Registration | None) -> str:
    return page("moderation/registration.html", form=form, latest=latest)


subjects.register("registration", described)

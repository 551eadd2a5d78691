"""Speaking and answering, the same under every thing that has a talk; what is new, and where."""

import re
from functools import partial
from typing import Any

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from htmx_flask import request
from werkzeug.exceptions import NotFound

from forum.core.limits import limiter
from forum.core.once import once
from forum.core.web import afresh, go, page
from forum.guard.mending import mended
from forum.live import presence, topics
from forum.moderation.matters import alert, is_reported_by
from forum.notifications import subjects
from forum.people.models import Person
from forum.people.session import asker, me, members_only
from forum.talk import catching_up, checking, drafting, marking, reporting, rewriting
from forum.talk.boxes import Box, register
from forum.talk.drafting import keep_if_urgent
from forum.talk.drafts import Draft
from forum.talk.forms import ReplyForm
from forum.talk.hosts import Found, described, talks_heard
from forum.talk.models import Talk
from forum.talk.quoting import quoted
from forum.talk.reading import is_far, one
from forum.talk.vocabulary import Kind

bp = Blueprint("talk", __name__, url_prefix="/talks")
bp.before_request(members_only)
for part in (checking, drafting, marking, reporting, rewriting):
    bp.register_blueprint(part.bp)
topics.register("talk", talks_heard)
presence.shown_at("talk", Talk.topics_veiling)
subjects.register("talk", described)

SAID = '<p class="sm faint" role="status">Posted.</p>'
PLACE = re.compile(r"talk-(?P<key>[\w-]{12})(-(?P<number>[0-9]{1,9}))?")


@bp.post("/<key>/messages")
@limiter.limit("20/minute;300/hour", key_func=asker)
def say(key: str) -> ResponseReturnValue:
    found = Found.by_key(key, me())
    form = ReplyForm.sent(found.talk.topic, **_for_me(found))
    form.place, form.earlier = _place(found, form.answers), found.told_by(me())
    form.hides = found.talk.hides_of(me())
    is_begun = form.begin_with(request.form.get("opener"))
    if is_begun or mended(form) or not form.validate_on_submit():
        keep_if_urgent(form)
        return _form_again(found, form), 422

    with once(form) as done:
        found = Found.by_key(key, me())
        message = found.thing.reply(
            by=me(), kind=Kind(form.kind.data), words=form.body.words, to=form.answers
        )
        message.rest_on(form.grounds)
        if form.urgent:
            alert(about=found.talk.topic, number=message.number)
        Draft.put_away(form.place, by=me(), **form.known)
        url = done.url = f"{found.address}#m{message.number}"
        presence.wrote(found.talk.topic, me())
    return go(url, part=_after_speaking(key, form))


@bp.get("/<key>/since")
def since(key: str) -> ResponseReturnValue:
    """What the page has not shown yet: later ideas and newer answers, each put in its place."""
    found = Found.by_key(key, me())
    if not request.htmx:
        return go(f"{found.address}?after={catching_up.number('last')}")
    return catching_up.news(found)


@bp.get("/<key>/pill")
def pill(key: str) -> ResponseReturnValue:
    """How many are new, and what has changed of what the page shows.

    Where the thing is gone for this reader, the page goes dark: it is asked for anew as a whole,
    or left with thanks by whoever has reported it.
    """
    try:
        found = Found.by_key(key, me())
    except NotFound:
        if not request.htmx:
            raise
        is_mine = is_reported_by(me(), (f"talk-{key}", 0))
        return reporting.away_with_thanks() if is_mine else afresh()
    return catching_up.pill(found)


@bp.get("/<key>/messages/<int(max=999999999):number>")
def permalink(key: str, number: int) -> ResponseReturnValue:
    """To the message on its page; for htmx the message itself, as it stands."""
    found = Found.by_key(key, me())
    said = one(found.talk, found.through(me()), number) or abort(404)
    if request.htmx:
        return render_template("talk/_said.html", said=said)
    idea = said.parent or said.number
    after = f"?after={idea - 1}" if is_far(found.talk, idea) else ""
    return go(f"{found.address}{after}#m{number}")


@bp.get("/<key>/messages/<int(max=999999999):number>/answer")
def answer(key: str, number: int) -> ResponseReturnValue:
    """The box for an answer, as it was left; `?quote=1` puts what is answered into it."""
    found = Found.by_key(key, me())
    place = _place(found, number)
    form = ReplyForm.begun(place, Draft.at(place, me()), **_for_me(found), to=str(number))
    if request.args.get("quote"):
        form.body.data = quoted(found.talk.message(number), form.body.data or "")
    return _answer_form(found, form)


def _for_me(found: Found) -> dict[str, Any]:
    """For the form: what it takes from me, and whether it is I who began what is talked about."""
    return {"takes": found.thing.takes_from(me()), "own": found.is_own(me())}


def _place(found: Found, answers: int | None) -> str:
    return f"{found.talk.topic}-{answers}" if answers else found.talk.topic


def _box(person: Person, place: str) -> Box:
    """For drafts: the box of a talk, or of an answer to one of its messages."""
    named = PLACE.fullmatch(place)
    if named is None:
        raise NotFound
    found = Found.by_key(named["key"], person)
    if named["number"]:
        found.talk.message(int(named["number"]))
        address = f"{request.script_root}/talks/{named['key']}/messages/{named['number']}/answer"
        part = f"answering{named['number']}"
    else:
        address, part = f"{found.address}#composer", "composer"
    told, hides = partial(found.told_by, person), found.talk.hides_of(person)
    return Box(ReplyForm, address, part, found.talk.topic, told, hides)


register("talk", _box)


def _form_again(found: Found, form: ReplyForm) -> str:
    return _answer_form(found, form) if form.answers else found.host.show(found.thing, form)


def _answer_form(found: Found, form: ReplyForm) -> str:
    said = one(found.talk, found.through(me()), form.answers or 0) or abort(404)
    context = {"found": found, "talk": found.talk, "form": form, "said": said}
    if request.htmx:
        return render_template("talk/_answer_form.html", **context)
    return page("talk/answer.html", **context)


def _after_speaking(key: str, form: ReplyForm) -> str | None:
    """For htmx: an empty box again, and what was said since, put in its place."""
    if not request.htmx:
        return None
    found = Found.by_key(key, me())
    box = SAID if form.answers else found.host.show(found.thing, None)
    return box + catching_up.news(found)

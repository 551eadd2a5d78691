"""Speaking, answering, marking and following, the same under every thing that has a talk."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from htmx_flask import request

from forum.core.addresses import whole
from forum.core.db import writing
from forum.core.limits import limiter
from forum.core.once import once
from forum.core.web import go, page
from forum.live import topics
from forum.notifications import subjects
from forum.people.session import asker, me, members_only
from forum.talk.forms import ReplyForm
from forum.talk.hosts import Found, described, talks_heard
from forum.talk.reading import AT_ONCE, answers_since, count_since, one, read

bp = Blueprint("talk", __name__, url_prefix="/talks")
bp.before_request(members_only)
topics.register("talk", talks_heard)
subjects.register("talk", described)

SAID = '<p class="sm faint" role="status">Posted.</p>'


@bp.post("/<key>/messages")
@limiter.limit("20/minute;300/hour", key_func=asker)
def say(key: str) -> ResponseReturnValue:
    found = Found.by_key(key, me())
    form = ReplyForm()
    if not form.validate_on_submit():
        return _form_again(found, form), 422

    with once(form) as done:
        found = Found.by_key(key, me())
        message = found.thing.reply(
            by=me(), kind=form.kind.data, words=form.body.words, to=form.answers
        )
        done.url = f"{found.address}#m{message.number}"
    return go(done.url, part=_after_speaking(key, form))


@bp.get("/<key>/since")
def since(key: str) -> ResponseReturnValue:
    """What the page has not shown yet: later ideas and newer answers, each put in its place."""
    found = Found.by_key(key, me())
    if not request.htmx:
        return go(f"{found.address}?after={_number('last')}")
    return _news(found)


@bp.get("/<key>/pill")
def pill(key: str) -> ResponseReturnValue:
    talk = Found.by_key(key, me()).talk
    news = count_since(talk, me(), since=_number("seen"))
    return render_template("talk/_pill.html", talk=talk, news=news)


@bp.get("/<key>/messages/<int(max=999999999):number>")
def permalink(key: str, number: int) -> ResponseReturnValue:
    found = Found.by_key(key, me())
    said = one(found.talk, me(), number) or abort(404)
    before = (said.parent or said.number) - 1
    far = found.talk.message_count > AT_ONCE
    return go(f"{found.address}{f'?after={before}' if far else ''}#m{number}")


@bp.get("/<key>/messages/<int(max=999999999):number>/answer")
def answer(key: str, number: int) -> ResponseReturnValue:
    found = Found.by_key(key, me())
    form = ReplyForm(formdata=None, to=str(number))
    return _answer_form(found, form)


@bp.post("/<key>/messages/<int(max=999999999):number>/helpful")
def helpful(key: str, number: int) -> ResponseReturnValue:
    with writing():
        found = Found.by_key(key, me())
        message = found.talk.message(number)
        found.talk.mark_helpful(message, by=me(), yes=request.form.get("yes") == "1")
    said = one(found.talk, me(), number)
    part = render_template("talk/_helpful.html", talk=found.talk, said=said)
    return go(f"{found.address}#m{number}", part=part)


@bp.post("/<key>/follow")
def follow(key: str) -> ResponseReturnValue:
    yes = request.form.get("yes") == "1"
    with writing():
        found = Found.by_key(key, me())
        if yes:
            found.talk.follow(me())
        else:
            found.talk.unfollow(me())
    part = render_template("talk/_follow.html", talk=found.talk, is_followed=yes)
    return go(found.address, part=part)


def _number(name: str) -> int:
    return whole(request.args.get(name) or request.form.get(name))


def _form_again(found: Found, form: ReplyForm) -> str:
    return _answer_form(found, form) if form.answers else found.host.show(found.thing, form)


def _answer_form(found: Found, form: ReplyForm) -> str:
    said = one(found.talk, me(), form.answers or 0) or abort(404)
    context = {"found": found, "talk": found.talk, "form": form, "said": said}
    if request.htmx:
        return render_template("talk/_answer_form.html", **context)
    return page("talk/answer.html", **context)


def _after_speaking(key: str, form: ReplyForm) -> str | None:
    """For htmx: an empty box again, and what was said since, put in its place."""
    if not request.htmx:
        return None
    found = Found.by_key(key, me())
    box = SAID if form.answers else found.host.show(found.thing, ReplyForm(formdata=None))
    return box + _news(found)


def _news(found: Found) -> str:
    talk, last, seen = found.talk, _number("last"), _number("seen")
    reading = read(talk, me(), after=last)
    answers = answers_since(talk, me(), since=seen, upto=last)
    return render_template(
        "talk/_since.html", talk=talk, reading=reading, answers=answers, last=reading.last or last
    )

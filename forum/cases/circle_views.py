"""Circles in the browser: beginning one, inviting and joining, meeting, and leaving it."""

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import selectinload

from forum.cases.circle_forms import AgreeForm, CircleForm, InviteForm, MeetForm
from forum.cases.circle_news import described
from forum.cases.circles import ChangedMeanwhile, Circle
from forum.cases.counting import counts
from forum.cases.lists import page_of
from forum.cases.membership import HasNoPlace
from forum.cases.wanted import View, Wanted, among
from forum.core.db import db, writing
from forum.core.forms import Form
from forum.core.limits import limiter
from forum.core.once import once
from forum.core.web import go, page
from forum.notifications import subjects
from forum.people.models import Person
from forum.people.session import asker, me

bp = Blueprint("circles", __name__, url_prefix="/circles")

VIEWS = (View.OPEN, View.SETTLED)
often_enough = limiter.limit("60/minute", key_func=asker)


@bp.get("")
def index() -> ResponseReturnValue:
    mine = Circle.of(me()).options(selectinload(Circle.members)).order_by(Circle.name, Circle.id)
    return page("circles/index.html", circles=db.session.scalars(mine).all())


@bp.get("/new")
def new() -> ResponseReturnValue:
    return page("circles/new.html", form=CircleForm.for_new())


@bp.post("")
@limiter.limit("20/hour", key_func=asker, deduct_when=lambda said: said.status_code != 422)
def begin() -> ResponseReturnValue:
    form = CircleForm()
    if not form.validate_on_submit():
        return page("circles/new.html", form=form), 422

    with once(form) as done:
        circle = Circle.begin(by=me(), **form.told)
        done.url = address(circle)
    return go(done.url)


@bp.get("/<key>")
def show(key: str) -> ResponseReturnValue:
    return shown(mine(key))


@bp.get("/<key>/edit")
def edit(key: str) -> ResponseReturnValue:
    circle = mine(key, joined=True)
    return page("circles/edit.html", circle=circle, form=CircleForm.of(circle))


@bp.post("/<key>/edit")
@often_enough
def save(key: str) -> ResponseReturnValue:
    form = CircleForm.for_change(circle := mine(key, joined=True))
    if not form.validate_on_submit():
        return page("circles/edit.html", circle=circle, form=form), 422

    try:
        with writing():
            mine(key).change(by=me(), known=form.known, **form.told)
    except ChangedMeanwhile as refused:
        circle = mine(key)
        form.version.data = str(circle.version)
        return page("circles/edit.html", circle=circle, form=form, meanwhile=refused), 422
    flash("Saved.")
    return go(url_for("cases.circles.show", key=key))


@bp.post("/<key>/members")
@limiter.limit("30/hour", key_func=asker)
def invite(key: str) -> ResponseReturnValue:
    circle, form = mine(key, joined=True), InviteForm()
    if not form.validate_on_submit() or form.person is None:
        return shown(circle, invite_form=form), 422

    with writing():
        circle = mine(key)
        circle.invite(form.person, by=me())
        name, place = form.person.name, circle.place_of(form.person)
        is_in_it = place is not None and place.joined_at is not None
    flash(f"{name} is in it already." if is_in_it else f"{name} is invited.")
    return go(url_for("cases.circles.show", key=key))


@bp.post("/<key>/members/<username>/taking-back")
@often_enough
def take_back(key: str, username: str) -> ResponseReturnValue:
    """An invitation that nobody has answered."""
    with writing():
        circle = mine(key, joined=True)
        person = db.one_or_404(Person.visible().where(Person.username == username))
        circle.take_back(person, by=me())
        name = person.name
    flash(f"{name} isn’t invited any more.")
    return go(url_for("cases.circles.show", key=key))


@bp.post("/<key>/membership")
@often_enough
def join(key: str) -> ResponseReturnValue:
    """Whoever is invited joins; a member agrees to what changed."""
    circle, form = still_mine(key), AgreeForm()
    if not form.validate_on_submit():
        return shown(circle, agree_form=form), 422

    with writing():
        circle = still_mine(key)
        place = circle.place_of(me())
        if place and place.joined_at:
            circle.agree(by=me())
        else:
            circle.join(by=me())
    return go(url_for("cases.circles.show", key=key))


@bp.get("/<key>/leaving")
def leaving(key: str) -> ResponseReturnValue:
    """What it means, before it is done."""
    return page("circles/leaving.html", circle=mine(key, joined=True))


@bp.post("/<key>/leaving")
@often_enough
def leave(key: str) -> ResponseReturnValue:
    """Out of it, or the invitation declined."""
    with writing():
        circle = still_mine(key)
        name, place = circle.name, circle.place_of(me())
        was_in = bool(place and place.joined_at)
        circle.leave(by=me())
    flash(f"You have left “{name}”." if was_in else f"You declined “{name}”.")
    return go(url_for("cases.circles.index"))


def mine(key: str, *, joined: bool = False) -> Circle:
    """A circle that I am in or invited to; 404 for anybody else, and where I haven’t `joined`."""
    some = Circle.joined_by(me()) if joined else Circle.of(me())
    circle: Circle = db.one_or_404(some.where(Circle.key == key))
    return circle


def still_mine(key: str) -> Circle:
    """The same for who answers what they have read. Raises HasNoPlace."""
    circle = db.session.scalars(Circle.of(me()).where(Circle.key == key)).one_or_none()
    if circle is None:
        raise HasNoPlace
    return circle


def address(circle: Circle) -> str:
    return url_for("cases.circles.show", key=circle.key)


def shown(circle: Circle, **forms: Form) -> str:
    """The page of a circle, with forms as they were sent; without cases for who is invited."""
    place = circle.place_of(me())
    is_in = bool(place and place.joined_at)
    said = among(View, request.args.get("view"))
    wanted = Wanted(said if said in VIEWS else View.OPEN, circle=circle.key)
    meet = MeetForm(formdata=None)
    meet.offer(circle)
    known: dict[str, Form] = {
        "invite_form": InviteForm(formdata=None),
        "agree_form": AgreeForm(formdata=None),
        "meet_form": meet,
    }
    return page(
        "circles/show.html",
        circle=circle,
        place=place,
        is_in=is_in,
        wanted=wanted,
        views=VIEWS,
        cases=page_of(wanted, me(), before=request.args.get("before")) if is_in else None,
        counts=counts(wanted, me()) if is_in else {},
        **known | forms,
    )


subjects.register("circle", described)

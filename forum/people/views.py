"""A member's page, and changing one's own."""

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue

from forum.core.db import db, writing
from forum.core.web import go, page
from forum.people.forms import ProfileForm
from forum.people.lately import lately
from forum.people.models import Person
from forum.people.renaming import describe
from forum.people.session import me, members_only

bp = Blueprint("people", __name__, url_prefix="/people")
bp.before_request(members_only)


@bp.get("/<username>")
def show(username: str) -> ResponseReturnValue:
    person = db.one_or_404(Person.visible().where(Person.username == username))
    return page("people/show.html", person=person, lately=lately(person, me()))


@bp.get("/me/edit")
def edit() -> ResponseReturnValue:
    return page("people/edit.html", form=ProfileForm(formdata=None, obj=me()))


@bp.post("/me/edit")
def save() -> ResponseReturnValue:
    form = ProfileForm()
    if not form.validate_on_submit():
        return page("people/edit.html", form=form), 422

    with writing():
        person = me()
        describe(person, **form.told())
        username = person.username
    flash("Your profile is saved.")
    return go(url_for("people.show", username=username))

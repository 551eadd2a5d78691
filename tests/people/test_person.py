"""Who somebody is: names, roles, and what stands beside their words."""

import pytest

from forum.core.db import db
from forum.core.errors import NotAllowed
from forum.people.models import NameIsTaken, Person
from forum.people.vocabulary import Discipline, Role, Setting
from tests.conftest import on_sqlite
from tests.factories import a_person


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Ana Lima", "AL"),
        ("Ana", "A"),
        ("ana maria de lima", "AL"),
        ("Ana (she) Lima", "AL"),
        ("李 娜", "李娜"),
        ("« Ana »", "A"),
        ("—", "—"),
        ("Éloïse Øster", "ÉØ"),
    ],
)
def test_initials_stand_for_a_name(name, initials):
    assert Person(name=name).initials == initials


@pytest.mark.parametrize("typed", ["ana", "ANA", " ana ", "ana@weft.example", "Ana@Weft.Example"])
def test_a_person_is_called_by_user_name_or_address(ana, typed):
    assert Person.called(typed) == ana


@on_sqlite
@pytest.mark.parametrize("typed", ["", "an", "ana@", "%", "_na", "ana@weft"])
def test_nobody_is_called_by_half_a_name(ana, typed):
    assert Person.called(typed) is None


@pytest.mark.parametrize("taken", ["username", "email"])
def test_two_people_never_share_a_name_or_an_address(ana, taken):
    about = {"username": "dana", "email": "dana@weft.example", taken: getattr(ana, taken)}

    with pytest.raises(NameIsTaken):
        Person.join(name="Dana", discipline=Discipline.SLP, **about)

    assert Person.count() == 1


def test_confirming_makes_a_member_and_no_more(app):
    dana = a_person(confirmed_at=None, role=Role.APPLICANT)
    mo = a_person(confirmed_at=None, role=Role.MODERATOR)

    dana.confirm()
    mo.confirm()

    assert (dana.role, mo.role) == (Role.MEMBER, Role.MODERATOR)
    assert dana.confirmed_at is not None


def test_confirming_twice_keeps_the_first_day(ana):
    first = ana.confirmed_at

    ana.confirm()

    assert ana.confirmed_at == first


def test_a_verified_clinician_keeps_the_day_it_was_checked(ana):
    ana.take_role(Role.VERIFIED)
    checked = ana.verified_at

    ana.take_role(Role.MODERATOR)
    ana.take_role(Role.VERIFIED)

    assert checked is not None
    assert ana.verified_at == checked
    assert ana.is_verified


def test_nobody_rises_before_their_address_is_confirmed(app):
    dana = a_person(confirmed_at=None, role=Role.APPLICANT)

    with pytest.raises(NotAllowed, match="has not confirmed"):
        dana.take_role(Role.ADMIN)

    assert dana.role is Role.APPLICANT


@pytest.mark.parametrize(
    ("role", "moderates"),
    [
        (Role.APPLICANT, False),
        (Role.MEMBER, False),
        (Role.VERIFIED, False),
        (Role.MODERATOR, True),
        (Role.ADMIN, True),
    ],
)
def test_moderators_and_admins_moderate(role, moderates):
    assert Person(role=role).is_moderator is moderates


def test_every_discipline_has_words_and_a_colour():
    assert len(Discipline) == 13
    for discipline in Discipline:
        assert discipline.label
        assert discipline.chip
        assert discipline.dye in {"ot", "pt", "slp", "cou", "all"}


def test_everything_said_of_a_person_is_kept_as_said(ana):
    ana.settings = ["school", "online"]
    ana.ask_me = ["Mornings", "Stairs & ladders"]
    db.session.commit()

    assert ana.works_in == [Setting.SCHOOL, Setting.ONLINE]
    assert ana.ask_me == ["Mornings", "Stairs & ladders"]

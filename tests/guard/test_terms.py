"""“That’s not a name”: asked by a member, decided by a moderator, for the whole site."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from forum.core.clock import now
from forum.core.db import db
from forum.core.errors import NotAllowed
from forum.deid import Label, Severity
from forum.guard import look_at
from forum.guard.terms import (
    LONGEST,
    MOST_OPEN,
    REFUSED_FOR,
    CannotBeTaught,
    SafeTerm,
    TooManyAsked,
    forget_refused_terms,
)
from forum.people.models import Person
from tests.together import at_once, in_a_transaction

STORY = "Her brother Jayden Thompson bit Jayden Thompson's teacher."


def a_name():
    """A name in STORY as the guard finds it."""
    return next(f.text for f in look_at(STORY) if f.label is Label.NAME)


def asked(term, by, kind=Label.NAME):
    term = SafeTerm.ask(term, kind, by=by)
    db.session.commit()
    return term


def how_many():
    db.session.rollback()
    return db.session.scalar(select(func.count(SafeTerm.id)))


def names(text):
    return [f.text for f in look_at(text) if f.label is Label.NAME]


def test_what_is_asked_waits_and_the_guard_goes_on_finding_it(ana):
    name = a_name()

    term = asked(name, ana)

    assert (term.term, term.folded, term.asked_by) == (name, name.casefold(), ana.id)
    assert db.session.scalars(SafeTerm.waiting()).all() == [term]
    assert name in names(STORY)


def test_an_accepted_term_is_passed_over_in_any_case_until_it_is_taken_back(ana, mo):
    name = a_name()
    term = asked(name.upper(), ana)

    term.accept(by=mo)
    db.session.commit()
    while_accepted = names(STORY)
    term.refuse(by=mo)
    db.session.commit()

    assert name not in while_accepted
    assert name in names(STORY)
    assert (term.accepted_at, term.refused_by) == (None, mo.id)


def test_a_refused_term_may_be_accepted_after_all(ana, mo):
    term = asked("Berg", ana)
    term.refuse(by=mo)

    term.accept(by=mo)

    assert SafeTerm.accepted() == {"berg"}
    assert term.refused_at is None


def test_asked_again_by_anybody_it_is_the_same_term(ana, ben):
    first = asked("Berg  balance", ana)

    again = asked("BERG Balance", ben)

    assert again.id == first.id
    assert (again.asked_by, how_many()) == (ana.id, 1)


@pytest.mark.parametrize(
    ("term", "kind"),
    [
        ("", Label.NAME),
        ("1995", Label.NAME),
        ("?!", Label.GEO),
        ("B" * (LONGEST + 1), Label.NAME),
        ("kim@school.example", Label.NAME),
        ("617-555-0142", Label.FACILITY),
        ("14 March 2024", Label.NAME),
        ("42 Willow Street", Label.GEO),
        ("Berg", Label.EMAIL),
        ("Berg", Label.MRN),
        ("Berg", Label.SOFT),
    ],
)
def test_what_a_rule_knows_cannot_be_taught(ana, term, kind):
    with pytest.raises(CannotBeTaught):
        SafeTerm.ask(term, kind, by=ana)

    assert how_many() == 0


def test_what_a_rule_finds_by_the_words_around_it_is_found_all_the_same(ana, mo):
    asked("willow_tree", ana).accept(by=mo)
    db.session.commit()

    found = look_at("Online his username is willow_tree.")

    assert [(f.text, f.severity) for f in found] == [("willow_tree", Severity.RED)]


def test_a_member_has_only_so_many_terms_waiting(ana, ben, mo):
    terms = [asked(f"Berg {'x' * n}", ana) for n in range(1, MOST_OPEN + 1)]

    with pytest.raises(TooManyAsked, match="still wait for a moderator"):
        SafeTerm.ask("Romberg", Label.NAME, by=ana)
    asked("Bobath", ben)
    terms[0].refuse(by=mo)
    db.session.commit()
    asked("Romberg", ana)

    assert how_many() == MOST_OPEN + 2


def test_only_a_moderator_decides(ana, ben):
    term = asked("Berg", ana)

    for decide in (term.accept, term.refuse):
        with pytest.raises(NotAllowed):
            decide(by=ben)

    assert SafeTerm.accepted() == frozenset()
    assert db.session.scalars(SafeTerm.waiting()).all() == [term]


def test_two_who_ask_at_once_ask_for_one_term(app, ana, ben):
    ids = [ana.id, ben.id] * 4

    def ask(person_id):
        def deed():
            person = db.session.get_one(Person, person_id)
            return SafeTerm.ask("Berg", Label.NAME, by=person).id

        return in_a_transaction(app, deed)

    asked_for = at_once(*(ask(person_id) for person_id in ids))

    assert len(set(asked_for)) == 1
    assert how_many() == 1


def test_what_was_refused_is_forgotten_in_time_and_nothing_else(ana, mo):
    old, fresh, accepted, _waiting = (asked(t, ana) for t in ("Ash", "Berg", "Bobath", "Romberg"))
    old.refuse(by=mo)
    fresh.refuse(by=mo)
    accepted.accept(by=mo)
    old.refused_at = now() - REFUSED_FOR - timedelta(hours=1)
    accepted.accepted_at = accepted.asked_at = old.refused_at
    db.session.commit()

    forget_refused_terms()

    assert set(db.session.scalars(select(SafeTerm.term))) == {"Berg", "Bobath", "Romberg"}

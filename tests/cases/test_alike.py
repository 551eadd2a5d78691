"""Cases like this: by outline and by words, with outcomes, and never what is out of sight."""

import pytest

from forum.cases.alike import Outline, alike
from forum.cases.insights import Lesson
from forum.cases.models import Case
from forum.cases.outcome import Telling
from forum.cases.vocabulary import Help, Result
from forum.core.db import db
from forum.core.words import Words
from forum.people.vocabulary import AgeBand, Discipline, Setting
from forum.search.sought import Sought
from tests.cases.test_sealing import seal
from tests.factories import a_case, a_person

HOSTILE = (
    '"',
    "'",
    "''",
    "NEAR(a b)",
    "title:apple",
    "kind : worked",
    "a AND",
    "OR OR",
    "NOT",
    "*",
    "^door",
    "-door",
    "(((",
    "door)",
    "a & b | !c",
    ":*",
    "<->",
    "\\",
    "%",
    ";--",
    "ünïcödé",
    "日本語",
    "🪑",
    "\0",
    "x" * 5_000,
    "a " * 5_000,
)


def turned_out(case=None, result=Result.HELPED, lesson=None, **given):
    """A case that is told to its end."""
    case = case or a_case(**given)
    case.tell_outcome(
        Telling(result, Words.of("So it went."), lesson=lesson), by=case.author, known=0
    )
    db.session.commit()
    return case


def titles(outline, person):
    return [one.title for one in alike(outline, person)]


def words(*said, **more):
    return Outline(words=Sought.alike(*said), **more)


def test_words_in_common_find_a_case_with_its_outcome(app, ana):
    turned_out(title="A walking frame by the door", question="How do we make it welcome?")
    turned_out(title="Crunchy foods only", question="What comes after toast?")
    a_case(title="Another walking frame, still open")

    found = alike(words("The walking frames stay in the hall"), ana)

    assert [one.title for one in found] == ["A walking frame by the door"]
    assert found[0].result is Result.HELPED


def test_the_outline_counts_beside_the_words(app, ana):
    turned_out(title="Handwriting and fatigue", age_band=AgeBand.ADULT, setting=Setting.HOME)
    turned_out(title="Handwriting at speed", age_band=AgeBand.TEEN, setting=Setting.SCHOOL)

    found = titles(words("handwriting", age_band=AgeBand.TEEN, setting=Setting.SCHOOL), ana)

    assert found == ["Handwriting at speed", "Handwriting and fatigue"]


def test_an_outline_alone_finds_its_like(app, ana):
    look = {"help": Help.SECOND_LOOK, "age_band": AgeBand.TEEN, "setting": Setting.HOME}
    turned_out(title="Like it", asked=[Discipline.SLP], **look)
    turned_out(title="Otherwise", age_band=AgeBand.ADULT, setting=Setting.SCHOOL)

    outline = Outline(
        frozenset({Discipline.SLP}),
        help=Help.SECOND_LOOK,
        age_band=AgeBand.TEEN,
        setting=Setting.HOME,
    )
    found = titles(outline, ana)

    assert found == ["Like it"]


def test_there_are_three_at_most_and_none_that_shares_next_to_nothing(app, ana):
    for number in range(5):
        turned_out(title=f"Toilet training, take {number}")

    assert len(alike(words("toilet training"), ana)) == 3
    assert alike(words("stammering"), ana) == []
    assert alike(Outline(), ana) == []


def test_a_case_is_not_like_itself(app, ana):
    case = turned_out(title="Only one of its kind")

    assert alike(Outline.of(case), ana) == []


def test_what_is_out_of_sight_is_not_found(app, ana, ben):
    held, hidden, left = (turned_out(author=ben, title=f"Door number {n}") for n in range(3))
    held.hold()
    hidden.hide()
    left.reopen(by=ben)
    left.step_out(by=ana)
    db.session.commit()

    assert titles(words("door number"), ana) == []
    assert len(titles(words("door number"), ben)) == 3


def test_of_a_sealed_case_only_its_insight_is_found(app, ana):
    lesson = Lesson("Practise with apples", "The frame carries them.", is_for_all=True)
    case = turned_out(title="Walking frame by the door", lesson=lesson)
    silent = turned_out(title="Walking frame upstairs")
    seal(case)
    db.session.refresh(silent)

    by_its_words, by_its_lesson = alike(words("walking door"), ana), alike(words("apples"), ana)

    assert silent.sealed_at
    assert by_its_words == []
    assert [(one.title, one.key, one.lesson) for one in by_its_lesson] == [
        ("", "", "Practise with apples")
    ]


def test_a_lesson_that_is_not_for_all_finds_nothing(app, ana):
    turned_out(title="Some case", lesson=Lesson("Practise with quinces", "", is_for_all=False))

    assert alike(words("quinces"), ana) == []


def test_a_corrected_lesson_is_found_by_its_new_words_alone(app, ana):
    case = turned_out(title="Some case", lesson=Lesson("Try quinces", "", is_for_all=True))
    told = Telling(Result.HELPED, Words.of("So."), lesson=Lesson("Try pears", "", is_for_all=True))
    case.tell_outcome(told, by=case.author, known=1)
    db.session.commit()

    assert alike(words("quinces"), ana) == []
    assert titles(words("pears"), ana) == ["Some case"]


def test_marks_and_capitals_make_no_difference(app, ana):
    turned_out(title="Ein Café für Zoë")

    assert titles(words("CAFE zoe"), ana) == ["Ein Café für Zoë"]


@pytest.mark.parametrize("all_of", [True, False])
def test_no_word_is_ever_syntax(app, ana, all_of):
    turned_out(title="An ordinary door")

    for said in HOSTILE:
        sought = Sought.typed(said) if all_of else Sought.alike(said)
        alike(Outline(words=sought), ana)


def test_an_applicant_finds_nothing_where_cases_are_for_the_verified(house):
    app = house(cases_for="verified")
    with app.app_context():
        turned_out(title="An ordinary door", author=a_person())

        assert alike(words("ordinary door"), a_person(verified_at=None)) == []
        assert db.session.query(Case).count() == 1

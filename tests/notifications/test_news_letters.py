"""News by letter: when it goes out, what it tells, and above all what it does not."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from forum.core.clock import now
from forum.core.db import db
from forum.core.words import Words
from forum.notifications import digests, subjects
from forum.notifications.notices import Choice, News, Notice, Way, has_read_all, tell
from forum.people.models import Person
from forum.people.vocabulary import Letters
from forum.talk.vocabulary import Kind
from tests.conftest import on_sqlite
from tests.factories import a_case, a_person, an_idea
from tests.notifications.letterbox import an_idea_at, sweep, written
from tests.together import at_once

MINUTE = timedelta(minutes=1)


def unmailed():
    db.session.rollback()
    return db.session.scalar(select(func.count(Notice.id)).where(Notice.mailed_at.is_(None)))


def test_news_goes_out_after_ten_quiet_minutes(app, ana, ben):
    case = a_case(author=ana)
    an_idea(case, by=ben)

    early = sweep(app, after=9 * MINUTE)
    late = sweep(app, after=10 * MINUTE)
    again = sweep(app, after=11 * MINUTE)

    letter = written()[0]
    assert (early, late, again) == (0, 1, 0)
    assert letter.recipient == "ana@weft.example"
    assert letter.subject == "News for you on Weft"
    assert "Hello Ana Lima," in letter.body
    assert "Ben replied in a case you follow." in letter.body
    assert f"http://localhost/talks/{case.talk.key}/" in letter.body
    assert unmailed() == 0


def test_what_comes_meanwhile_goes_into_the_same_letter(app, ana, ben, cy):
    case, other = a_case(author=ana), a_case(author=ana)
    for minutes, by in ((0, ben), (5, cy), (9, ben)):
        an_idea_at(minutes, case, by)
    an_idea_at(9, other, cy)

    lively = sweep(app, after=12 * MINUTE)
    quiet = sweep(app, after=20 * MINUTE)

    bodies = [letter.body for letter in written() if letter.recipient == ana.email]
    assert (lively, quiet, len(bodies)) == (0, 3, 1)
    body = bodies[0]
    assert "Ben and 1 other replied in a case you follow." in body
    assert "Cy replied in a case you follow." in body
    assert body.count("/talks/") == 2


def test_a_letter_waits_an_hour_at_most_however_lively_it_is(app, ana, ben):
    case = a_case(author=ana)
    for minutes in range(0, 61, 5):
        an_idea_at(minutes, case, ben)

    before = sweep(app, after=59 * MINUTE)
    after = sweep(app, after=61 * MINUTE)

    assert (before, after, len(written())) == (0, 1, 1)


def test_a_lively_case_with_many_followers_is_one_letter_for_each(app, ana, ben):
    case = a_case(author=ana)
    for _ in range(20):
        case.talk.follow(a_person())
    for number in range(30):
        an_idea_at(number / 30, case, ben)

    sweep(app, after=12 * MINUTE)

    assert len(written()) == 21
    assert len({letter.recipient for letter in written()}) == 21
    assert unmailed() == 0


def test_what_was_read_meanwhile_is_not_mailed(app, ana, ben):
    an_idea(a_case(author=ana), by=ben)
    has_read_all(ana)

    assert sweep(app, after=15 * MINUTE) == 0


def test_only_what_is_wanted_by_mail_is_mailed(app, ana, ben):
    db.session.add(Choice(person_id=ana.id, news=News.REPLIED, way=Way.SITE))
    an_idea(a_case(author=ana), by=ben)

    assert sweep(app, after=15 * MINUTE) == 0


def test_whoever_wants_no_letters_gets_none(app, ana, ben):
    ana.letters = Letters.NONE
    an_idea(a_case(author=ana), by=ben)

    assert sweep(app, after=timedelta(days=2)) == 0


def test_news_of_long_ago_stays_in_the_inbox_when_letters_are_wanted_again(app, ana, ben):
    ana.letters = Letters.NONE
    an_idea(a_case(author=ana), by=ben)
    an_idea_at(8 * 24 * 60, a_case(author=ana), ben)
    ana.letters = Letters.STRAIGHT

    sweep(app, after=timedelta(days=8, minutes=30))

    assert written()[0].body.count("/talks/") == 1


def test_a_question_comes_first_and_says_so(app, ana, ben, cy):
    an_idea(a_case(author=ana), by=cy)
    asked = a_case(author=ana)
    asked.reply(by=ben, kind=Kind.QUESTION, words=Words.of("Since when?"))
    an_idea_at(1, a_case(author=ana), cy)

    sweep(app, after=15 * MINUTE)

    letter = written()[0]
    assert letter.subject == "News for you on Weft"
    assert letter.body.index("Ben asked you something") < letter.body.index("Cy replied")


def test_a_letter_leads_to_the_oldest_that_is_unread(app, browser, ana, ben):
    case = a_case(author=ana)
    first = an_idea(case, by=ben)
    an_idea_at(1, case, ben)

    sweep(app, after=15 * MINUTE)

    link = re.search(r"http://localhost(/talks/\S+)", written()[0].body)
    assert link is not None
    assert link[1].endswith(f"/{first.number}")
    assert browser(ana).get(link[1]).status_code in (200, 303)


def test_what_somebody_may_not_see_any_more_is_not_mentioned(app, house, ana, ben):
    an_idea(a_case(author=ana), by=ben)
    ana.verified_at = None
    db.session.commit()
    strict = house(cases_for="verified")

    assert sweep(strict, after=15 * MINUTE) == 0
    assert written() == []
    assert unmailed() == 0


@pytest.mark.parametrize("letters", list(Letters))
def test_no_letter_holds_a_word_of_a_case(app, ana, ben, cy, letters):
    """Every text of forty cases carries a word that stands nowhere else."""
    for person in (ana, ben, cy):
        person.letters = letters
    canaries: list[str] = []

    def canary(what):
        canaries.append(f"qzx{what}{len(canaries)}")
        return f"About {canaries[-1]} it is."

    for number in range(40):
        author, other = ((ana, ben), (ben, cy), (cy, ana))[number % 3]
        case = a_case(
            author=author,
            title=canary("title"),
            question=canary("question"),
            story=Words.of(canary("story")),
            tried=Words.of(canary("tried")),
            need=Words.of(canary("need")),
        )
        kind = list(Kind)[number % len(Kind)]
        said = case.reply(by=other, kind=kind, words=Words.of(canary("reply")))
        case.reply(by=author, kind=Kind.QUESTION, words=Words.of(canary("answer")), to=said.number)
        for news in News:
            everyone = select(Person.id)
            tell(everyone, news, about=case.talk.topic, by=other, number=said.number)
    db.session.commit()

    sweep(app, after=timedelta(days=2))

    letters_of_all = written()
    assert len(letters_of_all) == (0 if letters is Letters.NONE else 3)
    for letter in letters_of_all:
        whole = f"{letter.subject} {letter.body} {letter.unsubscribe_url}".lower()
        assert [word for word in canaries if word.lower() in whole] == []
        assert "stuck at the second session" not in whole


@pytest.mark.parametrize("news", list(News))
def test_every_kind_of_news_has_its_line(app, ana, ben, news):
    case = a_case(author=ana)
    db.session.add(Choice(person_id=ana.id, news=news, way=Way.MAIL))
    db.session.commit()
    tell(select(Person.id).where(Person.id == ana.id), news, about=case.talk.topic, by=ben)

    sweep(app, after=15 * MINUTE)

    assert re.search(r"^[A-Z]\w* \w.*[.?]\nhttp://localhost/", written()[0].body, re.MULTILINE)


@on_sqlite
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Zoë Ní Bhriain", "Zoë replied"),
        ("Dr. Okafor", "Dr. replied"),
        ("evil.example/now", "Somebody replied"),
        ("https://evil.example", "Somebody replied"),
        ("<b>Ben</b>", "Somebody replied"),
    ],
)
def test_a_name_that_is_an_address_makes_no_link_in_a_letter(app, ana, name, said):
    an_idea(a_case(author=ana), by=a_person(name=name))

    sweep(app, after=15 * MINUTE)

    assert said in written()[0].body
    assert "evil" not in written()[0].body


def test_two_workers_at_once_write_one_letter_to_each(app, ana, ben, cy):
    case = a_case(author=ana)
    case.talk.follow(cy)
    an_idea(case, by=ben)
    db.session.execute(update(Notice).values(left_at=now() - 15 * MINUTE))
    db.session.commit()

    def work():
        with app.app_context():
            return digests.write_news()

    wrote = at_once(work, work, work)

    assert sum(wrote) == 2
    assert sorted(letter.recipient for letter in written()) == [ana.email, cy.email]


def test_a_letter_that_cannot_be_written_holds_up_no_other_and_loses_no_news(
    app, ana, ben, cy, monkeypatch
):
    def fail(person, topics):
        raise RuntimeError("away")

    monkeypatch.setitem(subjects._kinds, "broken", fail)
    tell(select(Person.id).where(Person.id == ana.id), News.REPLIED, about="broken-1", by=ben)
    an_idea(a_case(author=cy), by=ben)

    wrote = sweep(app, after=15 * MINUTE)

    assert (wrote, [letter.recipient for letter in written()]) == (1, [cy.email])
    assert unmailed() == 1

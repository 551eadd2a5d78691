"""The page of a case: who speaks from where, what can be done, and how few statements it takes."""

import gzip

import pytest
from sqlalchemy import event

from forum.core.db import db
from forum.core.words import Words
from forum.talk.vocabulary import Kind
from tests.conftest import on_sqlite
from tests.factories import a_case, a_person, an_idea
from tests.visiting import Browser

STATEMENTS_AT_MOST = 6
KILOBYTES_AT_MOST = 10


class Counted:
    """The statements that reach the database meanwhile."""

    def __init__(self):
        self.said = []

    def __enter__(self):
        event.listen(db.engine, "before_cursor_execute", self._note)
        return self

    def __exit__(self, *_):
        event.remove(db.engine, "before_cursor_execute", self._note)

    def _note(self, connection, cursor, statement, *_):
        if not statement.startswith(("BEGIN", "PRAGMA")):
            self.said.append(statement)


def with_replies(author, count):
    """A case with so many replies by several people, some of them answers."""
    case, people = a_case(author=author), [a_person(scope=f"Scope {n}") for n in range(5)]
    words = Words.of("Start with the *door*, and only then with the room behind it.")
    for number in range(count):
        to = number if number % 4 == 3 else None
        case.reply(by=people[number % 5], kind=Kind.IDEA, words=words, to=to)
    db.session.commit()
    return case


def counted(visit, url, htmx=""):
    visit.get(url)
    with Counted() as meanwhile:
        answer = visit.get(url, htmx=htmx)
    assert answer.status_code == 200
    return len(meanwhile.said)


def test_a_case_page_takes_as_many_statements_for_a_hundred_replies_as_for_twenty(browser, ana):
    short, long = with_replies(ana, 20), with_replies(ana, 100)
    visit = browser(ana)

    of_short = counted(visit, f"/cases/{short.key}")
    of_long = counted(visit, f"/cases/{long.key}")

    assert of_short == of_long <= STATEMENTS_AT_MOST


def test_a_list_takes_as_many_statements_for_a_full_page_as_for_one_case(browser, ana):
    visit = browser(ana)
    a_case(author=ana)
    of_one = counted(visit, "/cases/")
    for _ in range(20):
        with_replies(ana, 2)

    assert counted(visit, "/cases/") == of_one <= STATEMENTS_AT_MOST


def test_the_desk_and_a_profile_take_a_constant_number_too(browser, ana, ben):
    visit = browser(ana)
    with_replies(ana, 2)
    an_idea(a_case(author=ben), by=ana)
    first = [counted(visit, url) for url in ("/", "/people/ana")]
    for _ in range(6):
        with_replies(ana, 3)
        an_idea(a_case(author=ben), by=ana)

    assert [counted(visit, url) for url in ("/", "/people/ana")] == first
    assert max(first) <= STATEMENTS_AT_MOST + 2


@on_sqlite
def test_what_a_page_fetches_by_itself_is_cheap(browser, ana):
    case = with_replies(ana, 100)

    usual = "last=3&seen=3&known=3"
    assert counted(browser(ana), f"/talks/{case.talk.key}/pill?{usual}", "div#pill") <= 4
    assert counted(browser(ana), f"/talks/{case.talk.key}/since?{usual}", "body") <= 5


@on_sqlite
def test_what_has_changed_takes_as_many_statements_for_fifty_messages_as_for_one(browser, ana):
    case = with_replies(ana, 60)
    messages = [case.talk.message(number) for number in range(1, 61)]
    url = f"/talks/{case.talk.key}/pill?last=60&seen=60&known=60"
    messages[0].withdraw(by=messages[0].author)
    db.session.commit()
    of_one = counted(browser(ana), url, "div#pill")

    for message in messages[1:51]:
        message.edit(Words.of("Said otherwise."), by=message.author, wording=0)
    db.session.commit()

    assert counted(browser(ana), url, "div#pill") == of_one <= 6


@on_sqlite
def test_a_page_of_twenty_replies_is_small_over_the_wire(browser, ana):
    case = with_replies(ana, 20)

    answer = browser(ana).get(f"/cases/{case.key}")

    assert len(gzip.compress(answer.data)) <= KILOBYTES_AT_MOST * 1_000


def test_every_voice_has_its_discipline_and_scope(browser, ana, ben):
    ben.scope = "Voice · 9 yrs"
    case = a_case(author=ana)
    an_idea(case, by=ben)

    page = browser(ana).page(f"/cases/{case.key}")

    voice = " ".join(text for within, text in page.texts if "li" in within and "header" in within)
    assert "Ben Adeyemi" in voice
    assert "SLP" in voice
    assert "Voice · 9 yrs" in voice
    assert {"/people/ben", "/people/ana"} <= page.links


def test_what_members_wrote_is_text_and_never_markup(browser, ana, ben):
    case = a_case(
        author=ana,
        title="<script>alert(1)</script>",
        question="<img src=x onerror=alert(1)>",
        story=Words.of("<script>alert(2)</script> and <b hx-get=/sign-out>this</b>"),
    )
    ben.name, ben.scope = "<i>Ben</i>", "{{ 7*7 }}"
    an_idea(case, by=ben, body="[here](javascript:alert(1)) <style>*{}</style>")

    page = browser(ana).page(f"/cases/{case.key}")

    assert page.all("img", "i", "style") == []
    assert not [e for e in page.elements if e.attributes.get("hx-get") == "/sign-out"]
    assert page.text_in("h1") == "<script>alert(1)</script>"
    assert "{{ 7*7 }}" in page.text_in("main")
    assert "49" not in page.text_in("main")


def test_only_author_and_moderator_are_offered_to_settle(browser, ana, ben, mo):
    case = a_case(author=ana)
    offered = [
        f"/cases/{case.key}/settle" in browser(person).get(f"/cases/{case.key}").text
        for person in (ana, ben, mo)
    ]

    assert offered == [True, False, True]


def test_settling_and_opening_again_through_the_web(browser, ana, ben):
    case = a_case(author=ana)
    visit, url = browser(ana), f"/cases/{case.key}"

    settled = visit.post(f"{url}/settle")
    shown_to_ben = browser(ben).page(url).text_in("main")
    reopened = visit.post(f"{url}/reopen")

    assert (settled.status_code, settled.location) == (303, url)
    assert "This case is settled" in shown_to_ben
    assert "Add your idea" not in shown_to_ben
    assert (reopened.status_code, reopened.location) == (303, url)
    assert "Add your idea" in browser(ben).page(url).text_in("main")


def test_a_settled_case_still_shows_what_was_said(browser, ana, ben):
    case = a_case(author=ana)
    an_idea(case, by=ben, body="Start with the door.")
    browser(ana).post(f"/cases/{case.key}/settle")

    assert "Start with the door." in browser(ben).get(f"/cases/{case.key}").text


def test_a_page_knows_the_version_it_shows(browser, ana, ben):
    case = a_case(author=ana)
    for _ in range(3):
        an_idea(case, by=ben)

    page = browser(ana).page(f"/cases/{case.key}")

    assert page.values("last") == page.values("seen") == ["3"]


@on_sqlite
def test_who_has_helped_is_named_once_and_without_the_author(browser, ana, ben):
    case = a_case(author=ana)
    for by in (ben, ben, ana):
        an_idea(case, by=by)

    aside = browser(ana).page(f"/cases/{case.key}").text_in("aside")

    assert aside.count("Ben Adeyemi") == 1
    assert "Ana Lima" not in aside


@on_sqlite
@pytest.mark.parametrize("htmx", ["", "section#composer"])
def test_where_cases_are_for_verified_clinicians_others_are_told_so(house, htmx):
    app = house(cases_for="verified")
    with app.app_context():
        ana = a_person()
        case, member = a_case(author=ana), a_person(verified_at=None)
        visits = [Browser(app, person) for person in (ana, member)]
        urls = ["/cases/", "/cases/new", f"/cases/{case.key}"]
        talk, title = f"/talks/{case.talk.key}", case.title

        answers = [[visit.get(url, htmx=htmx) for url in urls] for visit in visits]
        seen = [[answer.status_code for answer in some] for some in answers]
        said = visits[1].post(f"{talk}/messages", {"kind": "idea", "body": "Hi."}, htmx=htmx)
        pill = visits[1].get(f"{talk}/pill")

    assert seen == [[200, 200, 200], [200, 200, 200] if htmx else [200, 303, 303]]
    assert "whose registration a moderator has looked up" in answers[1][0].text
    assert not any(title in answer.text for answer in answers[1])
    assert (said.status_code, pill.status_code) == (404, 404)


def test_an_author_is_spoken_to_and_asked_for_no_idea_of_their_own(browser, ana, ben):
    case = a_case(author=ana)
    visit, url = browser(ana), f"/cases/{case.key}"

    mine, others = visit.page(url), browser(ben).page(url)
    visit.post(f"{url}/settle")
    settled = visit.page(url).text_in("main")

    assert "Add something, or answer" in mine.text_in("main")
    assert "Add your idea" not in mine.text_in("main")
    assert (mine.values("kind"), others.values("kind")) == (["experience"], ["idea"])
    assert "You have what you needed. To go on, open it again." in settled
    assert "Ana has what was needed" not in settled
